import { describe, expect, it } from 'vitest';
import { MAX_CLOCK_SILENCE_MS, MAX_OPEN_WAIT_MS, MAX_WAITING } from '../../../../electron/core/session.ts';
import { slot, unixMs } from '../../../../shared/units.ts';
import { CoreDesk, effectsOf, kindsOf, outcomeOf, type DeskOptions } from '../../../support/desk.ts';
import {
  bareListing,
  factsOf,
  fullListing,
  MANUAL,
  NOON,
  poolAddress,
  reservesOf,
  SECOND,
  settingsWith,
  sol,
  SOMEBODY,
} from '../../../support/pools.ts';

const NOON_S = NOON / SECOND;
/** A sound pool that opens so many seconds after noon. */
const opening = (n: number, afterS: number) =>
  fullListing(n, { detail: { opensAtMs: unixMs(NOON + afterS * SECOND) } });

/** A desk whose chain says that it is noon. */
class Opening extends CoreDesk {
  #slot = 5_000;

  constructor(options: DeskOptions = {}) {
    super(options);
    this.chainTime(0);
  }

  chainTime(afterS: number, later = 1) {
    this.#slot += later;
    return this.hear({ kind: 'chain-time', slot: slot(this.#slot), unixS: NOON_S + afterS });
  }
}

describe('a pool that opens soon by the chain’s clock', () => {
  it('is waited for and watched, and shown', () => {
    const desk = new Opening();
    const decision = desk.list(opening(1, 1));
    expect(kindsOf(decision)).toEqual(['pool-seen', 'pool-waiting']);
    expect(effectsOf(decision)).toEqual(['watch']);
    expect(desk.desk.waiting).toEqual([
      {
        pool: { pool: poolAddress(1), symbol: 'TOK1', program: 'amm-v4' },
        opensAtMs: NOON + SECOND,
      },
    ]);
  });

  it('is bought in the very turn in which that clock first reaches the moment, and by no other clock', () => {
    const desk = new Opening();
    desk.list(opening(1, 2));
    expect(kindsOf(desk.chainTime(1))).toEqual([]);
    expect(kindsOf(desk.tick(10 * SECOND))).toEqual([]);
    const decision = desk.chainTime(2);
    expect(kindsOf(decision)).toEqual(['pool-opened', 'order-reserved']);
    expect(effectsOf(decision)).toEqual(['execute']);
    expect(decision.events[1]).toMatchObject({ ticket: { trigger: 'pool-opened', side: 'buy' } });
    expect(desk.desk.waiting).toEqual([]);
  });

  it('is judged with the newest reserves, and refused by them', () => {
    const desk = new Opening();
    desk.list(opening(1, 1));
    const reserves = reservesOf(sol(1));
    expect(kindsOf(desk.hear({ kind: 'reserves', pool: poolAddress(1), reserves, slot: slot(9) }))).toEqual(
      [],
    );
    const decision = desk.chainTime(1);
    expect(kindsOf(decision)).toEqual(['pool-opened', 'pool-closed']);
    expect(outcomeOf(decision)).toMatchObject({ code: 'too-little-liquidity', foundLamports: sol(1) });
    expect(effectsOf(decision)).toEqual(['unwatch']);
  });

  it('meets the limits of the moment at which it opens', () => {
    const desk = new Opening({ settings: settingsWith({ maxTradesPerHour: 1 }) });
    desk.list(opening(1, 1));
    desk.list(fullListing(2));
    expect(outcomeOf(desk.chainTime(1)).code).toBe('hourly-limit');
  });

  it('is offered where the trader has to be asked, and queued where no slot is free', () => {
    const asked = new Opening({ settings: MANUAL });
    asked.list(opening(1, 1));
    expect(kindsOf(asked.chainTime(1))).toEqual(['pool-opened', 'offer-made']);
    const busy = new Opening({ settings: settingsWith({ maxConcurrentTrades: 1 }) });
    busy.list(fullListing(2));
    busy.list(opening(1, 1));
    expect(kindsOf(busy.chainTime(1))).toEqual(['pool-opened', 'pool-queued', 'queue-changed']);
  });

  it('may be waited for after its facts were read', () => {
    const desk = new Opening();
    desk.list(bareListing(1));
    const facts = factsOf(1, { detail: { opensAtMs: unixMs(NOON + SECOND) } });
    expect(kindsOf(desk.hear({ kind: 'facts', pool: poolAddress(1), facts }))).toEqual(['pool-waiting']);
    expect(kindsOf(desk.chainTime(1))).toEqual(['pool-opened', 'order-reserved']);
  });

  it('opens together with others, first seen first', () => {
    const desk = new Opening();
    desk.list(opening(2, 3));
    desk.list(opening(1, 1));
    desk.list(opening(3, 30));
    const opened = desk.chainTime(3).events.filter(({ kind }) => kind === 'pool-opened');
    expect(opened).toMatchObject([{ pool: { symbol: 'TOK2' } }, { pool: { symbol: 'TOK1' } }]);
    expect(desk.desk.waiting).toMatchObject([{ pool: { symbol: 'TOK3' } }]);
  });
});

describe('a pool is not waited for', () => {
  it('when it opens later than the longest wait', () => {
    const desk = new Opening();
    expect(kindsOf(desk.list(opening(1, 60)))).toEqual(['pool-seen', 'pool-waiting']);
    const opensAtMs = unixMs(NOON + 61 * SECOND);
    expect(outcomeOf(desk.list(opening(2, 61)))).toEqual({ code: 'not-open-yet', opensAtMs });
  });

  it('when it has a flaw that no wait mends', () => {
    const desk = new Opening();
    const { detail } = opening(1, 1);
    if (detail === null) throw new Error('no detail');
    const flawed = fullListing(1, { detail, mint: { mintAuthority: SOMEBODY } });
    expect(outcomeOf(desk.list(flawed)).code).toBe('mint-authority-set');
  });

  it('when as many as allowed are waited for', () => {
    const desk = new Opening();
    for (let n = 0; n < MAX_WAITING; n += 1) desk.list(opening(n, 5));
    expect(outcomeOf(desk.list(opening(MAX_WAITING, 5))).code).toBe('not-open-yet');
    desk.chainTime(5);
    expect(desk.desk.waiting).toEqual([]);
  });

  it('while halted or selling only', () => {
    const desk = new Opening();
    desk.command({ kind: 'reduce' });
    expect(outcomeOf(desk.list(opening(1, 1)))).toEqual({ code: 'reducing' });
    desk.command({ kind: 'kill', by: 'tray' });
    expect(outcomeOf(desk.list(opening(1, 1))).code).toBe('halted');
  });
});

describe('a wait', () => {
  it('ends as dropped with a kill and with selling only', () => {
    const killed = new Opening();
    killed.list(opening(1, 1));
    killed.command({ kind: 'kill', by: 'tray' });
    expect(killed.desk.outcomes).toEqual({ killed: 1 });
    expect(killed.desk.waiting).toEqual([]);
    expect(kindsOf(killed.chainTime(1))).toEqual([]);
    const reducing = new Opening();
    reducing.list(opening(1, 1));
    reducing.command({ kind: 'reduce' });
    expect(reducing.desk.outcomes).toEqual({ reducing: 1 });
  });

  it('ends when the chain’s clock stood still for as long as is waited', () => {
    const desk = new Opening();
    desk.list(opening(1, 1));
    expect(kindsOf(desk.tick(MAX_OPEN_WAIT_MS - 1))).toEqual([]);
    const opensAtMs = unixMs(NOON + SECOND);
    expect(outcomeOf(desk.tick(1))).toEqual({ code: 'not-open-yet', opensAtMs });
  });

  it('lasts a little longer while that clock runs, only slower than ours', () => {
    const desk = new Opening();
    desk.list(opening(1, 60));
    desk.wait(MAX_OPEN_WAIT_MS).chainTime(58);
    expect(kindsOf(desk.tick())).toEqual([]);
    expect(kindsOf(desk.chainTime(60))).toEqual(['pool-opened', 'order-reserved']);

    const slower = new Opening();
    slower.list(opening(1, 60));
    slower.wait(MAX_OPEN_WAIT_MS + MAX_CLOCK_SILENCE_MS).chainTime(59);
    expect(outcomeOf(slower.tick()).code).toBe('not-open-yet');
  });

  it('goes by our clock until the chain’s was told', () => {
    const desk = new CoreDesk();
    desk.list(opening(1, 1));
    expect(kindsOf(desk.tick(SECOND - 1))).toEqual([]);
    expect(kindsOf(desk.tick(1))).toEqual(['pool-opened', 'order-reserved']);
  });
});

describe('the chain’s clock', () => {
  it('tells nothing and changes nothing but itself while nobody waits', () => {
    const desk = new Opening();
    desk.list(fullListing(1));
    const before = desk.state;
    const { state, events, effects } = desk.chainTime(7);
    expect([events, effects]).toEqual([[], []]);
    expect(state.ledger).toBe(before.ledger);
    expect({ ...state.session, chainTime: null }).toEqual({ ...before.session, chainTime: null });
    expect(state.session.chainTime).toMatchObject({ unixS: NOON_S + 7 });
  });

  it('does not go back to an older slot, nor listen to a slot twice', () => {
    const desk = new Opening();
    desk.chainTime(5);
    desk.chainTime(1, -1);
    desk.chainTime(9, 1);
    expect(desk.state.session.chainTime?.unixS).toBe(NOON_S + 5);
  });
});
