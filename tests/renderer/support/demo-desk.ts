import type { Desk, LatencySample, TapeKind, TapeRow } from '../../../shared/desk.ts';
import { offerId, type Check, type Offer } from '../../../shared/offer.ts';
import { orderId, type OrderView } from '../../../shared/order.ts';
import type { PoolProgram } from '../../../shared/pool.ts';
import { emptyDesk } from '../../../shared/projection/apply-event.ts';
import type { TradingSettings } from '../../../shared/settings.ts';
import { NO_RACE } from '../../../shared/status.ts';
import {
  address,
  bps,
  lamports,
  micros,
  millis,
  signature,
  slot,
  tokenUnits,
  unixMs,
  type Lamports,
} from '../../../shared/units.ts';

export const DEMO_NOW = unixMs(Date.UTC(2026, 6, 30, 10, 58, 41, 300));
export const DEMO_SLOT = 412_883_102;

const sol = (amount: number): Lamports => lamports(BigInt(Math.round(amount * 1e9)));

/** A base58-looking key made from a word, so that each is stable and its own. */
export const demoAddress = (word: string): ReturnType<typeof address> => {
  const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
  let hash = 2166136261;
  let key = '';
  for (let at = 0; at < 44 + word.length; at += 1) {
    hash = Math.imul(hash ^ word.charCodeAt(at % word.length) ^ (word.length * at), 16777619) >>> 0;
    if (at < word.length) continue;
    key += alphabet.charAt((hash >>> 9) % alphabet.length);
  }
  return address(key);
};

export const demoSettings: TradingSettings = {
  approval: { mode: 'auto-below', autoBelowLamports: sol(0.05) },
  buyLamports: sol(0.1),
  maxShareOfLiquidityBps: bps(100),
  slippageBps: bps(300),
  maxConcurrentTrades: 3,
  maxTradesPerHour: 10,
  poolCooldownMs: millis(300_000),
  maxPendingPools: 50,
  offerTtlMs: millis(20_000),
  tradeTimeoutMs: millis(30_000),
  minLiquidityLamports: sol(20),
  maxImpactBps: bps(100),
  requireMintRenounced: true,
  requireNoFreeze: true,
  minLpBurnedBps: bps(5_000),
  spendCapLamports: sol(2),
  lossCapLamports: sol(0.5),
  exit: { takeProfitBps: bps(5_000), stopLossBps: bps(2_000), maxHoldMs: millis(1_800_000) },
};

type DemoOffer = {
  readonly sequence: number;
  readonly symbol: string;
  readonly name: string | null;
  readonly program?: PoolProgram;
  readonly liquidity: number;
  readonly moved?: number;
  readonly leftMs: number;
  readonly checks?: readonly Check[];
  readonly roundTrip?: number;
  readonly spend?: number;
};

const CLEAN: readonly Check[] = [
  { code: 'mint-authority', verdict: 'passed', value: null },
  { code: 'freeze-authority', verdict: 'passed', value: null },
  { code: 'lp-burned', verdict: 'passed', value: bps(10_000) },
];

export function demoOffer(demo: DemoOffer, nowMs = DEMO_NOW): Offer {
  const reserve = sol(demo.liquidity);
  const tokens = 400_000_000_000_000n;
  const quote = {
    solReserve: reserve,
    tokenReserve: tokenUnits(tokens),
    expectedOut: tokenUnits(478_112_400_000n),
    impactBps: bps(24),
    roundTripBps: bps(demo.roundTrip ?? 60),
  };
  const moved = 10_000n + BigInt(demo.moved ?? 0);
  return {
    id: offerId(demo.sequence),
    pool: demoAddress(`pool ${demo.symbol}`),
    program: demo.program ?? 'amm-v4',
    tokenMint: demoAddress(`mint ${demo.symbol}`),
    tokenDecimals: 6,
    symbol: demo.symbol,
    name: demo.name,
    slot: slot(DEMO_SLOT - Math.round((20_000 - demo.leftMs) / 400)),
    madeAtMs: unixMs(nowMs - (20_000 - demo.leftMs)),
    expiresAtMs: unixMs(nowMs + demo.leftMs),
    spendLamports: sol(demo.spend ?? 0.1),
    checks: demo.checks ?? CLEAN,
    first: quote,
    now: { ...quote, solReserve: lamports((reserve * moved) / 10_000n) },
    revision: 1,
  };
}

const OFFERS: readonly DemoOffer[] = [
  { sequence: 31, symbol: 'WATER', name: 'watercoin', liquidity: 84.2, moved: 410, leftMs: 14_000 },
  {
    sequence: 32,
    symbol: 'CLAUD',
    name: 'cloudia',
    liquidity: 31,
    moved: -30,
    leftMs: 16_300,
    roundTrip: 110,
    checks: [...CLEAN.slice(0, 2), { code: 'lp-burned', verdict: 'warned', value: bps(6_150) }],
  },
  {
    sequence: 33,
    symbol: 'MOON7',
    name: 'seven moons over the long harbour',
    liquidity: 1240.4,
    leftMs: 17_800,
    roundTrip: 1240,
    spend: 0.0354,
    checks: [
      { code: 'mint-authority', verdict: 'warned', value: null },
      { code: 'freeze-authority', verdict: 'passed', value: null },
    ],
  },
  {
    sequence: 34,
    symbol: 'Gx7d…q9Ta',
    name: null,
    liquidity: 22.9,
    moved: 12,
    leftMs: 19_000,
    spend: 0.0712,
  },
];

/** Deterministic noise: the pictures must not differ from run to run. */
function noise(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

export function demoLatencies(count = 100): readonly LatencySample[] {
  const next = noise(7);
  return Array.from({ length: count }, (_, index) => {
    const slow = index === 33 ? 2.8 : index === 79 ? 2.5 : 1;
    return {
      id: orderId(115 + index),
      symbol: ['FROG', 'WATER', 'KITE', 'INU420'][index % 4] ?? 'FROG',
      atMs: unixMs(DEMO_NOW - (count - index) * 9_000),
      stages: {
        decodeUs: micros(Math.round((14 + next() * 10) * slow)),
        judgeUs: micros(Math.round(16 + next() * 14)),
        prepareUs: micros(Math.round((40 + next() * 44) * slow)),
        signUs: micros(Math.round((30 + next() * 22) * slow)),
        sendUs: micros(Math.round(22 + next() * 28)),
      },
    };
  });
}

function demoOrder(latencies: readonly LatencySample[]): OrderView {
  const last = latencies.at(-1);
  return {
    id: orderId(214),
    side: 'buy',
    pool: demoAddress('pool WATER'),
    symbol: 'WATER',
    tokenDecimals: 6,
    status: 'confirmed',
    trigger: 'pool-event',
    amountIn: 100_000_000n,
    expectedOut: 478_112_400_000n,
    minOut: 463_769_028_000n,
    reservedAtMs: unixMs(DEMO_NOW - 900),
    poolSlot: slot(DEMO_SLOT - 3),
    signature: signature(
      '5xTqWc8nYhFj2pLd7RkVb3MsZaGu9eCiQo4tXw6KyNrDvBfHgJmSpUzAqLcEoTiRnWxYhKjMbVcDsFgZaQ1w2e',
    ),
    stages: last?.stages ?? null,
    sends: 3,
    lanes: [
      { lane: 'Helius Sender', result: 'accepted', tookMs: millis(9), error: null },
      { lane: 'Jito', result: 'accepted', tookMs: millis(14), error: null },
      { lane: 'RPC', result: 'error', tookMs: millis(21), error: 'blockhash not found' },
    ],
    processedAfterMs: millis(412),
    landedSlot: slot(DEMO_SLOT - 2),
    fill: {
      source: 'chain',
      slot: slot(DEMO_SLOT - 2),
      tokenUnits: tokenUnits(478_112_400_000n),
      solLamports: lamports(100_000_000n),
      feeLamports: lamports(12_500n),
      tipLamports: lamports(1_000_000n),
      rentLamports: lamports(2_039_280n),
      walletLamports: lamports(-103_051_780n),
    },
    failure: null,
    note: null,
  };
}

const TAPE: readonly (readonly [TapeKind, string, string, number | null])[] = [
  ['filled', 'WATER', '0.1000 SOL → 478 112', 170],
  ['refused', 'GIGAPEPE', 'freeze authority is set', 30],
  ['waiting', 'WATER', 'for you: 0.100 SOL', null],
  ['refused', 'INU420', 'liquidity 2.1 SOL, you ask for 20.0', 20],
  ['sold', 'FROG', '12 004 511 → 0.1610 SOL', 140],
  ['feed', '', 'Logs: silent, no message for 10 s, reconnecting', null],
  ['failed', 'KEK', 'buy failed on chain (slippage: custom program error: 0x1e), fee 0.000210', 190],
  ['skipped', 'MOON6', 'skipped by you', null],
  ['system', '', 'Settings changed', null],
];

export function demoTape(rows = 180): readonly TapeRow[] {
  return Array.from({ length: rows }, (_, index) => {
    const [kind, symbol, text, tookUs] = TAPE[index % TAPE.length] ?? ['system', '', '', null];
    return { id: rows - index, atMs: unixMs(DEMO_NOW - 93 - index * 1_327), kind, symbol, text, tookUs };
  });
}

function demoHoldings(): Pick<Desk, 'positions' | 'marks'> {
  const rows = [
    ['FROG', 0.1, 0.1612, 252_000],
    ['WATER', 0.1, 0.1023, 21_000],
    ['KITE', 0.05, 0.04555, 700_000],
  ] as const;
  const positions = rows.map(([symbol, cost, , heldMs]) => ({
    pool: demoAddress(`pool ${symbol}`),
    tokenMint: demoAddress(`mint ${symbol}`),
    tokenDecimals: 6,
    symbol,
    tokenUnits: tokenUnits(478_112_400_000n),
    costLamports: sol(cost),
    openedAtMs: unixMs(DEMO_NOW - heldMs),
  }));
  const marks = rows.map(([symbol, , value]) => {
    const pool = demoAddress(`pool ${symbol}`);
    return [pool, { pool, valueLamports: sol(value), slot: slot(DEMO_SLOT), atMs: DEMO_NOW }] as const;
  });
  return { positions, marks: Object.fromEntries(marks) };
}

/** A desk in the middle of a good day: something in every panel. */
export function demoDesk(change: Partial<Desk> = {}): Desk {
  const latencies = demoLatencies();
  const order = demoOrder(latencies);
  const cooldown = (symbol: string, leftMs: number): Desk['cooldowns'][number] => ({
    pool: demoAddress(`pool ${symbol}`),
    symbol,
    untilMs: unixMs(DEMO_NOW + leftMs),
    totalMs: 300_000,
  });
  const session = {
    mode: 'sim',
    version: '0.1.0',
    standInRuntime: true,
    presetNotes: [
      'Buys an hour: 600 instead of 10, so that the desk stays alive',
      'Offers from 0.05 SOL on ask you',
    ],
  } as const;
  return {
    ...emptyDesk(session, demoSettings, DEMO_NOW),
    trading: { state: 'armed', sinceMs: unixMs(DEMO_NOW - 994_000), cause: null },
    offers: OFFERS.map((offer) => demoOffer(offer)),
    waiting: [
      {
        pool: { pool: demoAddress('pool TIDE'), symbol: 'TIDE', program: 'cpmm' },
        opensAtMs: unixMs(DEMO_NOW + 800),
      },
      {
        pool: { pool: demoAddress('pool EBB'), symbol: 'EBB', program: 'amm-v4' },
        opensAtMs: unixMs(DEMO_NOW + 42_000),
      },
    ],
    cooldowns: [
      cooldown('KITE', 24_000),
      cooldown('KEK', 99_000),
      cooldown('FROG', 187_000),
      cooldown('WATER', 291_000),
    ],
    buysInHour: [unixMs(DEMO_NOW - 2_000_000), unixMs(DEMO_NOW - 900_000), unixMs(DEMO_NOW - 1_000)],
    day: { day: 20_664, spentLamports: sol(0.42), realizedLamports: sol(0.184) },
    liveOrders: { [order.id]: order },
    lastSentOrder: order.id,
    queued: 1,
    ...demoHoldings(),
    latencies,
    landingsMs: [404, 412, 431, 398, 512],
    slotsBehind: [1, 1, 2, 1, 0],
    tape: demoTape(),
    tapeSequence: 180,
    poolsSeen: 212,
    outcomes: {
      'too-little-liquidity': 96,
      'freeze-authority-set': 41,
      'mint-authority-set': 28,
      skipped: 21,
      'hourly-limit': 14,
      bought: 12,
    },
    feeds: {
      socket: {
        feed: 'socket',
        label: 'Socket.IO',
        state: 'live',
        latencyMs: millis(12),
        received: 212,
        malformed: 1,
        malformedBy: { 'bad-address': 1 },
        duplicates: 3,
        drops: 0,
        lastEventAtMs: DEMO_NOW,
        note: null,
        race: { ...NO_RACE, first: 188, lateP50Ms: millis(14), lateP99Ms: millis(61) },
      },
      logs: {
        feed: 'logs',
        label: 'Logs',
        state: 'silent',
        latencyMs: millis(38),
        received: 190,
        malformed: 0,
        malformedBy: {},
        duplicates: 188,
        drops: 2,
        lastEventAtMs: unixMs(DEMO_NOW - 11_200),
        note: 'no message for 10 s, reconnecting',
        race: { ...NO_RACE, first: 24, lateP50Ms: millis(41), lateP99Ms: millis(230), missed: 2, gaps: 2 },
      },
    },
    chain: {
      state: 'live',
      endpointsUp: 3,
      endpoints: 3,
      latencyMs: millis(21),
      slot: slot(DEMO_SLOT),
      blockhashAgeMs: millis(310),
      endpointList: [
        {
          name: 'helius',
          breaker: 'closed',
          latencyMs: millis(21),
          slotsBehind: 0,
          throttled: 0,
          version: '2.3.7',
        },
        {
          name: 'rpc.example.org',
          breaker: 'half-open',
          latencyMs: millis(84),
          slotsBehind: 3,
          throttled: 12,
          version: '2.3.7',
        },
        {
          name: 'api.mainnet-beta.solana.com',
          breaker: 'open',
          latencyMs: null,
          slotsBehind: null,
          throttled: 41,
          version: null,
        },
      ],
      caches: [
        { name: 'blockhash', ageMs: millis(310) },
        { name: 'priority fee', ageMs: millis(2_140) },
        { name: 'lookup tables', ageMs: null },
      ],
      note: null,
    },
    wallet: { address: demoAddress('wallet'), lamports: sol(4.812) },
    health: { loopDelayP99Us: micros(820), heapMb: 84 },
    ...change,
  };
}
