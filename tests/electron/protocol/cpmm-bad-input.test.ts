import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeAddress } from '../../../electron/protocol/base58.ts';
import {
  decodeClmmCreations,
  parseClmmCreatePoolInstruction,
} from '../../../electron/protocol/clmm-creation.ts';
import { decodeClmmPoolAccount } from '../../../electron/protocol/clmm-pool-account.ts';
import { decodeCpmmConfigAccount } from '../../../electron/protocol/cpmm-config-account.ts';
import { readCpmmCreations } from '../../../electron/protocol/cpmm-creation.ts';
import { parseCpmmInitializeInstruction } from '../../../electron/protocol/cpmm-initialize-instruction.ts';
import { decodeCpmmObservationAccount } from '../../../electron/protocol/cpmm-observation-account.ts';
import { decodeCpmmPoolAccount } from '../../../electron/protocol/cpmm-pool-account.ts';
import { parseCpmmSwapInstruction } from '../../../electron/protocol/cpmm-swap-instruction.ts';
import { embeddedMetadataOf, mintFactsOf } from '../../../electron/protocol/mint-facts.ts';
import { CLMM_PROGRAM, CPMM_PROGRAM, TOKEN_2022_PROGRAM } from '../../../electron/protocol/programs.ts';
import { decodeTokenAccount } from '../../../electron/protocol/token-account.ts';
import { parseToken2022Instruction } from '../../../electron/protocol/token-2022-instructions.ts';
import { chainTransaction } from './cpmm-recorded.ts';

const DISCRIMINATORS = [
  'afaf6d1f0d989bed',
  '3f37fe4131b25979',
  '8fbe5adac41e33de',
  '37d96256a34ab4ad',
  'e992d18ecf6840bc',
  '2b44d4a7592fa401',
  '24f3b3232aef35e5',
  'f7ede3f5d7c3de46',
  'daf42168cbcb2b6f',
  '7aaec5358109a584',
  '1a00',
  '1a01',
  '2700',
];
/** What begins as it should and goes on anyhow, cut anywhere. */
const bytes = fc
  .tuple(fc.constantFrom(...DISCRIMINATORS), fc.uint8Array({ maxLength: 80 }), fc.nat(90))
  .map(([hex, rest, cut]) => new Uint8Array(Buffer.concat([Buffer.from(hex, 'hex'), rest])).subarray(0, cut));
const accounts = fc.array(fc.uint8Array({ minLength: 32, maxLength: 32 }).map(encodeAddress), {
  maxLength: 24,
});
const instruction = fc.record({
  programId: fc.constantFrom(CPMM_PROGRAM, CLMM_PROGRAM, TOKEN_2022_PROGRAM),
  accounts,
  data: bytes,
  inner: fc.boolean(),
  opaque: fc.constant(false),
});
/** The lengths at which accounts of these programs are looked into, with any bytes. */
const accountBytes = fc
  .tuple(
    fc.constantFrom(...DISCRIMINATORS),
    fc.constantFrom(0, 8, 82, 165, 166, 170, 182, 236, 355, 400, 637, 1_544, 4_075),
    fc.uint8Array({ minLength: 64, maxLength: 64 }),
  )
  .map(([hex, length, seed]) => {
    const data = new Uint8Array(length).map((_, index) => seed[index % seed.length] ?? 0);
    data.set(Buffer.from(hex, 'hex').subarray(0, length));
    return data;
  });

describe('bytes of CPMM, CLMM and Token-2022 that make no sense', () => {
  it('are told as nothing, and never throw', () => {
    fc.assert(
      fc.property(fc.array(instruction, { maxLength: 3 }), (instructions) => {
        for (const each of instructions) {
          parseCpmmInitializeInstruction(each);
          parseCpmmSwapInstruction(each);
          parseClmmCreatePoolInstruction(each);
          parseToken2022Instruction(each);
        }
        const transaction = chainTransaction({ instructions });
        const created = instructions.filter((each) => parseCpmmInitializeInstruction(each) !== null);
        expect(readCpmmCreations(transaction)).toHaveLength(created.length);
        decodeClmmCreations(transaction);
      }),
      { numRuns: 500 },
    );
  });

  it('in accounts are told as nothing, and never throw', () => {
    fc.assert(
      fc.property(accountBytes, (data) => {
        for (const decode of [
          decodeCpmmPoolAccount,
          decodeCpmmConfigAccount,
          decodeCpmmObservationAccount,
          decodeClmmPoolAccount,
          decodeTokenAccount,
        ])
          decode(data);
        mintFactsOf({ owner: TOKEN_2022_PROGRAM, data }, 5);
        embeddedMetadataOf({ owner: TOKEN_2022_PROGRAM, data });
      }),
      { numRuns: 500 },
    );
  });
});
