import { describe, expect, it } from 'vitest';
import type { Consent } from '../../../../electron/core/risk/consent.ts';
import { evaluateBuy, evaluateSell, quoteSell } from '../../../../electron/core/risk/evaluate.ts';
import type { EngineState } from '../../../../electron/core/state.ts';
import { orderId } from '../../../../shared/order.ts';
import type { TradingSettings } from '../../../../shared/settings.ts';
import { bps, lamports, slot, tokenUnits } from '../../../../shared/units.ts';
import { CoreDesk } from '../../../support/desk.ts';
import {
  bareListing,
  factsOf,
  MANUAL,
  NOON,
  poolAddress,
  reservesOf,
  SETTINGS,
  settingsWith,
  sol,
  ticketOf,
  tradableOf,
} from '../../../support/pools.ts';

const stateWith = (settings: TradingSettings = SETTINGS): EngineState => new CoreDesk({ settings }).state;

const buy = (state: EngineState, consent: Consent | null = null) =>
  evaluateBuy(
    state,
    {
      listing: bareListing(1),
      facts: factsOf(1),
      trigger: consent === null ? 'pool-event' : 'approval',
      consent,
    },
    NOON,
  );

const withReserves = (state: EngineState, solReserve: bigint, tokens?: bigint): EngineState => ({
  ...state,
  session: {
    ...state.session,
    reserves: new Map([
      [poolAddress(1), { reserves: reservesOf(lamports(solReserve), tokens), slot: slot(1_001) }],
    ]),
  },
});

const full = (state: EngineState): EngineState => ({
  ...state,
  ledger: {
    ...state.ledger,
    orders: new Map(
      [1, 2, 3].map((n) => [
        orderId(n),
        { ticket: ticketOf(n, 5), status: 'unknown' as const, signed: null },
      ]),
    ),
  },
});

const expectedNow = (() => {
  const verdict = buy(stateWith());
  if (verdict.verdict !== 'approved') throw new Error(verdict.verdict);
  return verdict.order.expectedOut;
})();

describe('the gate of a buy', () => {
  it('mints an order whose floor is the slippage below what is expected, rounded down', () => {
    expect(buy(stateWith())).toEqual({
      verdict: 'approved',
      order: {
        id: '1',
        side: 'buy',
        pool: tradableOf(1),
        amountIn: sol(0.1),
        expectedOut: expectedNow,
        minOut: (expectedNow * 9_900n) / 10_000n,
        trigger: 'pool-event',
        reservedAtMs: NOON,
        poolSlot: 1_000,
      },
    });
  });

  it('judges at the newest reserves that are known, not at those of the facts', () => {
    const verdict = buy(withReserves(stateWith(), sol(100)));
    expect(verdict).toMatchObject({ verdict: 'approved' });
    expect(verdict.verdict === 'approved' && verdict.order.expectedOut < expectedNow).toBe(true);
    expect(buy(withReserves(stateWith(), sol(4)))).toMatchObject({
      verdict: 'refused',
      refusal: { code: 'too-little-liquidity' },
    });
  });

  it('refuses a pool of which not even one unit would be sure to come out', () => {
    const settings = settingsWith({ slippageBps: bps(5_000), maxImpactBps: bps(5_000) });
    // 0.1 of 50 SOL moves two thousandths of the tokens: one unit, and half of that is none.
    expect(buy(withReserves(stateWith(settings), sol(50), 700n))).toEqual({
      verdict: 'refused',
      refusal: { code: 'nothing-out' },
    });
  });

  it('asks the trader where it has to, before it looks for a slot', () => {
    expect(buy(full(stateWith(MANUAL)))).toMatchObject({
      verdict: 'ask',
      judged: { spendLamports: sol(0.1) },
    });
  });

  it('queues what is sound when every slot is taken', () => {
    expect(buy(full(stateWith()))).toMatchObject({ verdict: 'no-slot' });
  });

  it('refuses by a limit before it asks', () => {
    const { state } = new CoreDesk({ settings: MANUAL, start: { armAtStart: false } });
    expect(buy(state)).toMatchObject({ verdict: 'refused', refusal: { code: 'halted' } });
  });
});

describe('the gate of an approved buy', () => {
  const shown = (shownOut: bigint, spend = sol(0.1)): Consent => ({
    spendLamports: spend,
    shownOut: tokenUnits(shownOut),
  });

  it('does not ask again', () => {
    expect(buy(stateWith(MANUAL), shown(expectedNow))).toMatchObject({
      verdict: 'approved',
      order: { trigger: 'approval' },
    });
  });

  it('spends no more than was shown', () => {
    const verdict = buy(stateWith(MANUAL), shown(2n, sol(0.04)));
    expect(verdict).toMatchObject({ verdict: 'approved', order: { amountIn: sol(0.04) } });
  });

  it('holds the price that was shown within the slippage, to the unit', () => {
    const worst = (out: bigint) => (out * 9_900n) / 10_000n;
    let least = (expectedNow * 10_000n) / 9_900n;
    while (worst(least + 1n) <= expectedNow) least += 1n;
    expect(buy(stateWith(MANUAL), shown(least))).toMatchObject({ verdict: 'approved' });
    expect(buy(stateWith(MANUAL), shown(least + 1n))).toEqual({
      verdict: 'refused',
      refusal: { code: 'price-moved', shownOut: least + 1n, nowOut: expectedNow },
    });
  });

  it('is refused when nothing was shown', () => {
    expect(buy(stateWith(MANUAL), shown(0n))).toMatchObject({ refusal: { code: 'price-moved' } });
  });
});

describe('the gate of a sell', () => {
  const units = tokenUnits(1_000_000_000_000n);
  const sell = (state: EngineState, amount = units) =>
    evaluateSell(state, tradableOf(1), amount, 'sell-button', NOON);
  const priced = (state: EngineState) => withReserves(state, sol(50));
  const tradingOf = (state: EngineState, to: 'halted' | 'reducing'): EngineState => ({
    ...state,
    ledger: { ...state.ledger, trading: { state: to, sinceMs: NOON, cause: null } },
  });

  it('mints an order for all the units, with its floor', () => {
    const verdict = sell(priced(stateWith()));
    const expectedOut =
      quoteSell(tradableOf(1), { reserves: reservesOf(sol(50)), slot: slot(1) }, units) ?? 0n;
    expect(verdict).toMatchObject({
      verdict: 'approved',
      order: {
        id: '1',
        side: 'sell',
        amountIn: units,
        expectedOut,
        minOut: (expectedOut * 9_900n) / 10_000n,
        poolSlot: null,
      },
    });
    expect(expectedOut).toBe(49_825_299n);
  });

  it('is open while selling only', () => {
    expect(sell(tradingOf(priced(stateWith()), 'reducing'))).toMatchObject({ verdict: 'approved' });
  });

  it('is shut while halted', () => {
    expect(sell(tradingOf(priced(stateWith()), 'halted'))).toEqual({
      verdict: 'refused',
      refusal: { code: 'halted', cause: null },
    });
  });

  it('needs a price', () => {
    expect(sell(stateWith())).toEqual({ verdict: 'no-price' });
  });

  it('does not sell for nothing', () => {
    expect(sell(priced(stateWith()), tokenUnits(1n))).toEqual({
      verdict: 'refused',
      refusal: { code: 'nothing-out' },
    });
  });

  it('waits for a slot', () => {
    expect(sell(full(priced(stateWith())))).toEqual({ verdict: 'no-slot' });
  });
});
