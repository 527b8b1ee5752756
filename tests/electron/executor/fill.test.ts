import { describe, expect, it } from 'vitest';
import { isBalanced, readFill } from '../../../electron/executor/fill.ts';
import type { OrderTicket } from '../../../shared/order.ts';
import type { Fill } from '../../../shared/order.ts';
import type { ChainTransaction } from '../../../electron/protocol/chain-transaction.ts';
import { landed, landedBuy, RENT, sampleAddress, sampleTicket, WALLET } from './sample-orders.ts';

const TIP = sampleAddress(40);
const NO_TIPS = new Set<never>();

const read = (
  ticket: OrderTicket,
  transaction: ChainTransaction,
  tips: ReadonlySet<typeof TIP> = NO_TIPS,
): Fill | null => readFill(ticket, WALLET.address, transaction, tips);

const balances = (ticket: OrderTicket, fill: Fill | null): boolean =>
  fill !== null && isBalanced(ticket, fill);

describe('reading a fill', () => {
  it('accounts for a buy that made the token account, to the lamport', () => {
    const ticket = sampleTicket('buy');
    const fill = read(ticket, landedBuy(ticket));
    expect(fill).toEqual({
      source: 'chain',
      slot: 321,
      tokenUnits: 5_000_000n,
      solLamports: 100_000_000n,
      feeLamports: 5_900n,
      tipLamports: 0n,
      rentLamports: 2_039_280n,
      walletLamports: -102_045_180n,
    });
    expect(balances(ticket, fill)).toBe(true);
  });

  it('counts only what came on top of tokens held before', () => {
    const ticket = sampleTicket('buy', 1, 'quote');
    const transaction = landed(ticket, {
      tokens: [70n, 75n],
      vault: [1_000n, 1_100n],
      wallet: [10_000n, 10_000n - 100n - 5_900n],
      rent: [RENT, RENT],
    });
    expect(read(ticket, transaction)).toMatchObject({ tokenUnits: 5n, solLamports: 100n, rentLamports: 0n });
  });

  it('accounts for a sell', () => {
    const ticket = sampleTicket('sell');
    const transaction = landed(ticket, {
      tokens: [5_000_000n, 0n],
      vault: [79_100_000_000n, 79_001_000_000n],
      wallet: [500_000_000n, 500_000_000n + 99_000_000n - 5_900n],
      rent: [RENT, RENT],
    });
    const fill = read(ticket, transaction);
    expect(fill).toMatchObject({
      tokenUnits: 5_000_000n,
      solLamports: 99_000_000n,
      rentLamports: 0n,
      walletLamports: 98_994_100n,
    });
    expect(balances(ticket, fill)).toBe(true);
  });

  it('takes the larger rent of a Token-2022 account, and the tokens that are left after its transfer fee', () => {
    const ticket = sampleTicket('buy', 1, 'quote', 'cpmm');
    const larger = RENT + 118_320n;
    const transaction = landed(ticket, {
      tokens: [0n, 4_950_000n],
      vault: [79_000_000_000n, 79_100_000_000n],
      wallet: [1_000_000_000n, 1_000_000_000n - 100_000_000n - 5_900n - larger],
      rent: [0n, larger],
    });
    const fill = read(ticket, transaction);
    expect(fill).toMatchObject({ tokenUnits: 4_950_000n, solLamports: 100_000_000n, rentLamports: larger });
    expect(balances(ticket, fill)).toBe(true);
  });

  it('counts what was tipped, which is no part of the price', () => {
    const ticket = sampleTicket('buy');
    const transaction = landed(ticket, {
      tokens: [0n, 5n],
      vault: [0n, 100n],
      wallet: [1_000_000n, 1_000_000n - 100n - 5_900n - 7_000n],
      rent: [RENT, RENT],
      others: [{ address: TIP, lamports: [50_000n, 57_000n], wrapped: null }],
    });
    const fill = read(ticket, transaction, new Set([TIP]));
    expect(fill).toMatchObject({ solLamports: 100n, tipLamports: 7_000n });
    expect(balances(ticket, fill)).toBe(true);
    expect(balances(ticket, read(ticket, transaction))).toBe(false);
  });

  it('is none when the balance did not rise', () => {
    const ticket = sampleTicket('buy');
    const still = landed(ticket, {
      tokens: [0n, 0n],
      vault: [5n, 5n],
      wallet: [10_000n, 4_100n],
      rent: [RENT, RENT],
    });
    expect(read(ticket, still)).toBeNull();
  });

  it('notices that something else moved SOL', () => {
    const ticket = sampleTicket('buy');
    const transaction = landed(ticket, {
      tokens: [0n, 5n],
      vault: [0n, 100n],
      wallet: [10_000n, 10_000n - 100n - 5_900n - 1n],
      rent: [RENT, RENT],
    });
    expect(balances(ticket, read(ticket, transaction))).toBe(false);
  });
});

describe('reading a fill on LaunchLab, whose fees go into vaults of their own', () => {
  const [platform, creator] = [sampleAddress(25), sampleAddress(26)];

  it('gives what the trader paid: the vault’s gain and the fees', () => {
    const ticket = sampleTicket('buy', 1, 'quote', 'launchlab');
    const transaction = landed(ticket, {
      tokens: [0n, 725_708_911_256n],
      vault: [10_340_182_588n, 10_340_182_588n + 36_007n],
      wallet: [1_000_000_000n, 1_000_000_000n - 36_554n - 5_900n - RENT],
      rent: [0n, RENT],
      others: [
        { address: platform, lamports: [RENT + 9n, RENT + 9n + 365n], wrapped: [9n, 374n] },
        { address: creator, lamports: [RENT, RENT + 182n], wrapped: [0n, 182n] },
      ],
    });
    const fill = read(ticket, transaction);
    expect(fill).toMatchObject({ solLamports: 36_554n, tokenUnits: 725_708_911_256n, rentLamports: RENT });
    expect(balances(ticket, fill)).toBe(true);
  });

  it('counts a fee vault that the trader had to make as rent, not as price', () => {
    const ticket = sampleTicket('buy', 1, 'quote', 'launchlab');
    const transaction = landed(ticket, {
      tokens: [0n, 5n],
      vault: [1_000n, 1_900n],
      wallet: [10_000_000n, 10_000_000n - 1_000n - 5_900n - RENT - RENT],
      rent: [0n, RENT],
      others: [{ address: creator, lamports: [0n, RENT + 100n], wrapped: [0n, 100n] }],
    });
    const fill = read(ticket, transaction);
    expect(fill).toMatchObject({ solLamports: 1_000n, rentLamports: RENT + RENT });
    expect(balances(ticket, fill)).toBe(true);
  });

  it('gives what a sell brought: the vault’s loss less the fees', () => {
    const ticket = sampleTicket('sell', 1, 'quote', 'launchlab');
    const transaction = landed(ticket, {
      tokens: [6_404_093_891_297n, 0n],
      vault: [18_391_581n, 18_391_581n - 7_058_641n],
      wallet: [1_000_000n, 1_000_000n + 7_002_031n - 5_900n],
      rent: [RENT, RENT],
      others: [
        { address: platform, lamports: [RENT, RENT + 53_072n], wrapped: [0n, 53_072n] },
        { address: creator, lamports: [RENT, RENT + 3_538n], wrapped: [0n, 3_538n] },
      ],
    });
    const fill = read(ticket, transaction);
    expect(fill).toMatchObject({ solLamports: 7_002_031n, tokenUnits: 6_404_093_891_297n });
    expect(balances(ticket, fill)).toBe(true);
  });

  it('gives what a curve that ended took, when it was less than was offered', () => {
    const ticket = sampleTicket('buy', 1, 'quote', 'launchlab');
    const transaction = landed(ticket, {
      tokens: [0n, 5_000_000n],
      vault: [0n, 60_000_000n],
      wallet: [1_000_000_000n, 1_000_000_000n - 60_000_000n - 5_900n - RENT],
      rent: [0n, RENT],
    });
    const fill = read(ticket, transaction);
    expect(fill).toMatchObject({ solLamports: 60_000_000n });
    expect(balances(ticket, fill)).toBe(true);
  });
});
