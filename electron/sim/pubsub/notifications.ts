import type { Block } from '../chain/block.ts';
import type { Chain } from '../chain/chain.ts';
import type { Commitment } from '../chain/commitment.ts';
import { accountsOf, mentions, type TransactionRecord } from '../chain/transaction-record.ts';
import type { EndpointFaults } from '../endpoint/endpoint-faults.ts';
import { accountJson, type AccountReader } from '../rpc/account-json.ts';
import { fitsQuery } from '../rpc/program-accounts.ts';
import { confirmedTransactionJson } from '../rpc/transaction-json.ts';
import { matchesAccounts, type Subscription } from './subscription.ts';

/** A notification's method and `result`; `last` ends its subscription. */
export type Notification = { readonly method: string; readonly result: unknown; readonly last?: boolean };

/** What the subscribers of an endpoint are told of, and its faults. */
export type PubsubNode = { readonly chain: Chain; readonly faults: EndpointFaults };

/** What a block that reached a commitment means to one subscriber, in order. */
export function notificationsOf(
  subscription: Subscription,
  block: Block,
  commitment: Commitment,
  { chain, faults }: PubsubNode,
): readonly Notification[] {
  if (subscription.kind === 'slot') {
    if (commitment !== 'processed') return [];
    const { slotOffset } = faults;
    const root = chain.blockAt('finalized').slot;
    const result = {
      slot: block.slot + slotOffset,
      parent: block.parentSlot + slotOffset,
      root: root + slotOffset,
    };
    return [{ method: 'slotNotification', result }];
  }
  if (subscription.kind === 'root') {
    const result = block.slot + faults.slotOffset;
    return commitment === 'finalized' ? [{ method: 'rootNotification', result }] : [];
  }
  if (subscription.commitment !== commitment) return [];
  switch (subscription.kind) {
    case 'account':
      return accountNotifications(subscription, block, chain);
    case 'logs':
      return block.records
        .filter((record) => subscription.mentions === null || mentions(record, subscription.mentions))
        .map((record) => logsNotification(record));
    case 'program':
      return programNotifications(subscription, block, chain);
    case 'signature': {
      if (faults.statusLie === 'known-missing') return [];
      const record = block.records.find((each) => each.signature === subscription.signature);
      return record === undefined ? [] : [signatureNotification(record.slot, record.meta.error)];
    }
    case 'transaction':
      return block.records
        .filter((record) => subscription.failed || record.meta.error === null)
        .filter((record) => matchesAccounts(subscription, accountsOf(record)))
        .map((record) => transactionNotification(subscription, record));
  }
}

function accountNotifications(
  subscription: Extract<Subscription, { kind: 'account' }>,
  block: Block,
  chain: Chain,
): readonly Notification[] {
  const { address, how } = subscription;
  if (!block.before.has(address)) return [];
  const account = chain.accountAfter(address, block.slot);
  const read = (each: typeof address) => chain.accountAfter(each, block.slot);
  // A node tells of an account that is gone as an empty one of the system program.
  const gone = {
    lamports: 0,
    owner: '11111111111111111111111111111111',
    data: ['', how.encoding],
    executable: false,
    rentEpoch: 0,
    space: 0,
  };
  const value = account === undefined ? gone : accountJson(account, how, read);
  return [{ method: 'accountNotification', result: { context: { slot: block.slot }, value } }];
}

function programNotifications(
  { query, how }: Extract<Subscription, { kind: 'program' }>,
  block: Block,
  chain: Chain,
): readonly Notification[] {
  const read: AccountReader = (address) => chain.accountAfter(address, block.slot);
  return [...block.before.keys()].flatMap((pubkey) => {
    const account = read(pubkey);
    if (account === undefined || !fitsQuery(query, account)) return [];
    const value = { pubkey, account: accountJson(account, how, read) };
    return [{ method: 'programNotification', result: { context: { slot: block.slot }, value } }];
  });
}

const logsNotification = (record: TransactionRecord): Notification => ({
  method: 'logsNotification',
  result: {
    context: { slot: record.slot },
    value: { signature: record.signature, err: record.meta.error, logs: record.meta.logs },
  },
});

export const signatureNotification = (
  slot: number,
  error: TransactionRecord['meta']['error'],
): Notification => ({
  method: 'signatureNotification',
  result: { context: { slot }, value: { err: error } },
  last: true,
});

function transactionNotification(
  { encoding, details }: Extract<Subscription, { kind: 'transaction' }>,
  record: TransactionRecord,
): Notification {
  const { signature, slot } = record;
  const content = details === 'full' ? { transaction: confirmedTransactionJson(record, encoding) } : {};
  return { method: 'transactionNotification', result: { ...content, signature, slot } };
}
