import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeAddress } from '../../../electron/protocol/base58.ts';
import { decodeRayLog, encodeRayLog, type RayLog } from '../../../electron/protocol/ray-log.ts';
import { tokenUnits } from '../../../shared/units.ts';
import { heliusFrames, NEEDS, NO_FIXTURES, readFrame } from './chain-fixtures.ts';

const u64 = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
const amount = u64.map(tokenUnits);
const byte = fc.integer({ min: 0, max: 255 });
const swap = {
  direction: fc.constantFrom('pc-to-coin' as const, 'coin-to-pc' as const),
  userSource: amount,
  poolCoin: amount,
  poolPc: amount,
};
const rayLog: fc.Arbitrary<RayLog> = fc.oneof(
  fc.record({
    kind: fc.constant('init' as const),
    openTimeUnixS: u64,
    pcDecimals: byte,
    coinDecimals: byte,
    pcLotSize: u64,
    coinLotSize: u64,
    pcAmount: amount,
    coinAmount: amount,
    market: fc.uint8Array({ minLength: 32, maxLength: 32 }).map(encodeAddress),
  }),
  fc.record({
    kind: fc.constant('swap-base-in' as const),
    ...swap,
    amountIn: amount,
    minimumOut: amount,
    outAmount: amount,
  }),
  fc.record({
    kind: fc.constant('swap-base-out' as const),
    ...swap,
    maxIn: amount,
    amountOut: amount,
    deductIn: amount,
  }),
);

describe('ray_log', () => {
  it('decodes what it encoded', () => {
    fc.assert(
      fc.property(rayLog, (log) => {
        expect(decodeRayLog(encodeRayLog(log))).toEqual(log);
      }),
    );
  });

  it('reads the creation line of a mainnet pool field by field', () => {
    const line =
      'Program log: ray_log: AIUcZGcAAAAACQaghgEAAAAAAEBCDwAAAAAAgJQVbQQAAAAAQHoQ81oAAEBp8lnSfqzJoAzx23jeZaYe+r5yW+wLrWp9NDtrW8Id';
    expect(decodeRayLog(line)).toEqual({
      kind: 'init',
      openTimeUnixS: 1_734_614_149n,
      pcDecimals: 9,
      coinDecimals: 6,
      pcLotSize: 100_000n,
      coinLotSize: 1_000_000n,
      pcAmount: 19_010_000_000n,
      coinAmount: 100_000_000_000_000n,
      market: '5LSnxmchPsA7qbymjezQiXWcyuksU36AznuGYHGkTq4G',
    });
  });

  it('reads the swap line of a mainnet pool field by field', () => {
    const line =
      'Program log: ray_log: AwDh9QUAAAAALQPB6wYAAAACAAAAAAAAAADh9QUAAAAAs1bYHTcAAAB+RokV3EIAAKS4kzUHAAAA';
    expect(decodeRayLog(line)).toEqual({
      kind: 'swap-base-in',
      amountIn: 100_000_000n,
      minimumOut: 29_725_098_797n,
      direction: 'coin-to-pc',
      userSource: 100_000_000n,
      poolCoin: 236_723_918_515n,
      poolPc: 73_513_021_556_350n,
      outAmount: 30_963_644_580n,
    });
  });

  it('is nothing for deposits, withdrawals, other lines, cut lines and unknown directions', () => {
    const line = (bytes: Uint8Array): string =>
      `Program log: ray_log: ${Buffer.from(bytes).toString('base64')}`;
    const typed = (type: number, length: number): Uint8Array =>
      Uint8Array.from({ length }, (_, i) => (i === 0 ? type : 1));
    expect(decodeRayLog(line(typed(1, 105)))).toBeNull();
    expect(decodeRayLog(line(typed(2, 89)))).toBeNull();
    expect(decodeRayLog(line(typed(0, 74)))).toBeNull();
    expect(decodeRayLog(line(typed(0, 57)))).toBeNull();
    expect(decodeRayLog(line(typed(3, 75)))).toBeNull();
    expect(decodeRayLog(line(typed(5, 57)))).toBeNull();
    const wrongDirection = typed(3, 57);
    expect(decodeRayLog(line(wrongDirection))).toBeNull();
    expect(decodeRayLog('Program log: Instruction: Transfer')).toBeNull();
    expect(decodeRayLog('ray_log: AAAA')).toBeNull();
    expect(decodeRayLog('Program log: ray_log: amm mismatch: input:x')).toBeNull();
  });

  it('never throws, whatever stands after its prefix', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => {
        expect(() => decodeRayLog(`Program log: ray_log: ${text}`)).not.toThrow();
      }),
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 120 }), (bytes) => {
        expect(() =>
          decodeRayLog(`Program log: ray_log: ${Buffer.from(bytes).toString('base64')}`),
        ).not.toThrow();
      }),
    );
  });

  it.skipIf(NO_FIXTURES)(`reads every line of the recorded frames and writes the same text${NEEDS}`, () => {
    const lines = heliusFrames('amm-v4-').flatMap((name) =>
      readFrame(name).params.result.transaction.meta.logMessages.filter((line) => line.includes('ray_log')),
    );
    expect(lines.length).toBe(15);
    for (const line of lines) {
      const log = decodeRayLog(line);
      expect(log && encodeRayLog(log)).toBe(line);
    }
  });
});
