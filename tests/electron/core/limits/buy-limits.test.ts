import { describe, expect, it } from 'vitest';
import { emptyLedger, type Ledger } from '../../../../electron/core/ledger.ts';
import { buyLimit } from '../../../../electron/core/limits/buy-limits.ts';
import { emptySession, type Session } from '../../../../electron/core/session.ts';
import type { OrderStatus } from '../../../../shared/order.ts';
import { orderId } from '../../../../shared/order.ts';
import { dayOf } from '../../../../shared/projection/day.ts';
import { ppm, type PoolTerms } from '../../../../shared/pool.ts';
import { address, lamports, tokenUnits, unixMs, type Lamports } from '../../../../shared/units.ts';
import { DAY_MS } from '../../../../shared/desk.ts';
import {
  HOUR,
  NOON,
  poolAddress,
  SETTINGS,
  settingsWith,
  sol,
  ticketOf,
  tradableOf,
} from '../../../support/pools.ts';

const MIDNIGHT = unixMs((dayOf(NOON) + 1) * DAY_MS);

const armed = (patch: Partial<Ledger> = {}): Ledger => ({
  ...emptyLedger(SETTINGS, NOON),
  trading: { state: 'armed', sinceMs: NOON, cause: null },
  ...patch,
});

const session = (patch: Partial<Session> = {}): Session => ({
  ...emptySession(),
  walletLamports: sol(100),
  costs: { tokenAccountRentLamports: lamports(2_000_000n), networkFeeLamports: lamports(10_000n) },
  ...patch,
});

const limitOf = (ledger: Ledger, at = NOON, spend = sol(0.1), known = session()) =>
  buyLimit(ledger, known, tradableOf(1), spend, at);

const day = (spent: number, realized: number, at = NOON) => ({
  day: dayOf(at),
  spentLamports: sol(spent),
  realizedLamports: sol(realized),
});

const orders = (statuses: readonly OrderStatus[], side: 'buy' | 'sell' = 'buy'): Ledger['orders'] =>
  new Map(
    statuses.map((status, at) => [
      orderId(at + 1),
      { ticket: ticketOf(at + 1, at + 10, { side, amountIn: sol(1) }), status, signed: null },
    ]),
  );

describe('the limits of a buy', () => {
  it('allow it when none is reached', () => {
    expect(limitOf(armed())).toBeNull();
  });

  it('refuse while halted, with the cause', () => {
    const cause = { code: 'killed', by: 'tray' } as const;
    const ledger = armed({ trading: { state: 'halted', sinceMs: NOON, cause } });
    expect(limitOf(ledger)).toEqual({ code: 'halted', cause });
  });

  it('refuse while selling only', () => {
    const ledger = armed({ trading: { state: 'reducing', sinceMs: NOON, cause: null } });
    expect(limitOf(ledger)).toEqual({ code: 'reducing' });
  });

  it('refuse until the cooldown of the pool has run out, to the millisecond', () => {
    const untilMs = unixMs(NOON + 300_000);
    const ledger = armed({ cooldowns: new Map([[poolAddress(1), untilMs]]) });
    expect(limitOf(ledger, unixMs(untilMs - 1))).toEqual({ code: 'cooling-down', untilMs });
    expect(limitOf(ledger, untilMs)).toBeNull();
  });

  it('do not mind the cooldown of another pool', () => {
    expect(limitOf(armed({ cooldowns: new Map([[poolAddress(2), unixMs(NOON + 1)]]) }))).toBeNull();
  });

  it('refuse at the hourly limit, saying how many were used and when the next is allowed', () => {
    const settings = settingsWith({ maxTradesPerHour: 2 });
    const buys = [unixMs(NOON - HOUR), unixMs(NOON - 2_000), unixMs(NOON - 1_000)];
    expect(limitOf(armed({ settings, buys }))).toEqual({
      code: 'hourly-limit',
      used: 2,
      limit: 2,
      freeAtMs: NOON - 2_000 + HOUR,
    });
  });
});

describe('the spend cap of a day', () => {
  it('allows a buy that reaches it and refuses one that passes it by a lamport', () => {
    const ledger = armed({ day: day(4.9, 0) });
    expect(limitOf(ledger, NOON, sol(0.1))).toBeNull();
    expect(limitOf(ledger, NOON, lamports(sol(0.1) + 1n))).toEqual({
      code: 'spend-cap',
      spentLamports: sol(4.9),
      capLamports: sol(5),
    });
  });

  it('holds to the last millisecond of the UTC day and starts anew at midnight', () => {
    const ledger = armed({ day: day(5, 0) });
    expect(limitOf(ledger, unixMs(MIDNIGHT - 1))?.code).toBe('spend-cap');
    expect(limitOf(ledger, MIDNIGHT)).toBeNull();
  });

  it('refuses every buy when it is nothing', () => {
    const ledger = armed({ settings: settingsWith({ spendCapLamports: sol(0) }) });
    expect(limitOf(ledger, NOON, lamports(1n))?.code).toBe('spend-cap');
  });
});

describe('the loss cap of a day', () => {
  it('refuses once the loss has reached it, not a lamport before', () => {
    const nearly = { ...day(0, 0), realizedLamports: lamports(-(sol(1) - 1n)) };
    expect(limitOf(armed({ day: nearly }))).toBeNull();
    expect(limitOf(armed({ day: day(0, -1) }))).toEqual({
      code: 'loss-cap',
      lostLamports: sol(1),
      capLamports: sol(1),
    });
  });

  it('starts anew at midnight UTC', () => {
    const ledger = armed({ day: day(0, -1) });
    expect(limitOf(ledger, unixMs(MIDNIGHT - 1))?.code).toBe('loss-cap');
    expect(limitOf(ledger, MIDNIGHT)).toBeNull();
  });

  it('does not count a profit as a loss, even when it is nothing', () => {
    const settings = settingsWith({ lossCapLamports: sol(0) });
    expect(limitOf(armed({ settings, day: day(0, 3) }))).toBeNull();
    expect(limitOf(armed({ settings, day: day(0, 0) }))).toBeNull();
    expect(limitOf(armed({ settings, day: { ...day(0, 0), realizedLamports: lamports(-1n) } }))?.code).toBe(
      'loss-cap',
    );
  });
});

describe('the balance', () => {
  const COSTS = 4_010_000n;

  it('has to pay for the buy, the fee and two rents, to the lamport', () => {
    const need = lamports(sol(0.1) + COSTS);
    expect(limitOf(armed(), NOON, sol(0.1), session({ walletLamports: need }))).toBeNull();
    const have = lamports(need - 1n);
    expect(limitOf(armed(), NOON, sol(0.1), session({ walletLamports: have }))).toEqual({
      code: 'balance-too-low',
      haveLamports: have,
      needLamports: need,
    });
  });

  it('has to pay two rents more on LaunchLab, whose first trade opens fee vaults', () => {
    const key = address('Key');
    const terms: PoolTerms = {
      kind: 'launchlab',
      globalConfig: key,
      platformConfig: key,
      creator: key,
      platformFeeVault: key,
      creatorFeeVault: key,
      protocolFeePpm: ppm(0n),
      platformFeePpm: ppm(0n),
      creatorFeePpm: ppm(0n),
      baseFloorUnits: tokenUnits(0n),
    };
    const need = lamports(sol(0.1) + COSTS + 4_000_000n);
    const limit = (walletLamports: Lamports) =>
      buyLimit(armed(), session({ walletLamports }), { ...tradableOf(1), terms }, sol(0.1), NOON);
    expect(limit(need)).toBeNull();
    expect(limit(lamports(need - 1n))).toMatchObject({ code: 'balance-too-low', needLamports: need });
  });

  it('allows nothing while it, or what a buy costs, is not known', () => {
    const unknown = { code: 'facts-unavailable' };
    expect(limitOf(armed(), NOON, sol(0.1), session({ walletLamports: null }))).toMatchObject(unknown);
    expect(limitOf(armed(), NOON, sol(0.1), session({ costs: null }))).toMatchObject(unknown);
  });

  it('also has to pay what buys under way were promised, their costs included', () => {
    const ledger = armed({ orders: orders(['reserved', 'sent', 'unknown']) });
    const need = lamports(sol(3) + 3n * COSTS + sol(0.1) + COSTS);
    expect(limitOf(ledger, NOON, sol(0.1), session({ walletLamports: need }))).toBeNull();
    const refusal = limitOf(ledger, NOON, sol(0.1), session({ walletLamports: lamports(need - 1n) }));
    expect(refusal).toMatchObject({ code: 'balance-too-low', needLamports: need });
  });

  it('owes nothing for confirmed buys and for sells', () => {
    const need = lamports(sol(0.1) + COSTS);
    const known = session({ walletLamports: need });
    expect(limitOf(armed({ orders: orders(['confirmed']) }), NOON, sol(0.1), known)).toBeNull();
    expect(limitOf(armed({ orders: orders(['sent'], 'sell') }), NOON, sol(0.1), known)).toBeNull();
  });
});
