import { PublicKey } from '@solana/web3.js';
import { describe, expect, it } from 'vitest';
import {
  HELIUS_SENDER_TIP_ACCOUNTS,
  JITO_TIP_ACCOUNTS,
  makeOrderTips,
  type TipPolicy,
} from '../../../electron/executor/tip-policy.ts';
import { orderId } from '../../../shared/order.ts';
import { lamports } from '../../../shared/units.ts';
import { BLOCKHASH, sampleAddress } from './sample-orders.ts';

const jito: TipPolicy = { lane: 'jito', lamports: lamports(1_000n), accounts: JITO_TIP_ACCOUNTS };
const helius: TipPolicy = {
  lane: 'helius-sender',
  lamports: lamports(200_000n),
  accounts: HELIUS_SENDER_TIP_ACCOUNTS,
};

describe('the tips of an order', () => {
  it('are none by default', () => {
    expect(makeOrderTips([]).of(orderId(1), BLOCKHASH)).toEqual([]);
  });

  it('are one for each service, to one of its own accounts', () => {
    const [first, second, ...more] = makeOrderTips([jito, helius]).of(orderId(1), BLOCKHASH);
    expect(more).toEqual([]);
    expect([first?.lamports, second?.lamports]).toEqual([1_000n, 200_000n]);
    expect(JITO_TIP_ACCOUNTS).toContain(first?.account);
    expect(HELIUS_SENDER_TIP_ACCOUNTS).toContain(second?.account);
  });

  it('are the same for the same order, and go round all accounts with the orders', () => {
    const tips = makeOrderTips([jito]);
    expect(tips.of(orderId(7), BLOCKHASH)).toEqual(tips.of(orderId(7), BLOCKHASH));
    const accounts = Array.from({ length: 8 }, (_, id) => tips.of(orderId(id), BLOCKHASH)[0]?.account);
    expect(new Set(accounts)).toEqual(new Set(JITO_TIP_ACCOUNTS));
  });

  it('are refused below the least, without an account, and twice for one service', () => {
    expect(() => makeOrderTips([{ ...jito, lamports: lamports(999n) }])).toThrow('no tip of 999');
    expect(() => makeOrderTips([{ ...jito, accounts: [] }])).toThrow('no account');
    expect(() => makeOrderTips([jito, { ...jito, lamports: lamports(2_000n) }])).toThrow('two tips');
  });

  it('are known again in a fill, by the public accounts and those configured', () => {
    const own = sampleAddress(77);
    const { accounts } = makeOrderTips([{ ...jito, accounts: [own] }]);
    expect(
      [own, ...JITO_TIP_ACCOUNTS, ...HELIUS_SENDER_TIP_ACCOUNTS].every((each) => accounts.has(each)),
    ).toBe(true);
  });
});

describe('the public tip accounts', () => {
  it('are eight of Jito and ten of Helius, all different, all addresses', () => {
    const all = [...JITO_TIP_ACCOUNTS, ...HELIUS_SENDER_TIP_ACCOUNTS];
    expect([JITO_TIP_ACCOUNTS.length, HELIUS_SENDER_TIP_ACCOUNTS.length, new Set(all).size]).toEqual([
      8, 10, 18,
    ]);
    expect(all.map((each) => new PublicKey(each).toBase58())).toEqual(all);
  });
});
