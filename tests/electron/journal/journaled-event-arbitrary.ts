import * as fc from 'fast-check';
import type { JournaledEvent } from '../../../shared/events.ts';
import { orderId } from '../../../shared/order.ts';
import { ppm, type TradablePool } from '../../../shared/pool.ts';
import type { TradingSettings } from '../../../shared/settings.ts';
import {
  address,
  blockhash,
  bps,
  lamports,
  micros,
  millis,
  signature,
  slot,
  tokenUnits,
  unixMs,
} from '../../../shared/units.ts';

const text = fc.string({ unit: 'binary', maxLength: 40 });
const whole = fc.maxSafeNat();
const bigAmount = fc.bigInt(-(2n ** 64n), 2n ** 64n);
const someLamports = bigAmount.map(lamports);
const someUnits = bigAmount.map(tokenUnits);
const atMs = whole.map(unixMs);
const id = whole.map(orderId);
const anAddress = text.map(address);
const anyBps = fc.nat(10_000).map(bps);
const anyPpm = fc.bigInt(0n, 1_000_000n).map(ppm);
const anyMillis = whole.map(millis);
const anySlot = whole.map(slot);
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { nil: null });

const pool: fc.Arbitrary<TradablePool> = fc.record({
  pool: anAddress,
  baseMint: anAddress,
  quoteMint: anAddress,
  solSide: fc.constantFrom('base' as const, 'quote' as const),
  tokenMint: anAddress,
  tokenProgram: anAddress,
  tokenDecimals: fc.nat(18),
  symbol: text,
  accounts: fc.record({
    baseVault: anAddress,
    quoteVault: anAddress,
    lpMint: maybe(anAddress),
  }),
  terms: fc.oneof(
    fc.record({ kind: fc.constant('amm-v4' as const) }),
    fc.record({
      kind: fc.constant('cpmm' as const),
      config: anAddress,
      observation: anAddress,
      tradeFeePpm: anyPpm,
      protocolFeePpm: anyPpm,
      fundFeePpm: anyPpm,
      creatorFee: maybe(
        fc.record({
          ratePpm: anyPpm,
          on: fc.constantFrom('input' as const, 'base' as const, 'quote' as const),
        }),
      ),
    }),
  ),
  transferFee: maybe(fc.record({ bps: anyBps, maximumUnits: someUnits })),
});

const settings: fc.Arbitrary<TradingSettings> = fc.record({
  approval: fc.record({
    mode: fc.constantFrom('auto' as const, 'manual' as const, 'auto-below' as const),
    autoBelowLamports: someLamports,
  }),
  buyLamports: someLamports,
  maxShareOfLiquidityBps: anyBps,
  slippageBps: anyBps,
  maxConcurrentTrades: fc.nat(16),
  maxTradesPerHour: fc.nat(3600),
  poolCooldownMs: anyMillis,
  maxPendingPools: fc.nat(500),
  offerTtlMs: anyMillis,
  tradeTimeoutMs: anyMillis,
  minLiquidityLamports: someLamports,
  maxImpactBps: anyBps,
  requireMintRenounced: fc.boolean(),
  requireNoFreeze: fc.boolean(),
  minLpBurnedBps: anyBps,
  spendCapLamports: someLamports,
  lossCapLamports: someLamports,
  exit: fc.record({
    takeProfitBps: maybe(anyBps),
    stopLossBps: maybe(anyBps),
    maxHoldMs: maybe(anyMillis),
  }),
});

/** Events of the shapes that the engine journals, with any text, any amount. */
export const journaledEvent: fc.Arbitrary<JournaledEvent> = fc.oneof(
  fc.record({
    kind: fc.constant('session-started' as const),
    atMs,
    mode: fc.constantFrom('sim' as const, 'paper' as const, 'live' as const),
    genesis: text,
    wallet: text,
  }),
  fc.record({
    kind: fc.constant('trading-changed' as const),
    atMs,
    trading: fc.record({
      state: fc.constantFrom('halted' as const, 'armed' as const),
      sinceMs: atMs,
      cause: maybe(fc.record({ code: fc.constant('journal-failed' as const), message: text })),
    }),
  }),
  fc.record({ kind: fc.constant('settings-changed' as const), atMs, settings }),
  fc.record({
    kind: fc.constant('order-reserved' as const),
    atMs,
    ticket: fc.record({
      id,
      side: fc.constantFrom('buy' as const, 'sell' as const),
      pool,
      amountIn: bigAmount,
      expectedOut: bigAmount,
      minOut: bigAmount,
      trigger: fc.constantFrom('pool-event' as const, 'approval' as const),
      reservedAtMs: atMs,
      poolSlot: maybe(anySlot),
    }),
  }),
  fc.record({ kind: fc.constant('order-built' as const), atMs, id }),
  fc.record({
    kind: fc.constant('order-signed' as const),
    atMs,
    id,
    signed: fc.record({
      signature: text.map(signature),
      blockhash: text.map(blockhash),
      lastValidBlockHeight: whole,
    }),
  }),
  fc.record({
    kind: fc.constant('order-sent' as const),
    atMs,
    id,
    stages: fc.record({
      decodeUs: whole.map(micros),
      judgeUs: whole.map(micros),
      prepareUs: fc.double({ noNaN: true, noDefaultInfinity: true, min: 0 }).map(micros),
      signUs: whole.map(micros),
      sendUs: whole.map(micros),
    }),
  }),
  fc.record({
    kind: fc.constant('order-confirmed' as const),
    atMs,
    id,
    fill: fc.record({
      source: fc.constantFrom('chain' as const, 'simulated' as const, 'quoted' as const),
      slot: anySlot,
      tokenUnits: someUnits,
      solLamports: someLamports,
      feeLamports: someLamports,
      tipLamports: someLamports,
      rentLamports: someLamports,
      walletLamports: someLamports,
    }),
    afterMs: anyMillis,
  }),
  fc.record({ kind: fc.constant('order-expired' as const), atMs, id, proof: text }),
  fc.record({
    kind: fc.constant('position-closed' as const),
    atMs,
    pool: anAddress,
    symbol: text,
    realizedLamports: someLamports,
  }),
);
