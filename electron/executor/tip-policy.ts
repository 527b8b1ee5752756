import type { OrderId } from '../../shared/order.ts';
import { address, type Address, type Blockhash, type Lamports } from '../../shared/units.ts';
import type { Instruction } from '../protocol/instruction.ts';
import { systemTransferInstruction } from '../protocol/system-instructions.ts';

/** Who takes a transaction only with a tip in it. */
export type TipService = 'jito' | 'helius-sender';

/**
 * What each order tips a service. All lanes get the same bytes, so that they can land only once; an order therefore
 * carries one tip for each service that is configured, however many lanes lead to it, and pays all of them whichever
 * lane it lands by.
 */
export type TipPolicy = {
  readonly lane: TipService;
  readonly lamports: Lamports;
  /** One of them is tipped, another one with each order: all orders of all traders write to these accounts. */
  readonly accounts: readonly Address[];
};

/** One tip as it stands in a transaction. */
export type Tip = { readonly account: Address; readonly lamports: Lamports };

/** Jito's eight, from docs.jito.wtf/lowlatencytxnsend ("Tip Amount", getTipAccounts). */
export const JITO_TIP_ACCOUNTS: readonly Address[] = [
  '96gYZGLnJYVFmbjzopPSU6QiEV5fGqZNyN9nmNhvrZU5',
  'HFqU5x63VTqvQss8hp11i4wVV8bD44PvwucfZ2bU7gRe',
  'Cw8CFyM9FkoMi7K7Crf6HNQqf4uEMzpKw6QNghXLvLkY',
  'ADaUMid9yfUytqMBgopwjb2DTLSokTSzL1zt6iGPaS49',
  'DfXygSm4jCyNCybVYYK6DwvWqjKee8pbDmJGcLWNDXjh',
  'ADuUkR4vqLUMWXxW9gh6D6L8pMSawimctcNZ5pGwDcEt',
  'DttWaMuVvTiduZRnguLF7jNxTgiMBZ1hyAumKUiL2KRL',
  '3AVi9Tg9Uo68tJfuvoKvqKNWKkC5wPdSSdeBnizKZ6jT',
].map(address);

/** Helius Sender's, from helius.dev/docs/sending-transactions/sender ("Tip accounts", mainnet). */
export const HELIUS_SENDER_TIP_ACCOUNTS: readonly Address[] = [
  '4ACfpUFoaSD9bfPdeu6DBt89gB6ENTeHBXCAi87NhDEE',
  'D2L6yPZ2FmmmTKPgzaMKdhu6EWZcTpLy1Vhx8uvZe7NZ',
  '9bnz4RShgq1hAnLnZbP8kbgBg1kEmcJBYQq3gQbmnSta',
  '5VY91ws6B2hMmBFRsXkoAAdsPHBJwRfBht4DXox3xkwn',
  '2nyhqdwKcJZR2vcqCyrYsaPVdAnFoJjiksCXJ7hfEYgD',
  '2q5pghRs6arqVjRvT5gfgWfWcHWmw1ZuCzphgd5KfWGJ',
  'wyvPkWjVZz1M8fHQnMMCDTQDbkManefNNhweYk5WkcF',
  '3KCKozbAaF75qEU33jtzozcJ29yJuaLJTy2jFdzUY8bT',
  '4vieeGHPYPG2MmyPRcYjdiDmmhN3ww7hsFNap8pVN3Ey',
  '4TQLFNWK8AovT1gFvda5jfw2oJeRMKEmw7aH6MGBJ3or',
].map(address);

/**
 * The least that is taken. Jito says 1,000 lamports. Helius says 5,000 for `swqos_only`, 200,000 in older pages, and
 * 1,000,000 for its fastest tier: the lowest stands here, and what to give is the trader's choice.
 */
export const LEAST_TIP_LAMPORTS: Readonly<Record<TipService, bigint>> = {
  jito: 1_000n,
  'helius-sender': 5_000n,
};

const KNOWN = [...JITO_TIP_ACCOUNTS, ...HELIUS_SENDER_TIP_ACCOUNTS];

export type OrderTips = {
  /** The tips of one order: the same for the same id and blockhash. */
  of(id: OrderId, blockhash: Blockhash): readonly Tip[];
  /** Every account that a tip of this desk can have gone to, those of earlier settings as far as they are public. */
  readonly accounts: ReadonlySet<Address>;
};

/** Throws on two policies for one service, one without accounts, or a tip below what the service takes. */
export function makeOrderTips(policies: readonly TipPolicy[]): OrderTips {
  if (new Set(policies.map(({ lane }) => lane)).size !== policies.length)
    throw new Error('two tips for one service');
  for (const { lane, lamports, accounts } of policies) {
    if (accounts.length === 0) throw new Error(`no account to tip ${lane}`);
    if (lamports < LEAST_TIP_LAMPORTS[lane])
      throw new Error(`${lane} takes no tip of ${lamports} lamports, ${LEAST_TIP_LAMPORTS[lane]} at least`);
  }
  return {
    of: (id, blockhash) => policies.flatMap((policy) => tipOf(policy, id, blockhash)),
    accounts: new Set([...KNOWN, ...policies.flatMap(({ accounts }) => accounts)]),
  };
}

// The blockhash's last character spreads the orders of many desks, whose ids all count from 1; the id those of one.
function tipOf({ accounts, lamports }: TipPolicy, id: OrderId, blockhash: Blockhash): readonly Tip[] {
  const turn = (Number(id) + blockhash.charCodeAt(blockhash.length - 1)) % accounts.length;
  const account = accounts[turn];
  if (account === undefined) throw new Error(`no tip account ${turn}`);
  return [{ account, lamports }];
}

export const tipInstructions = (tips: readonly Tip[], wallet: Address): readonly Instruction[] =>
  tips.map(({ account, lamports }) => systemTransferInstruction({ from: wallet, to: account, lamports }));
