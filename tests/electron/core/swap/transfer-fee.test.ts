import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  afterTransferFee,
  isTransferFee,
  transferFeeOf,
} from '../../../../electron/core/swap/transfer-fee.ts';
import { bps, tokenUnits } from '../../../../shared/units.ts';

const U64_MAX = 2n ** 64n - 1n;
const fee = (share: number, maximum: bigint) => ({ bps: bps(share), maximumUnits: tokenUnits(maximum) });

describe('transfer fee', () => {
  it('is the share rounded up, at most the maximum', () => {
    expect(transferFeeOf(fee(100, U64_MAX), tokenUnits(1_000n))).toBe(10n);
    expect(transferFeeOf(fee(100, U64_MAX), tokenUnits(1_001n))).toBe(11n);
    expect(transferFeeOf(fee(1, U64_MAX), tokenUnits(1n))).toBe(1n);
    expect(transferFeeOf(fee(100, 7n), tokenUnits(1_001n))).toBe(7n);
    expect(transferFeeOf(fee(10_000, U64_MAX), tokenUnits(U64_MAX))).toBe(U64_MAX);
    expect(afterTransferFee(fee(100, U64_MAX), tokenUnits(1_001n))).toBe(990n);
  });

  it('is nothing without a fee, of nothing, and with a maximum of nothing', () => {
    expect(transferFeeOf(null, tokenUnits(5n))).toBe(0n);
    expect(transferFeeOf(fee(0, U64_MAX), tokenUnits(5n))).toBe(0n);
    expect(transferFeeOf(fee(10_000, U64_MAX), tokenUnits(0n))).toBe(0n);
    expect(transferFeeOf(fee(10_000, 0n), tokenUnits(5n))).toBe(0n);
  });

  it('is never more than the amount, and what arrives never falls when more is sent', () => {
    const amounts = fc.bigInt({ min: 0n, max: U64_MAX });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000 }), amounts, amounts, amounts, (share, maximum, a, b) => {
        const [less, more] = a < b ? [a, b] : [b, a];
        const taken = transferFeeOf(fee(share, maximum), tokenUnits(less));
        expect(taken >= 0n && taken <= less).toBe(true);
        const arrives = (amount: bigint) => afterTransferFee(fee(share, maximum), tokenUnits(amount));
        expect(arrives(more) >= arrives(less)).toBe(true);
      }),
    );
  });

  it('knows a fee that no mint can have', () => {
    expect(isTransferFee(null)).toBe(true);
    expect(isTransferFee(fee(10_000, 0n))).toBe(true);
    for (const share of [-1, 10_001, 0.5, Number.NaN]) expect(isTransferFee(fee(share, 1n))).toBe(false);
    expect(isTransferFee(fee(1, -1n))).toBe(false);
    expect(isTransferFee(fee(1, U64_MAX + 1n))).toBe(false);
  });
});
