import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mintApproval } from '../../../electron/core/risk/approved-order.ts';
import type { OrderExecutor, OrderOutcome } from '../../../electron/engine/ports/order-executor.ts';
import { makePaperExecutor } from '../../../electron/executor/make-paper-executor.ts';
import { makeEphemeralWallet } from '../../../electron/wallet/ephemeral-wallet.ts';
import type { Fill, OrderId, OrderTicket } from '../../../shared/order.ts';
import { millis, type Address } from '../../../shared/units.ts';
import { eventually } from '../../support/eventually.ts';
import { marketDesk, type MarketDesk } from './market-desk.ts';

const SPEND = 250_000_000n;

let desk: MarketDesk;
let paper: { readonly executor: OrderExecutor; readonly outcomes: OrderOutcome[] };

beforeEach(async () => {
  desk = await marketDesk();
  paper = paperOf(desk.signer.address);
});
afterEach(async () => {
  await paper.executor.close();
  await desk.close();
});

/** On the same chain as the desk's live executor. */
function paperOf(payer: Address) {
  const { chain, clock, log } = desk;
  const outcomes: OrderOutcome[] = [];
  const executor = makePaperExecutor({
    payer,
    blockhashes: chain.blockhashes,
    fees: chain.fees,
    rent: chain.rent,
    swapVersion: () => 'v2',
    tradeTimeoutMs: () => millis(30_000),
    simulate: chain.simulate,
    accounts: chain.reads.accounts,
    randomBytes,
    clock,
    log,
    tell: (outcome) => void outcomes.push(outcome),
  });
  return { executor, outcomes };
}

async function onPaper(ticket: OrderTicket): Promise<OrderOutcome> {
  paper.executor.execute(mintApproval(ticket));
  paper.executor.send(ticket.id);
  const isEnd = ({ kind }: OrderOutcome): boolean => kind === 'confirmed' || kind === 'failed';
  await eventually('the order has ended on paper', () => paper.outcomes.some(isEnd));
  const end = paper.outcomes.find(isEnd);
  if (end === undefined) throw new Error('it was there');
  paper.outcomes.length = 0;
  return end;
}

async function paperFill(ticket: OrderTicket): Promise<Fill> {
  const end = await onPaper(ticket);
  if (end.kind !== 'confirmed') throw new Error(`it ${end.kind}`);
  return end.fill;
}

async function liveFill(ticket: OrderTicket): Promise<Fill> {
  const landedBefore = desk.outcomes.filter(({ kind }) => kind === 'lane').length;
  const id: OrderId = desk.order(ticket);
  await eventually(
    'the lane answered',
    () => desk.outcomes.filter(({ kind }) => kind === 'lane').length > landedBefore,
  );
  desk.market.advanceSlots(4);
  return (await desk.outcome(id, 'confirmed')).fill;
}

describe.each(['base', 'quote'] as const)('on a pool with WSOL on the %s side', (moneySide) => {
  it('paper fills are those that live gets a moment later, to the lamport, and move nothing', async () => {
    const { tradable } = await desk.pool({ moneySide });
    const before = desk.balance();
    const buy = desk.ticket(1, 'buy', tradable, SPEND, 1n);
    const bought = await paperFill(buy);
    expect(bought).toMatchObject({ source: 'simulated', solLamports: SPEND });
    expect(desk.balance()).toBe(before);
    const really = await liveFill(buy);
    expect({ ...bought, source: 'chain', slot: really.slot }).toEqual(really);

    const sell = desk.ticket(2, 'sell', tradable, bought.tokenUnits, 1n);
    const sold = await paperFill(sell);
    expect(sold.source).toBe('simulated');
    const reallySold = await liveFill(sell);
    expect({ ...sold, source: 'chain', slot: reallySold.slot }).toEqual(reallySold);
    expect(desk.log.lines).toEqual([]);
  });
});

describe('on the embedded market', () => {
  it('a paper order asks no more than the pool gives, or fails with the program’s own error', async () => {
    const { tradable } = await desk.pool();
    const end = await onPaper(desk.ticket(1, 'buy', tradable, SPEND, 10n ** 18n));
    expect(end).toMatchObject({
      kind: 'failed',
      failure: { code: 'slippage', detail: 'custom program error: 0x1e' },
    });
  });

  it('a payer that the chain does not know buys and sells at our own quote', async () => {
    paper = paperOf(makeEphemeralWallet().address);
    const { tradable } = await desk.pool();
    const ticket = desk.ticket(1, 'buy', tradable, SPEND, 1_000n);
    expect(await paperFill(ticket)).toMatchObject({
      source: 'quoted',
      tokenUnits: 1_000n,
      solLamports: SPEND,
    });
    const sell = desk.ticket(2, 'sell', tradable, 1_000n, 7_000n);
    expect(await paperFill(sell)).toMatchObject({
      source: 'quoted',
      tokenUnits: 1_000n,
      solLamports: 7_000n,
    });
  });

  it('what a payer holds on paper only is sold at our own quote', async () => {
    const { tradable } = await desk.pool();
    const sell = desk.ticket(1, 'sell', tradable, 1_000n, 7_000n);
    expect(await paperFill(sell)).toMatchObject({ source: 'quoted', solLamports: 7_000n });
  });
});
