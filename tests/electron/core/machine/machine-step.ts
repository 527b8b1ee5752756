import fc from 'fast-check';
import type { TradingSettings } from '../../../../shared/settings.ts';
import { bps, lamports, millis } from '../../../../shared/units.ts';
import { SETTINGS, sol } from '../../../support/pools.ts';

/** What is wrong with a listed pool; most are sound. */
export type Flaw =
  | 'none'
  | 'no-sol'
  | 'program'
  | 'mint'
  | 'freeze'
  | 'lp'
  | 'thin'
  | 'closed'
  | 'soon'
  | 'hollow'
  | 'risky'
  | 'tax'
  | 'curve';

export type NoticeKind =
  | 'built'
  | 'signed'
  | 'sent'
  | 'resent'
  | 'lane'
  | 'processed'
  | 'confirmed'
  | 'finalized'
  | 'failed'
  | 'deadline'
  | 'not-sent'
  | 'expired'
  | 'abandoned';

/** The end of: the hour of the oldest buy, the newest cooldown, the oldest offer, the day (UTC), the oldest wait. */
export type Boundary = 'hour' | 'cooldown' | 'offer' | 'day' | 'opening';

/**
 * One thing that happens to the core. Numbers that pick (an order, an offer, a pool) are taken modulo what there is at
 * that moment, so that a shrunk run still means something.
 */
export type Step =
  | { readonly do: 'list'; readonly pool: number; readonly withFacts: boolean; readonly flaw: Flaw }
  | { readonly do: 'facts'; readonly pool: number; readonly flaw: Flaw }
  | { readonly do: 'facts-failed'; readonly pool: number }
  | { readonly do: 'reserves'; readonly pool: number; readonly percent: number; readonly slot: number }
  | { readonly do: 'approve'; readonly pick: number; readonly older: number; readonly shownPercent: number }
  | { readonly do: 'skip'; readonly pick: number }
  | { readonly do: 'sell'; readonly pick: number }
  | { readonly do: 'sell-everything' }
  /** A curve whose token is held, or is bought now, sells out, and a pool of that token is announced. */
  | { readonly do: 'migrate'; readonly pick: number; readonly sellsFirst: boolean }
  | { readonly do: 'kill' }
  | { readonly do: 'arm' }
  | { readonly do: 'reduce' }
  | { readonly do: 'settings'; readonly settings: TradingSettings }
  | {
      readonly do: 'advance';
      readonly pick: number;
      readonly ends: 'well' | 'failed' | 'unknown' | 'expired';
    }
  | { readonly do: 'notice'; readonly pick: number; readonly kind: NoticeKind; readonly amount: number }
  | { readonly do: 'wait'; readonly ms: number }
  /** Waits for the very moment at which something ends, or a millisecond less or more, and lists a pool then. */
  | { readonly do: 'wait-for'; readonly what: Boundary; readonly off: number }
  | { readonly do: 'tick' }
  /** A pool that opens in two seconds is announced, and then the chain's clock reaches that moment. */
  | { readonly do: 'open' }
  /** The chain's clock, so many seconds after the engine's, as of a slot that may have been told before. */
  | { readonly do: 'chain-time'; readonly offS: number; readonly slot: number }
  | { readonly do: 'cleanup' }
  | { readonly do: 'wallet'; readonly lamports: bigint | null }
  | {
      readonly do: 'fault';
      readonly code: 'journal-failed' | 'invariant-broken';
      readonly thenKill: boolean;
      readonly thenArm: boolean;
    }
  | { readonly do: 'restart'; readonly armAtStart: boolean; readonly sameChain: boolean };

export const POOLS = 5;
const pick = fc.nat(11);
const pool = fc.nat(POOLS - 1);

const flaw: fc.Arbitrary<Flaw> = fc.oneof(
  { weight: 12, arbitrary: fc.constant<Flaw>('none') },
  {
    weight: 3,
    arbitrary: fc.constantFrom<Flaw>(
      'no-sol',
      'program',
      'mint',
      'freeze',
      'lp',
      'thin',
      'closed',
      'hollow',
      'risky',
      'tax',
    ),
  },
  { weight: 5, arbitrary: fc.constantFrom<Flaw>('soon', 'soon', 'soon', 'curve', 'curve') },
);

export const noticeKind = fc.constantFrom<NoticeKind>(
  'built',
  'signed',
  'sent',
  'resent',
  'lane',
  'processed',
  'confirmed',
  'finalized',
  'failed',
  'deadline',
  'not-sent',
  'expired',
  'abandoned',
);

const orNull = (arbitrary: fc.Arbitrary<number>) => fc.option(arbitrary, { nil: null, freq: 2 });

/** Narrow limits, so that each of them is reached often. */
export const machineSettings: fc.Arbitrary<TradingSettings> = fc
  .record({
    mode: fc.constantFrom('auto' as const, 'manual' as const, 'auto-below' as const),
    buy: fc.constantFrom(sol(0.05), sol(0.1), sol(0.6)),
    share: fc.constantFrom(10, 100, 1_000),
    slippage: fc.constantFrom(1, 100, 5_000),
    concurrent: fc.integer({ min: 1, max: 3 }),
    perHour: fc.constantFrom(0, 2, 4, 4, 50, 50, 50, 50),
    cooldown: fc.constantFrom(0, 1_000, 300_000),
    pending: fc.integer({ min: 1, max: 3 }),
    spendCap: fc.constantFrom(sol(0.25), sol(5), sol(5)),
    lossCap: fc.constantFrom(sol(0), sol(0.05), sol(5), sol(5)),
    stop: orNull(fc.constantFrom(500, 5_000)),
    take: orNull(fc.constantFrom(500, 5_000)),
    hold: orNull(fc.constantFrom(1_000, 60_000)),
  })
  .map((choice) => ({
    ...SETTINGS,
    approval: { mode: choice.mode, autoBelowLamports: sol(0.1) },
    buyLamports: choice.buy,
    maxShareOfLiquidityBps: bps(choice.share),
    slippageBps: bps(choice.slippage),
    maxConcurrentTrades: choice.concurrent,
    maxTradesPerHour: choice.perHour,
    poolCooldownMs: millis(choice.cooldown),
    maxPendingPools: choice.pending,
    offerTtlMs: millis(10_000),
    spendCapLamports: choice.spendCap,
    lossCapLamports: choice.lossCap,
    exit: {
      takeProfitBps: choice.take === null ? null : bps(choice.take),
      stopLossBps: choice.stop === null ? null : bps(choice.stop),
      maxHoldMs: choice.hold === null ? null : millis(choice.hold),
    },
  }));

const often = <T>(weight: number, arbitrary: fc.Arbitrary<T>) => ({ weight, arbitrary });

const shortWait = fc.constantFrom(1, 250, 999, 1_000, 4_999, 5_000, 10_000);
const longWait = fc.constantFrom(60_000, 299_999, 300_000, 1_800_000, 3_599_999, 3_600_000, 43_200_000);

export const step: fc.Arbitrary<Step> = fc.oneof(
  often(
    70,
    fc.record({
      do: fc.constant('list' as const),
      pool,
      withFacts: fc.constantFrom(true, true, false),
      flaw,
    }),
  ),
  often(18, fc.record({ do: fc.constant('facts' as const), pool, flaw })),
  often(4, fc.record({ do: fc.constant('facts-failed' as const), pool })),
  often(
    40,
    fc.record({
      do: fc.constant('reserves' as const),
      pool,
      percent: fc.constantFrom(1, 50, 90, 97, 100, 103, 110, 200),
      slot: fc.integer({ min: -1, max: 2 }),
    }),
  ),
  often(
    36,
    fc.record({
      do: fc.constant('approve' as const),
      pick,
      older: fc.constantFrom(-1, 0, 0, 1, 1, 1, 2),
      shownPercent: fc.constantFrom(0, 90, 100, 100, 100, 100, 110),
    }),
  ),
  often(5, fc.record({ do: fc.constant('skip' as const), pick })),
  often(20, fc.record({ do: fc.constant('sell' as const), pick })),
  often(4, fc.record({ do: fc.constant('sell-everything' as const) })),
  often(8, fc.record({ do: fc.constant('migrate' as const), pick, sellsFirst: fc.boolean() })),
  often(3, fc.record({ do: fc.constant('kill' as const) })),
  often(24, fc.record({ do: fc.constant('arm' as const) })),
  often(2, fc.record({ do: fc.constant('reduce' as const) })),
  often(8, fc.record({ do: fc.constant('settings' as const), settings: machineSettings })),
  often(
    150,
    fc.record({
      do: fc.constant('advance' as const),
      pick,
      ends: fc.constantFrom('well', 'well', 'well', 'failed', 'unknown', 'expired'),
    }),
  ),
  often(36, fc.record({ do: fc.constant('notice' as const), pick, kind: noticeKind, amount: fc.nat(120) })),
  often(20, fc.record({ do: fc.constant('wait' as const), ms: shortWait })),
  often(4, fc.record({ do: fc.constant('wait' as const), ms: longWait })),
  often(24, fc.record({ do: fc.constant('tick' as const) })),
  often(3, fc.record({ do: fc.constant('cleanup' as const) })),
  often(6, fc.record({ do: fc.constant('open' as const) })),
  often(
    24,
    fc.record({
      do: fc.constant('chain-time' as const),
      offS: fc.constantFrom(-1, 0, 0, 1, 8, 8),
      slot: fc.constantFrom(-1, 0, 1, 1, 1, 1),
    }),
  ),
  often(
    2,
    fc.record({
      do: fc.constant('wallet' as const),
      lamports: fc.constantFrom(null, 0n, 120_000_000n, 50_000_000_000n, 50_000_000_000n),
    }),
  ),
  often(
    2,
    fc.record({
      do: fc.constant('fault' as const),
      code: fc.constantFrom('journal-failed', 'invariant-broken'),
      thenKill: fc.boolean(),
      thenArm: fc.boolean(),
    }),
  ),
  often(
    24,
    fc.record({
      do: fc.constant('wait-for' as const),
      what: fc.constantFrom('hour', 'hour', 'cooldown', 'offer', 'day', 'opening', 'opening'),
      off: fc.constantFrom(-1, 0, 0, 1),
    }),
  ),
  often(
    6,
    fc.record({
      do: fc.constant('restart' as const),
      armAtStart: fc.constantFrom(true, true, false),
      sameChain: fc.constantFrom(true, true, true, false),
    }),
  ),
);

export const lamportsOrNull = (value: bigint | null) => (value === null ? null : lamports(value));
