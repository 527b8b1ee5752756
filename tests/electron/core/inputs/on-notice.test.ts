import { describe, expect, it } from 'vitest';
import type { OrderNotice } from '../../../../electron/core/input.ts';
import { lamports, millis, slot, tokenUnits } from '../../../../shared/units.ts';
import { CoreDesk, effectsOf, kindsOf, outcomeOf } from '../../../support/desk.ts';
import {
  failureOf,
  fillOf,
  fullListing,
  NOON,
  poolAddress,
  reservesOf,
  settingsWith,
  signedOf,
  sol,
  STAGES_OF_TEST,
} from '../../../support/pools.ts';

const signed = { kind: 'signed', signed: signedOf(1) } as const;
const sent = { kind: 'sent', sends: 1, stages: STAGES_OF_TEST } as const;
const confirmed = { kind: 'confirmed', fill: fillOf(), afterMs: millis(800) } as const;
const failed = { kind: 'failed', failure: failureOf(), afterMs: millis(800) } as const;
const expired = { kind: 'expired', proof: 'height 2001 is past 2000' } as const;
const abandoned = { kind: 'abandoned', why: 'the blockhash is old' } as const;
const deadline = { kind: 'unknown', why: 'deadline' } as const;

function bought(): CoreDesk {
  const desk = new CoreDesk();
  desk.list(fullListing(1));
  return desk;
}

/** A desk that holds pool 1, at a known price, and has reserved its sell as order 2. */
function selling(): CoreDesk {
  const desk = bought().landed(1);
  desk.notice(1, { kind: 'finalized' });
  desk.hear({
    kind: 'reserves',
    pool: poolAddress(1),
    reserves: reservesOf(sol(50), 1_000_000_000n),
    slot: slot(1_003),
  });
  desk.command({ kind: 'sell', pool: poolAddress(1) });
  return desk;
}

describe('an order on its way', () => {
  it('is sent when its signature is written down, and not before', () => {
    const desk = bought();
    expect(desk.notice(1, { kind: 'built' }).effects).toEqual([]);
    const decision = desk.notice(1, signed);
    expect(kindsOf(decision)).toEqual(['order-signed']);
    expect(decision.effects).toEqual([{ kind: 'send', id: '1' }]);
  });

  it('is not sent when trading was halted before its signature came; it is watched, because it could land', () => {
    const desk = bought();
    desk.notice(1, { kind: 'built' });
    desk.command({ kind: 'kill', by: 'button' });
    const decision = desk.notice(1, signed);
    expect(kindsOf(decision)).toEqual(['order-signed', 'order-unknown']);
    expect(decision.events[1]).toMatchObject({ why: 'not-sent' });
    expect(effectsOf(decision)).toEqual(['follow']);
  });

  it('tells each rebroadcast and each lane', () => {
    const desk = bought().sent(1);
    expect(desk.notice(1, { ...sent, sends: 2 }).events).toEqual([
      { kind: 'order-resent', atMs: NOON, id: '1', sends: 2 },
    ]);
    const lane = { lane: 'one', result: 'accepted', tookMs: millis(3), error: null } as const;
    expect(kindsOf(desk.notice(1, { kind: 'lane', lane }))).toEqual(['order-accepted']);
    expect(kindsOf(desk.notice(1, { kind: 'processed', slot: slot(1_002), afterMs: millis(9) }))).toEqual([
      'order-processed',
    ]);
  });

  it('knows the number of sends also when the first word of it comes late', () => {
    const desk = bought();
    desk.notice(1, { kind: 'built' });
    desk.notice(1, signed);
    expect(kindsOf(desk.notice(1, { ...sent, sends: 3 }))).toEqual(['order-sent', 'order-resent']);
  });

  it("that nobody knows is nobody's", () => {
    expect(new CoreDesk().notice(77, confirmed)).toMatchObject({ events: [], effects: [] });
  });
});

describe('a buy that landed', () => {
  it('opens a position, ends its pool as bought, frees its slot and is recorded', () => {
    const desk = bought().sent(1);
    const decision = desk.notice(1, confirmed);
    expect(kindsOf(decision)).toEqual(['order-confirmed', 'position-changed', 'pool-closed']);
    expect(outcomeOf(decision)).toEqual({ code: 'bought' });
    expect(decision.effects).toEqual([{ kind: 'record-trade', id: '1' }]);
    expect(desk.state.ledger.holdings.get(poolAddress(1))?.position).toMatchObject({
      tokenUnits: 1_000_000n,
      costLamports: sol(0.1) + 5_000n,
    });
    expect(desk.state.session.watched.has(poolAddress(1))).toBe(true);
  });

  it('shows its worth at once where the price is known', () => {
    const desk = bought().sent(1);
    const reserves = reservesOf(sol(50), 1_000_000_000n);
    desk.hear({ kind: 'reserves', pool: poolAddress(1), reserves, slot: slot(1_002) });
    expect(kindsOf(desk.notice(1, confirmed))).toContain('position-marked');
    // 1,000,000 of 1,000,000,000 tokens against 50 SOL, 25 bps and the impact off.
    expect(desk.desk.marks[poolAddress(1)]?.valueLamports).toBe(49_825_299n);
  });

  it('lands from unknown too', () => {
    const desk = bought().sent(1);
    desk.notice(1, deadline);
    expect(kindsOf(desk.notice(1, confirmed))).toContain('position-changed');
  });

  it('gives its slot to a pool that waits', () => {
    const desk = new CoreDesk({ settings: settingsWith({ maxConcurrentTrades: 1 }) });
    desk.list(fullListing(1));
    desk.list(fullListing(2));
    expect(desk.desk.queued).toBe(1);
    const decision = desk.sent(1).notice(1, confirmed);
    expect(kindsOf(decision).slice(-2)).toEqual(['order-reserved', 'queue-changed']);
    expect(effectsOf(decision)).toContain('execute');
    expect(desk.desk.queued).toBe(0);
  });

  it('is final after that, and then forgotten', () => {
    const desk = bought().landed(1);
    expect(kindsOf(desk.notice(1, { kind: 'finalized' }))).toEqual(['order-finalized']);
    expect(desk.statusOf(1)).toBe('gone');
  });
});

describe('a buy that did not land', () => {
  it("ends its pool with the chain's reason, and is recorded with its fee", () => {
    const desk = bought().sent(1);
    const decision = desk.notice(1, failed);
    expect(outcomeOf(decision)).toEqual({ code: 'order-failed', detail: 'slippage' });
    expect(effectsOf(decision)).toEqual(['unwatch', 'record-trade']);
    expect(desk.desk.day).toMatchObject({ spentLamports: 0n, realizedLamports: -5_000n });
  });

  it('that expired was unknown before, whether that was told or not', () => {
    const desk = bought().sent(1);
    const decision = desk.notice(1, expired);
    expect(kindsOf(decision)).toEqual(['order-unknown', 'order-expired', 'pool-closed']);
    expect(outcomeOf(decision)).toEqual({ code: 'order-expired' });
    const told = bought().sent(1);
    told.notice(1, deadline);
    expect(kindsOf(told.notice(1, expired))).toEqual(['order-expired', 'pool-closed']);
  });

  it('keeps its slot while its fate is unknown', () => {
    const desk = new CoreDesk({ settings: settingsWith({ maxConcurrentTrades: 1 }) });
    desk.list(fullListing(1));
    desk.sent(1).notice(1, deadline);
    expect(kindsOf(desk.list(fullListing(2)))).toContain('pool-queued');
  });

  it('that was abandoned ends its pool so, at no cost', () => {
    const desk = bought();
    const decision = desk.notice(1, abandoned);
    expect(outcomeOf(decision)).toEqual({ code: 'order-abandoned', detail: 'the blockhash is old' });
    expect(effectsOf(decision)).toEqual(['unwatch']);
    expect(desk.desk.day.spentLamports).toBe(0n);
  });

  it('cannot be abandoned or expired at the wrong time', () => {
    const desk = bought();
    expect(desk.notice(1, expired).events).toEqual([]);
    desk.sent(1);
    expect(desk.notice(1, abandoned).events).toEqual([]);
  });
});

describe('a sell', () => {
  it('of everything closes the position with its result and stops watching the pool', () => {
    const desk = selling().sent(2);
    const fill = fillOf({ tokenUnits: tokenUnits(1_000_000n), solLamports: sol(0.25) });
    const decision = desk.notice(2, { ...confirmed, fill });
    expect(kindsOf(decision)).toEqual(['order-confirmed', 'position-closed']);
    expect(decision.events[1]).toMatchObject({ realizedLamports: sol(0.15) - 10_000n });
    expect(effectsOf(decision)).toEqual(['unwatch', 'record-trade']);
    expect(desk.state.session.reserves.size).toBe(0);
  });

  it('of a part keeps the rest, with its worth', () => {
    const desk = selling().sent(2);
    const fill = fillOf({ tokenUnits: tokenUnits(400_000n), solLamports: sol(0.1) });
    expect(kindsOf(desk.notice(2, { ...confirmed, fill }))).toEqual([
      'order-confirmed',
      'position-changed',
      'position-marked',
    ]);
    expect(desk.desk.positions[0]?.tokenUnits).toBe(600_000n);
  });

  it('that failed keeps the position, costs its fee and lets the rules wait two seconds', () => {
    const settings = settingsWith({
      exit: { takeProfitBps: null, stopLossBps: null, maxHoldMs: millis(1_000) },
    });
    const desk = selling();
    desk.command({ kind: 'change-settings', settings });
    desk.sent(2).notice(2, { ...failed, failure: failureOf({ feeLamports: lamports(9n) }) });
    expect(desk.desk.positions).toHaveLength(1);
    expect(desk.desk.day.realizedLamports).toBe(-9n);
    expect(kindsOf(desk.tick(1_999))).toEqual([]);
    expect(kindsOf(desk.tick(1))).toEqual(['order-reserved']);
  });

  it('of what is not held is a broken rule', () => {
    const desk = selling().sent(2);
    const { ledger } = desk.state;
    desk.state = { ...desk.state, ledger: { ...ledger, holdings: new Map() } };
    expect(() => desk.notice(2, confirmed)).toThrow('order 2 sold from Pool1, where nothing is held');
  });
});

describe('notices told twice or out of order', () => {
  const all: readonly OrderNotice[] = [
    { kind: 'built' },
    signed,
    sent,
    confirmed,
    { kind: 'finalized' },
    failed,
    deadline,
    expired,
    abandoned,
  ];

  it('change nothing once the order is final', () => {
    for (const end of [failed, expired]) {
      const desk = bought().sent(1);
      desk.notice(1, end);
      const { ledger } = desk.state;
      for (const notice of all) expect(desk.notice(1, notice)).toMatchObject({ events: [], effects: [] });
      expect(desk.state.ledger).toBe(ledger);
    }
  });

  it('change nothing once the order is confirmed, its final word apart', () => {
    const desk = bought().landed(1);
    const { ledger } = desk.state;
    for (const notice of all.filter(({ kind }) => kind !== 'finalized')) {
      expect(desk.notice(1, notice)).toMatchObject({ events: [], effects: [] });
    }
    expect(desk.state.ledger).toBe(ledger);
  });

  it('change nothing when they come too early', () => {
    const desk = bought();
    const { ledger } = desk.state;
    for (const notice of [
      signed,
      sent,
      confirmed,
      { kind: 'finalized' } as const,
      failed,
      deadline,
      expired,
    ]) {
      expect(desk.notice(1, notice)).toMatchObject({ events: [], effects: [] });
    }
    expect(desk.state.ledger).toBe(ledger);
  });

  it('give a second signature no second send', () => {
    const desk = bought().sent(1);
    expect(desk.notice(1, { kind: 'signed', signed: signedOf(2) })).toMatchObject({
      events: [],
      effects: [],
    });
  });
});

describe('an order of an earlier run', () => {
  it('that landed after the restart leaves a position that is watched, so that it can be sold', () => {
    const desk = bought().sent(1);
    desk.restart();
    expect(desk.state.session.watched.size).toBe(0);
    const decision = desk.notice(1, confirmed);
    expect(effectsOf(decision)).toEqual(['watch', 'record-trade']);
    expect(kindsOf(decision)).toEqual(['order-confirmed', 'position-changed']);
  });

  it('does not end what has become of its pool since', () => {
    const settings = settingsWith({ poolCooldownMs: millis(0) });
    const desk = new CoreDesk({ settings });
    desk.list(fullListing(1));
    desk.sent(1).restart();
    desk.list(fullListing(1));
    expect(kindsOf(desk.notice(1, failed))).toEqual(['order-failed']);
    expect(desk.state.session.open.get(poolAddress(1))).toMatchObject({ stage: 'ordered', order: '2' });
  });
});
