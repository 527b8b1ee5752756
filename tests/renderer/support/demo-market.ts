import type { EngineEvent } from '../../../shared/events.ts';
import { offerId, type OfferId } from '../../../shared/offer.ts';
import { orderId } from '../../../shared/order.ts';
import {
  blockhash,
  bps,
  lamports,
  micros,
  millis,
  signature,
  slot,
  tokenUnits,
  type UnixMs,
} from '../../../shared/units.ts';
import { DEMO_SLOT, demoAddress, demoOffer } from './demo-desk.ts';

const HELD = ['FROG', 'WATER', 'KITE'] as const;

/** An endless, repeating mix of what a busy desk tells: quotes, marks, pools, offers, orders, statuses. */
export function demoMarket(): (atMs: UnixMs) => EngineEvent {
  let step = 0;
  let offers = 100;
  let orders = 300;
  let clockSlot = DEMO_SLOT;
  const open: OfferId[] = [];

  return (atMs) => {
    step += 1;
    const pool = {
      pool: demoAddress(`pool ${step % 97}`),
      symbol: `TOK${step % 97}`,
      program: 'amm-v4',
    } as const;
    if (step % 40 === 0) {
      clockSlot += 1;
      return {
        kind: 'chain-status',
        atMs,
        status: {
          state: 'live',
          endpointsUp: 3,
          endpoints: 3,
          latencyMs: millis(15 + (step % 13)),
          slot: slot(clockSlot),
          blockhashAgeMs: millis(300),
          endpointList: [],
          caches: [],
          note: null,
        },
      };
    }
    if (step % 250 === 1) {
      offers += 1;
      open.push(offerId(offers));
      return {
        kind: 'offer-made',
        atMs,
        offer: {
          ...demoOffer(
            { sequence: offers, symbol: `NEW${offers}`, name: 'newly made', liquidity: 40, leftMs: 20_000 },
            atMs,
          ),
          slot: slot(clockSlot),
        },
      };
    }
    if (step % 250 === 2 && open.length > 25) {
      const id = open.shift() ?? offerId(0);
      return { kind: 'offer-closed', atMs, id, pool, how: 'expired' };
    }
    if (step % 300 < 5) {
      const place = step % 300;
      const id = orderId(orders);
      if (place === 0) {
        orders += 1;
        return reserved(atMs, orders, clockSlot);
      }
      if (place === 1) {
        const signed = {
          signature: signature('5xTq'),
          blockhash: blockhash(demoAddress('hash')),
          lastValidBlockHeight: 1,
        };
        return { kind: 'order-signed', atMs, id, signed };
      }
      if (place === 2) return { kind: 'order-sent', atMs, id, stages: stagesOf(step) };
      if (place === 3) {
        const fill = {
          source: 'chain' as const,
          slot: slot(clockSlot + 1),
          tokenUnits: tokenUnits(478_112_400_000n),
          solLamports: lamports(100_000_000n),
          feeLamports: lamports(5_000n),
          tipLamports: lamports(0n),
          rentLamports: lamports(2_039_280n),
          walletLamports: lamports(-102_044_280n),
        };
        return { kind: 'order-confirmed', atMs, id, fill, afterMs: millis(380 + (step % 90)) };
      }
      return { kind: 'order-finalized', atMs, id };
    }
    const kind = step % 5;
    if (kind === 0) return { kind: 'pool-seen', atMs, pool, feed: 'socket', slot: slot(clockSlot) };
    if (kind === 1) {
      const outcome = {
        code: 'too-little-liquidity',
        foundLamports: lamports(2_100_000_000n),
        askedLamports: lamports(20_000_000_000n),
      } as const;
      return { kind: 'pool-closed', atMs, pool, outcome, judgedInUs: micros(20 + (step % 30)) };
    }
    if (kind === 2) {
      const symbol = HELD[step % 3] ?? 'FROG';
      const valueLamports = lamports(100_000_000n + BigInt(step % 4_000) * 10_000n);
      return {
        kind: 'position-marked',
        mark: { pool: demoAddress(`pool ${symbol}`), valueLamports, slot: slot(clockSlot), atMs },
      };
    }
    const id = open[step % Math.max(1, open.length)] ?? offerId(31);
    const now = {
      solReserve: lamports(84_200_000_000n + BigInt(step % 977) * 4_000_000n),
      tokenReserve: tokenUnits(400_000_000_000_000n),
      expectedOut: tokenUnits(478_000_000_000n),
      impactBps: bps(24 + (step % 7)),
      roundTripBps: bps(60),
    };
    return { kind: 'offer-requoted', atMs, id, spendLamports: lamports(100_000_000n), now, revision: step };
  };
}

const stagesOf = (step: number) => ({
  decodeUs: micros(12 + (step % 11)),
  judgeUs: micros(16 + (step % 17)),
  prepareUs: micros(40 + (step % 41)),
  signUs: micros(30 + (step % 23)),
  sendUs: micros(22 + (step % 29)),
});

function reserved(atMs: UnixMs, id: number, clockSlot: number): EngineEvent {
  const zero = demoAddress('zero');
  const symbol = `BUY${id % 40}`;
  return {
    kind: 'order-reserved',
    atMs,
    ticket: {
      id: orderId(id),
      side: 'buy',
      pool: {
        pool: demoAddress(`pool ${symbol}`),
        baseMint: zero,
        quoteMint: zero,
        solSide: 'base',
        tokenMint: demoAddress(`mint ${symbol}`),
        tokenProgram: zero,
        tokenDecimals: 6,
        symbol,
        accounts: { baseVault: zero, quoteVault: zero, lpMint: zero },
        terms: { kind: 'amm-v4' },
        transferFee: null,
      },
      amountIn: 100_000_000n,
      expectedOut: 478_112_400_000n,
      minOut: 463_769_028_000n,
      trigger: 'pool-event',
      reservedAtMs: atMs,
      poolSlot: slot(clockSlot),
    },
  };
}
