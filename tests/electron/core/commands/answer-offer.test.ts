import { MAX_SHOWN_REVISIONS } from '../../../../electron/core/session.ts';
import { minimumOut } from '../../../../electron/core/swap/minimum-out.ts';
import { describe, expect, it } from 'vitest';
import type { CommandReply } from '../../../../shared/commands.ts';
import { lamports, slot, tokenUnits } from '../../../../shared/units.ts';
import { CoreDesk } from '../../../support/desk.ts';
import { fullListing, MANUAL, poolAddress, reservesOf, sol } from '../../../support/pools.ts';

function offered(): CoreDesk {
  const desk = new CoreDesk({ settings: MANUAL });
  desk.list(fullListing(1));
  return desk;
}

const requote = (desk: CoreDesk, solReserve: number, at: number) =>
  desk.hear({
    kind: 'reserves',
    pool: poolAddress(1),
    reserves: reservesOf(sol(solReserve)),
    slot: slot(at),
  });

function approve(desk: CoreDesk, revision?: number, shownOut?: bigint): CommandReply {
  const offer = desk.offer();
  return desk.command({
    kind: 'approve',
    offer: offer.id,
    revision: revision ?? offer.revision,
    shownOut: tokenUnits(shownOut ?? offer.now.expectedOut),
  });
}

const lastKinds = (desk: CoreDesk, count: number) => desk.events.slice(-count).map(({ kind }) => kind);

describe('an approval', () => {
  it('reserves the order and ends the offer as approved', () => {
    const desk = offered();
    expect(approve(desk)).toEqual({ ok: true });
    expect(lastKinds(desk, 2)).toEqual(['order-reserved', 'offer-closed']);
    expect(desk.events.at(-1)).toMatchObject({ how: 'approved' });
    expect(desk.events.at(-2)).toMatchObject({ ticket: { trigger: 'approval', amountIn: sol(0.1) } });
    expect(desk.effects.at(-1)?.kind).toBe('execute');
  });

  it('of an offer that is gone is declined', () => {
    const desk = offered();
    const { id } = desk.offer();
    desk.command({ kind: 'skip', offer: id });
    const again = desk.command({ kind: 'approve', offer: id, revision: 0, shownOut: tokenUnits(1n) });
    expect(again).toEqual({ ok: false, problem: { code: 'offer-gone' } });
  });

  it('given twice buys once', () => {
    const desk = offered();
    const { id, now } = desk.offer();
    const command = { kind: 'approve', offer: id, revision: 0, shownOut: now.expectedOut } as const;
    expect(desk.command(command)).toEqual({ ok: true });
    expect(desk.command(command)).toEqual({ ok: false, problem: { code: 'offer-gone' } });
    expect(desk.state.ledger.orders.size).toBe(1);
  });

  it('counts until the last millisecond of the offer, and ends it after that', () => {
    expect(approve(offered().wait(59_999))).toEqual({ ok: true });
    const late = offered().wait(60_000);
    expect(approve(late)).toEqual({ ok: false, problem: { code: 'offer-gone' } });
    expect(late.desk.outcomes).toEqual({ 'offer-expired': 1 });
  });

  it('of a card that was never shown is declined', () => {
    const desk = offered();
    expect(approve(desk, 1)).toEqual({
      ok: false,
      problem: { code: 'malformed', detail: 'revision 1 of the offer does not exist yet' },
    });
    expect(desk.desk.offers).toHaveLength(1);
  });

  it('that names another amount than its card showed is declined, and the offer stands', () => {
    const desk = offered();
    const malformed = { ok: false, problem: { code: 'malformed' } };
    expect(approve(desk, 0, desk.offer().now.expectedOut * 2n)).toMatchObject(malformed);
    expect(approve(desk, 0, desk.offer().now.expectedOut - 1n)).toMatchObject(malformed);
    expect(desk.desk.offers).toHaveLength(1);
    expect(approve(desk)).toEqual({ ok: true });
  });

  it('of a card that was replaced long ago is declined', () => {
    const desk = offered();
    const first = desk.offer().now.expectedOut;
    for (let count = 1; count <= MAX_SHOWN_REVISIONS; count += 1) requote(desk, 50 + count / 1_000, count);
    expect(approve(desk, 0, first)).toMatchObject({ ok: false, problem: { code: 'malformed' } });
  });

  it('accepts no less than its card allows, though the price got better or worse since', () => {
    const desk = offered();
    const shown = desk.offer().now.expectedOut;
    const floor = minimumOut(shown, desk.state.ledger.settings.slippageBps);
    requote(desk, 50.2, 1);
    expect(approve(desk, 0, shown)).toEqual({ ok: true });
    expect([...desk.state.ledger.orders.values()][0]?.ticket.minOut).toBe(floor);
  });

  it('of an older card holds to what that showed, within the slippage', () => {
    const desk = offered();
    const before = desk.offer().now.expectedOut;
    requote(desk, 50.2, 1);
    expect(approve(desk, 0, before)).toEqual({ ok: true });
    const moved = offered();
    requote(moved, 51, 1);
    expect(approve(moved, 0, before)).toMatchObject({
      ok: false,
      problem: { code: 'refused', refusal: { code: 'price-moved', shownOut: before } },
    });
    expect(moved.desk.offers).toHaveLength(1);
  });

  it('that is refused by a limit leaves the offer standing', () => {
    const desk = offered();
    desk.hear({ kind: 'wallet-status', status: { address: 'wallet-1', lamports: lamports(1n) } });
    expect(approve(desk)).toMatchObject({ problem: { refusal: { code: 'balance-too-low' } } });
    desk.hear({ kind: 'wallet-status', status: { address: 'wallet-1', lamports: sol(1) } });
    expect(approve(desk)).toEqual({ ok: true });
  });

  it('spends no more than was shown when the settings were raised since', () => {
    const desk = offered();
    desk.command({ kind: 'change-settings', settings: { ...MANUAL, buyLamports: sol(0.4) } });
    approve(desk);
    expect(desk.events.findLast(({ kind }) => kind === 'order-reserved')).toMatchObject({
      ticket: { amountIn: sol(0.1) },
    });
  });
});

describe('a skip', () => {
  it('ends offer and pool as skipped', () => {
    const desk = offered();
    expect(desk.command({ kind: 'skip', offer: desk.offer().id })).toEqual({ ok: true });
    expect(lastKinds(desk, 2)).toEqual(['offer-closed', 'pool-closed']);
    expect(desk.events.at(-2)).toMatchObject({ how: 'skipped' });
    expect(desk.effects.at(-1)).toEqual({ kind: 'unwatch', pool: poolAddress(1) });
  });

  it('of an offer that is gone is declined', () => {
    const desk = offered();
    const { id } = desk.offer();
    approve(desk);
    expect(desk.command({ kind: 'skip', offer: id })).toEqual({ ok: false, problem: { code: 'offer-gone' } });
  });
});
