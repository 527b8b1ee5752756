import { describe, expect, it } from 'vitest';
import { heldAfter, isBalanced, readFill } from '../../../electron/executor/fill.ts';
import { landed, landedBuy, RENT, sampleTicket, TOKEN_ACCOUNT, WALLET } from './sample-orders.ts';

const read = (ticket = sampleTicket('buy'), transaction = landedBuy(ticket)) =>
  readFill(ticket, WALLET.address, TOKEN_ACCOUNT, transaction);

describe('reading a fill', () => {
  it('accounts for a buy that made the token account, to the lamport', () => {
    const fill = read();
    expect(fill).toEqual({
      slot: 321,
      tokenUnits: 5_000_000n,
      solLamports: 100_000_000n,
      feeLamports: 5_900n,
      rentLamports: 2_039_280n,
      walletLamports: -102_045_180n,
    });
    expect(fill !== null && isBalanced(sampleTicket('buy'), fill)).toBe(true);
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
    expect(heldAfter(transaction, TOKEN_ACCOUNT)).toBe(75n);
  });

  it('accounts for a sell that closed the token account: its rent comes back', () => {
    const ticket = sampleTicket('sell');
    const transaction = landed(ticket, {
      tokens: [5_000_000n, 0n],
      vault: [79_100_000_000n, 79_001_000_000n],
      wallet: [500_000_000n, 500_000_000n + 99_000_000n - 5_900n + RENT],
      rent: [RENT, 0n],
    });
    const fill = read(ticket, transaction);
    expect(fill).toMatchObject({
      tokenUnits: 5_000_000n,
      solLamports: 99_000_000n,
      rentLamports: -2_039_280n,
      walletLamports: 101_033_380n,
    });
    expect(fill !== null && isBalanced(ticket, fill)).toBe(true);
    expect(heldAfter(transaction, TOKEN_ACCOUNT)).toBe(0n);
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
    const fill = read(ticket, transaction);
    expect(fill !== null && isBalanced(ticket, fill)).toBe(false);
  });
});
