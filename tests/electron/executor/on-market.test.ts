import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { COMPUTE_LIMITS } from '../../../electron/executor/compute-limits.ts';
import { quoteExactIn } from '../../../electron/core/swap/amm-v4-quote.ts';
import { solReserves, type Reserves, type TradablePool } from '../../../shared/pool.ts';
import { tokenUnits, type Slot } from '../../../shared/units.ts';
import { eventually } from '../../support/eventually.ts';
import { marketDesk, type MarketDesk } from './market-desk.ts';

const SPEND = 250_000_000n;
/** At 10,000 micro-lamports a unit. */
const FEE = 5_000n + BigInt(COMPUTE_LIMITS['amm-v4'].buy) / 100n;
const SELL_FEE = 5_000n + BigInt(COMPUTE_LIMITS['amm-v4'].sell) / 100n;

let desk: MarketDesk;

beforeEach(async () => {
  desk = await marketDesk();
});
afterEach(() => desk.close());

/** The pool's reserves as the chain client tells them. */
async function reserves(pool: TradablePool): Promise<{ sol: bigint; token: bigint }> {
  let told: Reserves | null = null;
  const end = desk.chain.pools.watchReserves(pool, (found: Reserves, _slot: Slot) => {
    told = found;
  });
  await eventually('the reserves are told', () => told !== null);
  end();
  if (told === null) throw new Error('no reserves');
  return solReserves(pool.solSide, told);
}

const quote = (reserveIn: bigint, reserveOut: bigint, amountIn: bigint): bigint =>
  quoteExactIn({
    reserveIn: tokenUnits(reserveIn),
    reserveOut: tokenUnits(reserveOut),
    amountIn: tokenUnits(amountIn),
  })?.out ?? 0n;

/** Lets slots pass; what waits for the order's bytes to arrive is the caller's. */
async function arrived(count: number): Promise<void> {
  await eventually(
    'the lane answered',
    () => desk.outcomes.filter(({ kind }) => kind === 'lane').length >= count,
  );
}

async function buy(pool: TradablePool, id = 1): Promise<bigint> {
  const { sol, token } = await reserves(pool);
  const expected = quote(sol, token, SPEND);
  const order = desk.order(desk.ticket(id, 'buy', pool, SPEND, expected));
  await arrived(id);
  desk.market.advanceSlots(4);
  await desk.outcome(order, 'confirmed');
  return expected;
}

describe.each(['base', 'quote'] as const)('on a pool with WSOL on the %s side', (moneySide) => {
  it('a buy and a sell land with fills exact to the lamport', async () => {
    const { tradable } = await desk.pool({ moneySide });
    const [rent = 0n] = desk.costs.map((cost) => cost.tokenAccountRentLamports);
    const before = desk.balance();
    const bought = await buy(tradable);
    const bill = await desk.outcome(desk.ticket(1, 'buy', tradable, 1n, 1n).id, 'confirmed');
    expect(bill.fill).toMatchObject({
      tokenUnits: bought,
      solLamports: SPEND,
      feeLamports: FEE,
      rentLamports: rent,
      walletLamports: -(SPEND + FEE + rent),
    });
    expect(desk.balance()).toBe(before - SPEND - FEE - rent);

    const { sol, token } = await reserves(tradable);
    const proceeds = quote(token, sol, bought);
    const middle = desk.balance();
    const sale = desk.order(desk.ticket(2, 'sell', tradable, bought, proceeds));
    await arrived(2);
    desk.market.advanceSlots(4);
    expect((await desk.outcome(sale, 'confirmed')).fill).toMatchObject({
      tokenUnits: bought,
      solLamports: proceeds,
      feeLamports: SELL_FEE,
      rentLamports: 0n,
      walletLamports: proceeds - SELL_FEE,
    });
    expect(desk.balance()).toBe(middle + proceeds - SELL_FEE);
    expect(desk.log.lines).toEqual([]);
  });
});

describe('on the embedded market', () => {
  it('an order is told step by step until it is final', async () => {
    const { tradable } = await desk.pool();
    await buy(tradable);
    desk.market.advanceSlots(40);
    desk.clock.advance(1_000);
    const order = desk.ticket(1, 'buy', tradable, 1n, 1n).id;
    await desk.outcome(order, 'finalized');
    expect(desk.kindsOf(order)).toEqual([
      'built',
      'signed',
      'sent',
      'lane',
      'processed',
      'confirmed',
      'finalized',
    ]);
  });

  it('a price that moved too far fails on chain as slippage, and costs the fee alone', async () => {
    const { created, tradable } = await desk.pool();
    const { sol, token } = await reserves(tradable);
    desk.market.trade(created.keys.pool, { side: 'buy', amountIn: 5_000_000_000n });
    desk.market.advanceSlots(1);
    const before = desk.balance();
    const order = desk.order(desk.ticket(1, 'buy', tradable, SPEND, quote(sol, token, SPEND)));
    await arrived(1);
    desk.market.advanceSlots(4);
    expect((await desk.outcome(order, 'failed')).failure).toMatchObject({
      code: 'slippage',
      detail: 'custom program error: 0x1e',
      feeLamports: FEE,
    });
    expect(desk.balance()).toBe(before - FEE);
  });

  it('the program’s form of the swap is found out, and the first form lands too', async () => {
    expect(await desk.chain.probeSwapVersion(desk.signer.address, new AbortController().signal)).toBe('v2');
    await desk.close();
    desk = await marketDesk({}, { swapVersion: () => 'v1' });
    const { tradable } = await desk.pool();
    const bought = await buy(tradable);
    const { fill } = await desk.outcome(desk.ticket(1, 'buy', tradable, 1n, 1n).id, 'confirmed');
    expect([fill.tokenUnits, fill.solLamports]).toEqual([bought, SPEND]);
  });

  it('a swap before the opening time fails as not open', async () => {
    const { tradable } = await desk.pool({ opensInS: 600 });
    const order = desk.order(desk.ticket(1, 'buy', tradable, SPEND, 1n));
    await arrived(1);
    desk.market.advanceSlots(4);
    expect((await desk.outcome(order, 'failed')).failure.code).toBe('not-open');
  });

  it('a send that was lost is made good by the rebroadcast of the same bytes', async () => {
    const { tradable } = await desk.pool();
    desk.market.faults.dropSends = 2;
    const order = desk.order(desk.ticket(1, 'buy', tradable, SPEND, 1n));
    await arrived(1);
    desk.market.advanceSlots(3);
    expect(desk.market.faults.dropSends).toBe(1);
    desk.clock.advance(2_000);
    await eventually('it is lost again', () => desk.market.faults.dropSends === 0);
    desk.clock.advance(2_000);
    const signed = await desk.outcome(order, 'signed');
    await eventually('it has landed', () => {
      desk.market.advanceSlots(1);
      return desk.market.landed(signed.signed.signature) !== null;
    });
    desk.market.advanceSlots(4);
    await desk.outcome(order, 'confirmed');
  });

  it('after a stop a lost order is never sent again, and is proven expired', async () => {
    const { tradable } = await desk.pool();
    desk.market.faults.dropSends = 1;
    const order = desk.order(desk.ticket(1, 'buy', tradable, SPEND, 1n));
    await arrived(1);
    desk.executor.stop();
    const before = desk.balance();
    desk.market.advanceSlots(150 + 40);
    await eventually('it is proven expired', () => {
      desk.clock.advance(250);
      return desk.kindsOf(order).includes('expired');
    });
    const { signed } = await desk.outcome(order, 'signed');
    expect(desk.market.landed(signed.signature)).toBeNull();
    expect(desk.balance()).toBe(before);
    expect(desk.outcomes.filter(({ kind }) => kind === 'sent')).toHaveLength(1);
    expect(desk.kindsOf(order)).toEqual(['built', 'signed', 'sent', 'lane', 'expired']);
  });

  it('an order whose notices are lost with the chain’s connection is found landed when it is back', async () => {
    const { tradable } = await desk.pool();
    const order = desk.order(desk.ticket(1, 'buy', tradable, SPEND, 1n));
    await arrived(1);
    desk.market.faults.chainDown = true;
    desk.market.advanceSlots(5);
    desk.market.faults.chainDown = false;
    await eventually('it is found', () => {
      desk.clock.advance(250);
      return desk.kindsOf(order).includes('confirmed');
    });
    expect(desk.kindsOf(order)).not.toContain('failed');
  });
});
