import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bps, tokenUnits } from '../../../../shared/units.ts';
import { quoteCpmm } from '../../../../electron/core/swap/cpmm-quote.ts';
import { encodeCpmmPoolAccount } from '../../../../electron/protocol/cpmm-pool-account.ts';
import { decodeCpmmObservationAccount } from '../../../../electron/protocol/cpmm-observation-account.ts';
import { CPMM_PROGRAM, SYSTEM_PROGRAM } from '../../../../electron/protocol/programs.ts';
import { CpmmBench, rates, tokenMint } from './cpmm-bench.ts';
import { key, replaced, unsigned } from './program-bench.ts';

const SOL = 1_000_000_000n;
const onePercent = { bps: bps(100), maximumUnits: tokenUnits(2n ** 64n - 1n) };

describe('swapping in a CPMM pool on the embedded chain', () => {
  it('is refused with 6000 in the second of the creation, and pays in the next', () => {
    const bench = new CpmmBench();
    bench.must(bench.initialize());
    const early = bench.run(bench.exactIn('base', SOL));
    expect(early.result).toEqual({ Custom: 6000 });
    expect(early.logs).toContain(
      'Program log: AnchorError occurred. Error Code: NotApproved. Error Number: 6000. Error Message: Not approved.',
    );
    bench.clock.unixS += 1n;
    const ran = bench.must(bench.exactIn('base', SOL));
    expect(ran.logs[1]).toBe('Program log: Instruction: SwapBaseInput');
    expect(ran.units).toBeGreaterThan(25_000);
    expect(ran.units).toBeLessThan(35_000);
  });

  it('moves exactly what was worked by hand', () => {
    const bench = new CpmmBench({ amount0: 1_000_000n, amount1: 2_000_000n }).opened();
    const before = bench.traderHolds;
    bench.must(bench.exactIn('base', 100_001n));
    expect(bench.traderHolds.base).toBe(before.base - 100_001n);
    expect(bench.traderHolds.quote).toBe(before.quote + 181_404n);
    expect(bench.pool).toMatchObject({
      protocolFees0: 30n,
      fundFees0: 10n,
      protocolFees1: 0n,
      recentEpoch: 5n,
    });
    expect(bench.held(bench.keys.vault0)).toBe(1_100_001n);
  });

  it('says what it did in its event', () => {
    const bench = new CpmmBench({
      amount0: 1_000_000n,
      amount1: 2_000_000n,
      transferFee: onePercent,
    }).opened();
    const { reserves } = bench;
    const line = bench
      .must(bench.exactIn('base', 100_001n))
      .logs.find((each) => each.startsWith('Program data: '));
    const data = Buffer.from(line?.slice('Program data: '.length) ?? '', 'base64');
    expect(data).toHaveLength(8 + 32 + 6 * 8 + 1 + 64 + 16 + 1);
    const numbers = [40, 48, 56, 64, 72, 80].map((at) => data.readBigUInt64LE(at));
    expect(numbers.slice(0, 3)).toEqual([reserves.base, reserves.quote, 100_001n]);
    expect(numbers[5]).toBe(((numbers[3] ?? 0n) + 99n) / 100n);
    expect(data[88]).toBe(1);
  });

  it('is refused with 6005 below the least asked for, and takes exactly that much', () => {
    const bench = new CpmmBench({ amount0: 1_000_000n, amount1: 2_000_000n }).opened();
    expect(bench.run(bench.exactIn('base', 100_001n, 181_405n)).result).toEqual({ Custom: 6005 });
    expect(bench.run(bench.exactIn('base', 100_001n, 181_404n)).result).toBeNull();
  });

  it('is refused by the token program for more than the trader has', () => {
    const bench = new CpmmBench().opened();
    const ran = bench.run(bench.exactIn('base', 10n ** 18n + 1n));
    expect(ran.result).toEqual({ Custom: 1 });
    expect(ran.logs).toContain('Program log: Error: insufficient funds');
  });

  it('is refused by the numbers of the program and of Anchor', () => {
    const bench = new CpmmBench().opened();
    const good = bench.exactIn('base', SOL);
    const resultOf = (index: number, address = key(99)) => bench.run(replaced(good, index, address)).result;
    expect(bench.run(unsigned(good, good.accounts[0]?.address ?? key(1))).result).toEqual({ Custom: 3010 });
    expect(resultOf(1)).toEqual({ Custom: 2006 });
    expect(resultOf(2)).toEqual({ Custom: 3012 });
    expect(resultOf(3, bench.keys.observation)).toEqual({ Custom: 3002 });
    expect(resultOf(4)).toEqual({ Custom: 3012 });
    expect(resultOf(6, key(23))).toEqual({ Custom: 2003 });
    expect(resultOf(7, bench.keys.vault0)).toEqual({ Custom: 2012 });
    expect(resultOf(8, SYSTEM_PROGRAM)).toEqual({ Custom: 3008 });
    expect(resultOf(10, tokenMint)).toEqual({ Custom: 2012 });
    expect(resultOf(12, bench.keys.pool)).toEqual({ Custom: 3002 });
    expect(bench.run(bench.exactIn('base', 0n)).result).toEqual({ Custom: 2505 });
    expect(bench.run({ ...good, accounts: good.accounts.slice(0, 12) }).result).toEqual({ Custom: 3005 });
    const off = bench.get(bench.keys.pool);
    bench.put(
      bench.keys.pool,
      CPMM_PROGRAM,
      encodeCpmmPoolAccount({ ...bench.pool, status: 4 }),
      off.lamports,
    );
    expect(bench.run(good).result).toEqual({ Custom: 6000 });
    bench.put(
      bench.keys.pool,
      CPMM_PROGRAM,
      encodeCpmmPoolAccount({ ...bench.pool, status: 0, fundFees1: 2n ** 63n }),
    );
    expect(bench.run(good).result).toEqual({ Custom: 6012 });
  });

  it('keeps the prices of the seconds between swaps', () => {
    const bench = new CpmmBench({ amount0: 1_000_000n, amount1: 2_000_000n }).opened();
    const observed = () => decodeCpmmObservationAccount(bench.get(bench.keys.observation).data);
    const swapAfter = (seconds: bigint): void => {
      bench.clock.unixS += seconds;
      bench.must(bench.exactIn('base', 1_000n));
    };
    swapAfter(0n);
    expect(observed()).toMatchObject({ initialized: true, index: 0, lastUpdateUnixS: bench.clock.unixS });
    swapAfter(5n);
    expect(observed()).toMatchObject({ index: 0, lastUpdateUnixS: bench.clock.unixS });
    swapAfter(15n);
    expect(observed()).toMatchObject({ index: 1, lastUpdateUnixS: bench.clock.unixS });
    const before = bench.get(bench.keys.observation).data;
    swapAfter(0n);
    expect(bench.get(bench.keys.observation).data).toEqual(before);
  });

  it('pays an exact amount out for what it costs, and for no more than allowed', () => {
    for (const transferFee of [null, onePercent]) {
      for (const creatorFeeOn of [null, 0, 1, 2] as const) {
        const bench = new CpmmBench({ transferFee, creatorFeeOn }).opened();
        for (const inSide of ['base', 'quote'] as const) {
          const before = bench.traderHolds;
          const outSide = inSide === 'base' ? 'quote' : 'base';
          const ran = bench.must(bench.exactOut(inSide, 10n ** 17n, 12_345_678n));
          expect(ran.logs[1]).toBe('Program log: Instruction: SwapBaseOutput');
          expect(bench.traderHolds[outSide] - before[outSide]).toBe(12_345_678n);
          const paid = before[inSide] - bench.traderHolds[inSide];
          // At the price of the next trade it costs a little more: so much less is too little.
          expect(bench.run(bench.exactOut(inSide, paid - 1n, 12_345_678n)).result).toEqual({ Custom: 6005 });
        }
      }
    }
    const bench = new CpmmBench({ amount0: 1_000_000n, amount1: 2_000_000n }).opened();
    expect(bench.run(bench.exactOut('base', 10n ** 17n, 0n)).result).toEqual({ Custom: 2505 });
    expect(bench.run(bench.exactOut('base', 10n ** 17n, 2_000_000n)).result).toBe('ArithmeticOverflow');
  });
});

describe('the desk’s quote of a CPMM swap', () => {
  const amount = fc
    .tuple(fc.integer({ min: 1, max: 58 }), fc.bigInt({ min: 1n, max: 2n ** 58n }))
    .map(([bits, value]) => value & ((1n << BigInt(bits)) - 1n) || 1n);
  const upTo = (maximum: bigint) => fc.bigInt({ min: 0n, max: maximum });
  const setUp = fc.record({
    config: fc
      .tuple(upTo(300_000n), upTo(500_000n), upTo(500_000n), upTo(300_000n))
      .map(([trade, protocol, fund, creatorFee]) => rates(trade, protocol, fund, creatorFee)),
    transferFee: fc.option(
      fc.record({
        bps: fc.integer({ min: 0, max: 10_000 }).map(bps),
        maximumUnits: fc.oneof(amount, fc.constant(2n ** 64n - 1n)).map(tokenUnits),
      }),
    ),
    creatorFeeOn: fc.option(fc.constantFrom(0, 1, 2)),
    amount0: amount.map((each) => each + 1_000n),
    amount1: amount.map((each) => each + 1_000n),
  });
  const swaps = fc.array(fc.tuple(fc.constantFrom('base', 'quote'), amount), { minLength: 1, maxLength: 4 });

  it('is what the program pays, to the unit, and the reserves after it are what the pool then has', () => {
    let paid = 0;
    fc.assert(
      fc.property(setUp, swaps, (given, each) => {
        const bench = new CpmmBench(given);
        if (bench.run(bench.initialize()).result !== null) return;
        bench.clock.unixS += 1n;
        for (const [inSide, amountIn] of each) {
          const before = bench.traderHolds;
          const quote = quoteCpmm(bench.terms, {
            reserves: bench.reserves,
            inSide,
            amountIn: tokenUnits(amountIn),
            transferFees: bench.transferFees,
          });
          const least = quote?.out ?? 0n;
          const { result } = bench.run(bench.exactIn(inSide, amountIn, least));
          expect(result === null).toBe(quote !== null);
          if (quote === null) continue;
          const outSide = inSide === 'base' ? 'quote' : 'base';
          expect(bench.traderHolds[outSide] - before[outSide]).toBe(quote.out);
          expect(before[inSide] - bench.traderHolds[inSide]).toBe(amountIn);
          expect(bench.reserves).toEqual(quote.after);
          paid += 1;
        }
      }),
      { numRuns: 120 },
    );
    expect(paid).toBeGreaterThan(40);
  });
});
