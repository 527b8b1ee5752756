import { describe, expect, it } from 'vitest';
import { dataLinesOfProgram, linesOfProgram } from '../../../electron/protocol/program-logs.ts';
import { AMM_V4_PROGRAM, CPMM_PROGRAM, TOKEN_PROGRAM } from '../../../electron/protocol/programs.ts';

describe('linesOfProgram', () => {
  it('gives the lines a program wrote itself, also when it was called or called others', () => {
    const logs = [
      `Program ${CPMM_PROGRAM} invoke [1]`,
      'Program log: of the caller',
      `Program ${AMM_V4_PROGRAM} invoke [2]`,
      'Program log: before',
      `Program ${TOKEN_PROGRAM} invoke [3]`,
      'Program log: Instruction: Transfer',
      `Program ${TOKEN_PROGRAM} consumed 201 of 380435 compute units`,
      `Program return: ${TOKEN_PROGRAM} pQAAAAAAAAA=`,
      `Program ${TOKEN_PROGRAM} success`,
      'Program data: aW52b2tl',
      'Program log: after',
      `Program ${AMM_V4_PROGRAM} failed: custom program error: 0x1e`,
      'Program log: of the caller again',
      `Program ${CPMM_PROGRAM} success`,
      'Program log: of nobody',
    ];
    expect(linesOfProgram(AMM_V4_PROGRAM, logs)).toEqual(['Program log: before', 'Program log: after']);
    expect(linesOfProgram(CPMM_PROGRAM, logs)).toEqual([
      'Program log: of the caller',
      'Program log: of the caller again',
    ]);
  });

  it('is not fooled by a program that logs the runtime’s lines', () => {
    const logs = [
      `Program ${CPMM_PROGRAM} invoke [1]`,
      `Program log: Program ${AMM_V4_PROGRAM} invoke [2]`,
      'Program log: ray_log: forged',
      `Program ${CPMM_PROGRAM} success`,
    ];
    expect(linesOfProgram(AMM_V4_PROGRAM, logs)).toEqual([]);
  });

  it('ends with what there is when the log was cut', () => {
    const logs = [`Program ${AMM_V4_PROGRAM} invoke [1]`, 'Program log: one', 'Log truncated'];
    expect(linesOfProgram(AMM_V4_PROGRAM, logs)).toEqual(['Program log: one']);
  });
});

describe('dataLinesOfProgram', () => {
  it('gives the data lines a program wrote itself, whoever it calls and whatever is logged in between', () => {
    const logs = [
      'Program data: b2Ygbm9ib2R5',
      `Program ${CPMM_PROGRAM} invoke [1]`,
      'Program data: Zmlyc3Q=',
      `Program log: Program ${AMM_V4_PROGRAM} invoke [2]`,
      'Program data: c2Vjb25k',
      `Program ${AMM_V4_PROGRAM} invoke [2]`,
      'Program data: Zm9yZWlnbg==',
      `Program ${AMM_V4_PROGRAM} success`,
      'Program log: success',
      'Program data: dGhpcmQ=',
      `Program ${CPMM_PROGRAM} success`,
      'Program data: bGF0ZQ==',
    ];
    expect(dataLinesOfProgram(CPMM_PROGRAM, logs)).toEqual([
      'Program data: Zmlyc3Q=',
      'Program data: c2Vjb25k',
      'Program data: dGhpcmQ=',
    ]);
    expect(dataLinesOfProgram(AMM_V4_PROGRAM, logs)).toEqual(['Program data: Zm9yZWlnbg==']);
  });
});
