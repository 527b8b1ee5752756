import { describe, expect, it } from 'vitest';
import { slot, type Address } from '../../../../shared/units.ts';
import { CoreDesk } from '../../../support/desk.ts';
import { failureOf, fullListing, poolAddress, reservesOf, sol } from '../../../support/pools.ts';

const sell = (desk: CoreDesk, n = 1) => desk.command({ kind: 'sell', pool: poolAddress(n) });

function price(desk: CoreDesk, pool: Address, solReserve = 50): void {
  const reserves = reservesOf(sol(solReserve), 1_000_000_000n);
  desk.hear({ kind: 'reserves', pool, reserves, slot: slot(2_000) });
}

function holding(...pools: number[]): CoreDesk {
  const desk = new CoreDesk();
  pools.forEach((n, at) => {
    desk.list(fullListing(n));
    desk.landed(at + 1).notice(at + 1, { kind: 'finalized' });
    price(desk, poolAddress(n));
  });
  return desk;
}

describe('selling a position', () => {
  it('reserves a sell of all of it', () => {
    const desk = holding(1);
    expect(sell(desk)).toEqual({ ok: true });
    expect(desk.events.at(-1)).toMatchObject({
      kind: 'order-reserved',
      ticket: { id: '2', side: 'sell', amountIn: 1_000_000n, trigger: 'sell-button' },
    });
  });

  it('is declined where nothing is held', () => {
    expect(sell(new CoreDesk())).toEqual({ ok: false, problem: { code: 'no-position' } });
  });

  it('is declined while it is being sold, also when the fate of that is unknown', () => {
    const desk = holding(1);
    sell(desk);
    expect(sell(desk)).toEqual({ ok: false, problem: { code: 'already-selling' } });
    desk.sent(2).notice(2, { kind: 'unknown', why: 'deadline' });
    expect(sell(desk)).toEqual({ ok: false, problem: { code: 'already-selling' } });
  });

  it('can be asked for again after it failed', () => {
    const desk = holding(1);
    sell(desk);
    desk.sent(2).notice(2, { kind: 'failed', failure: failureOf(), afterMs: 1 as never });
    expect(sell(desk)).toEqual({ ok: true });
  });

  it('is declined while its price is not known', () => {
    const desk = new CoreDesk();
    desk.list(fullListing(1));
    desk.landed(1);
    expect(sell(desk)).toEqual({
      ok: false,
      problem: {
        code: 'refused',
        refusal: { code: 'facts-unavailable', detail: 'the price of the pool is not known yet' },
      },
    });
  });

  it('is declined while halted', () => {
    const desk = holding(1);
    desk.command({ kind: 'kill', by: 'button' });
    expect(sell(desk)).toMatchObject({ ok: false, problem: { refusal: { code: 'halted' } } });
  });

  it('waits for a slot, once, and counts in the queue', () => {
    const desk = holding(1);
    for (const n of [5, 6, 7]) desk.list(fullListing(n));
    expect(sell(desk)).toEqual({ ok: true });
    expect(sell(desk)).toEqual({ ok: false, problem: { code: 'already-selling' } });
    expect(desk.desk.queued).toBe(1);
    desk.notice(2, { kind: 'abandoned', why: 'x' });
    expect(desk.events.findLast(({ kind }) => kind === 'order-reserved')).toMatchObject({
      ticket: { side: 'sell', pool: { pool: poolAddress(1) } },
    });
  });
});

describe('selling everything', () => {
  it('sells each position that is not being sold yet', () => {
    const desk = holding(1, 2, 3);
    sell(desk, 2);
    expect(desk.command({ kind: 'sell-everything' })).toEqual({ ok: true });
    const sold = desk.events.flatMap((event) =>
      event.kind === 'order-reserved' && event.ticket.side === 'sell' ? [event.ticket.pool.pool] : [],
    );
    expect(sold).toEqual([poolAddress(2), poolAddress(1), poolAddress(3)]);
  });

  it('says why, where one could not be sold, and sells the others', () => {
    const desk = holding(1, 2);
    price(desk, poolAddress(1), 0);
    expect(desk.command({ kind: 'sell-everything' })).toMatchObject({
      ok: false,
      problem: { refusal: { code: 'nothing-out' } },
    });
    expect(desk.statusOf(3)).toBe('reserved');
  });

  it('is declined while halted, and where nothing is held', () => {
    const desk = holding(1);
    desk.command({ kind: 'kill', by: 'button' });
    expect(desk.command({ kind: 'sell-everything' })).toEqual({ ok: false, problem: { code: 'halted' } });
    const empty = new CoreDesk().command({ kind: 'sell-everything' });
    expect(empty).toEqual({ ok: false, problem: { code: 'no-position' } });
  });
});
