import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mintApproval } from '../../../electron/core/risk/approved-order.ts';
import { quoteSwap } from '../../../electron/core/swap/quote-swap.ts';
import { swapOf } from '../../../electron/core/swap/swap-quote.ts';
import { COMPUTE_LIMITS, orderFee } from '../../../electron/executor/compute-limits.ts';
import { makePaperExecutor } from '../../../electron/executor/make-paper-executor.ts';
import { tokenAccountOf } from '../../../electron/executor/swap-transaction.ts';
import { JITO_TIP_ACCOUNTS } from '../../../electron/executor/tip-policy.ts';
import type { Market } from '../../../electron/sim/market.ts';
import type { Fill, OrderSide, OrderTicket } from '../../../shared/order.ts';
import type { Reserves, TradablePool } from '../../../shared/pool.ts';
import { bps, lamports, millis, tokenUnits, type Address } from '../../../shared/units.ts';
import { eventually } from '../../support/eventually.ts';
import { marketDesk, type MarketDesk } from './market-desk.ts';

const SPEND = 250_000_000n;
const TIP = lamports(20_000n);
const TIP_ACCOUNTS = JITO_TIP_ACCOUNTS.slice(0, 1);
const TIPS = [{ lane: 'jito', lamports: TIP, accounts: TIP_ACCOUNTS }] as const;
const TRANSFER_FEE = { bps: bps(150), maximumUnits: tokenUnits(1n << 62n) };

type Created = { readonly pool: Address; readonly tokenMint: Address };
type Place = (market: Market) => Created;

const cpmm =
  (plan: object): Place =>
  (market) => {
    const { keys, tokenMint } = market.createPool({ program: 'cpmm', ...plan }, { announce: 'none' });
    return { pool: keys.pool, tokenMint };
  };
const launchLab =
  (plan: object): Place =>
  (market) => {
    const { keys, tokenMint } = market.createPool({ program: 'launchlab', ...plan }, { announce: 'none' });
    return { pool: keys.pool, tokenMint };
  };

const PLACES: readonly (readonly [string, Place])[] = [
  ['a CPMM pool with SOL as the base side', cpmm({ moneySide: 'base' })],
  ['a CPMM pool with SOL as the quote side', cpmm({ moneySide: 'quote' })],
  ['a CPMM pool of a Token-2022 mint', cpmm({ tokenProgram: 'token-2022' })],
  [
    'a CPMM pool of a mint with a transfer fee',
    cpmm({ tokenProgram: 'token-2022', transferFee: TRANSFER_FEE }),
  ],
  ['a LaunchLab pool', launchLab({})],
  [
    'a LaunchLab pool of a mint with a transfer fee',
    launchLab({ tokenProgram: 'token-2022', transferFee: TRANSFER_FEE }),
  ],
];

let desk: MarketDesk;

beforeEach(async () => {
  desk = await marketDesk({}, { tips: TIPS });
  // As on mainnet, where they hold what a tip below the rent can be added to.
  for (const account of TIP_ACCOUNTS) desk.market.airdrop(account, lamports(1_000_000_000n));
});
afterEach(() => desk.close());

async function reserves(pool: TradablePool): Promise<Reserves> {
  let told: Reserves | null = null;
  const end = desk.chain.pools.watchReserves(pool, (found: Reserves) => {
    told = found;
  });
  await eventually('the reserves are told', () => told !== null);
  end();
  if (told === null) throw new Error('no reserves');
  return told;
}

async function ticketFor(id: number, side: OrderSide, pool: TradablePool, amount: bigint) {
  const quote = quoteSwap(pool.terms, swapOf(pool, side, await reserves(pool), tokenUnits(amount)));
  if (quote === null) throw new Error('no quote');
  return desk.ticket(id, side, pool, amount, quote.out);
}

async function paperFill(ticket: OrderTicket): Promise<Fill> {
  const { chain, clock, log, signer } = desk;
  const fills: Fill[] = [];
  const executor = makePaperExecutor({
    payer: signer.address,
    blockhashes: chain.blockhashes,
    fees: chain.fees,
    rent: chain.rent,
    swapVersion: () => 'v2',
    tips: TIPS,
    tradeTimeoutMs: () => millis(30_000),
    simulate: chain.simulate,
    accounts: chain.reads.accounts,
    randomBytes,
    clock,
    log,
    tell: (outcome) => {
      if (outcome.kind === 'failed') throw new Error(outcome.failure.detail);
      if (outcome.kind === 'confirmed') fills.push(outcome.fill);
    },
  });
  executor.execute(mintApproval(ticket));
  executor.send(ticket.id);
  await eventually('paper is filled', () => fills.length > 0);
  await executor.close();
  const [fill] = fills;
  if (fill === undefined) throw new Error('it was there');
  return fill;
}

async function liveFill(ticket: OrderTicket): Promise<Fill> {
  const lanesBefore = desk.outcomes.filter(({ kind }) => kind === 'lane').length;
  const id = desk.order(ticket);
  await eventually(
    'the lane answered',
    () => desk.outcomes.filter(({ kind }) => kind === 'lane').length > lanesBefore,
  );
  desk.market.advanceSlots(4);
  await eventually('it ended', () =>
    desk.kindsOf(id).some((kind) => kind === 'confirmed' || kind === 'failed'),
  );
  const failed = desk.outcomes.find((each) => each.id === id && each.kind === 'failed');
  if (failed?.kind === 'failed') throw new Error(failed.failure.detail);
  return (await desk.outcome(id, 'confirmed')).fill;
}

describe.each(PLACES)('on %s', (_name, place) => {
  it('a buy and a sell pay what was quoted, to the unit, live as on paper', async () => {
    const { pool, tokenMint } = place(desk.market);
    // CPMM opens a second after its creation.
    desk.market.advanceSlots(5);
    const tradable = await desk.tradable(pool, tokenMint);
    const { kind } = tradable.terms;
    if (kind === 'clmm') throw new Error('not tradable');
    const feeOf = (side: OrderSide): bigint => orderFee(10_000n, COMPUTE_LIMITS[kind][side]);
    const lamportsOf = (address: Address): bigint => desk.market.chain.accounts.get(address)?.lamports ?? 0n;

    const before = desk.balance();
    const buy = await ticketFor(1, 'buy', tradable, SPEND);
    const onPaper = await paperFill(buy);
    const vaults =
      tradable.terms.kind === 'launchlab'
        ? [tradable.terms.platformFeeVault, tradable.terms.creatorFeeVault]
        : [];
    const missing = vaults.filter((vault) => lamportsOf(vault) === 0n).length;
    const bought = await liveFill(buy);
    expect({ ...onPaper, source: 'chain', slot: bought.slot }).toEqual(bought);
    const [rent = 0n] = desk.costs.map((cost) => cost.tokenAccountRentLamports);
    const paidRent = lamportsOf(tokenAccountOf(desk.signer.address, buy)) + BigInt(missing) * rent;
    expect(bought).toMatchObject({
      tokenUnits: buy.minOut,
      solLamports: SPEND,
      feeLamports: feeOf('buy'),
      tipLamports: TIP,
      rentLamports: paidRent,
      walletLamports: -(SPEND + feeOf('buy') + TIP + paidRent),
    });
    expect(desk.balance()).toBe(before + bought.walletLamports);

    const middle = desk.balance();
    const sell = await ticketFor(2, 'sell', tradable, bought.tokenUnits);
    const soldOnPaper = await paperFill(sell);
    const sold = await liveFill(sell);
    expect({ ...soldOnPaper, source: 'chain', slot: sold.slot }).toEqual(sold);
    expect(sold).toMatchObject({
      tokenUnits: bought.tokenUnits,
      solLamports: sell.minOut,
      feeLamports: feeOf('sell'),
      tipLamports: TIP,
      rentLamports: 0n,
      walletLamports: sell.minOut - feeOf('sell') - TIP,
    });
    expect(desk.balance()).toBe(middle + sold.walletLamports);
    // Every fill accounted for the wallet, and nothing was to be warned of.
    expect(desk.log.lines).toEqual([]);
  });
});
