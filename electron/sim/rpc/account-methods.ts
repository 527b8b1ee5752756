import { parseAddress } from '../../protocol/base58.ts';
import { tokenAccountAmount } from '../../protocol/token-account.ts';
import type { Address } from '../../../shared/units.ts';
import type { Commitment } from '../chain/commitment.ts';
import { accountJson, readAccountEncoding, type AccountEncoding } from './account-json.ts';
import { mintState, tokenState } from '../ledger/token-state.ts';
import { MAX_PROGRAM_ACCOUNTS, programAccounts, readProgramQuery } from './program-accounts.ts';
import { answer, atSlot, behindMinimum, failure, invalidParams, type RpcAnswer } from './rpc-answer.ts';
import type { RpcContext, RpcMethods } from './rpc-context.ts';
import { asksForMoreThan, isObject, readAddresses, readCommitment, readConfig } from './rpc-params.ts';
import { tokenAmountJson } from './token-amount-json.ts';

const MAX_ACCOUNTS = 100;
const LARGEST_ACCOUNTS = 20;

/** What the config says, checked, and a reader at its commitment. */
type Reading = {
  readonly commitment: Commitment;
  readonly slot: number;
  readonly how: AccountEncoding;
  readonly read: (address: Address) => ReturnType<RpcContext['chain']['accountAt']>;
};

function reading(
  config: unknown,
  { chain }: RpcContext,
  use: (reading: Reading) => RpcAnswer,
  fallback?: AccountEncoding['encoding'],
): RpcAnswer {
  const read = readConfig(config);
  const commitment = read === null ? null : readCommitment(read);
  if (read === null || commitment === null) return invalidParams('unknown commitment');
  const how = readAccountEncoding(read, fallback);
  if (!how.ok) return invalidParams(how.error);
  const { slot } = chain.blockAt(commitment);
  if (asksForMoreThan(slot, read)) return behindMinimum(slot);
  return use({ commitment, slot, how: how.value, read: (address) => chain.accountAt(address, commitment) });
}

/** Accounts, whoever they belong to, and what the token program says of its own. */
export const ACCOUNT_METHODS: RpcMethods = {
  getAccountInfo: ([key, config], context) =>
    reading(config, context, ({ slot, how, read }) => {
      const address = parseAddress(key);
      if (address === null) return invalidParams('an address is expected');
      return atSlot(slot, accountJson(read(address), how, read));
    }),
  getMultipleAccounts: ([keys, config], context) =>
    reading(config, context, ({ slot, how, read }) => {
      const addresses = readAddresses(keys, MAX_ACCOUNTS);
      if (addresses === null) return invalidParams(`up to ${MAX_ACCOUNTS} addresses are expected`);
      return atSlot(
        slot,
        addresses.map((address) => accountJson(read(address), how, read)),
      );
    }),
  getBalance: ([key, config], context) =>
    reading(config, context, ({ slot, read }) => {
      const address = parseAddress(key);
      if (address === null) return invalidParams('an address is expected');
      return atSlot(slot, Number(read(address)?.lamports ?? 0n));
    }),
  getTokenAccountBalance: ([key, config], context) =>
    reading(config, context, ({ slot, read }) => {
      const address = parseAddress(key);
      const token = address === null ? null : tokenState(read(address));
      const mint = token === null ? null : mintState(read(token.mint));
      if (token === null || mint === null) return invalidParams('could not find account');
      return atSlot(slot, tokenAmountJson(token.amount, mint.decimals));
    }),
  getTokenSupply: ([key, config], context) =>
    reading(config, context, ({ slot, read }) => {
      const mint = readMint(key, read);
      return mint === null
        ? invalidParams('not a Token mint')
        : atSlot(slot, tokenAmountJson(mint.supply, mint.decimals));
    }),
  getTokenLargestAccounts: ([key, config], context) =>
    reading(config, context, ({ slot, read }) => {
      const address = parseAddress(key);
      const mint = readMint(key, read);
      if (address === null || mint === null) return invalidParams('not a Token mint');
      const held = [...context.chain.accounts.tokenAccountsOfMint(address)].map((account) => ({
        address: account,
        amount: tokenAccountAmount(read(account)?.data ?? new Uint8Array()) ?? 0n,
      }));
      const largest = held.toSorted((a, b) => (a.amount < b.amount ? 1 : -1)).slice(0, LARGEST_ACCOUNTS);
      return atSlot(
        slot,
        largest.map((each) => ({ address: each.address, ...tokenAmountJson(each.amount, mint.decimals) })),
      );
    }),
  getTokenAccountsByOwner: ([key, filter, config], context) =>
    reading(config, context, (how) => tokenAccountsByOwner(key, filter, how, context)),
  getProgramAccounts: ([key, config], context) =>
    reading(
      config,
      context,
      ({ slot, how, read }) => {
        const asked = readConfig(config) ?? {};
        const query = readProgramQuery(key, asked['filters']);
        if (!query.ok) return invalidParams(query.error);
        const found = programAccounts(query.value, context.chain.accounts.addresses(), read);
        if (found === null) {
          return failure('internalError', `the program has more than ${MAX_PROGRAM_ACCOUNTS} such accounts`);
        }
        const accounts = found.map(([pubkey, account]) => ({
          pubkey,
          account: accountJson(account, how, read),
        }));
        return asked['withContext'] === true ? atSlot(slot, accounts) : answer(accounts);
      },
      'base58',
    ),
};

function readMint(key: unknown, read: Reading['read']) {
  const address = parseAddress(key);
  return address === null ? null : mintState(read(address));
}

/** Which accounts there are is read from the newest block, what is in them at the commitment asked for. */
function tokenAccountsByOwner(
  key: unknown,
  filter: unknown,
  { slot, how, read }: Reading,
  { chain }: RpcContext,
): RpcAnswer {
  const owner = parseAddress(key);
  if (owner === null || !isObject(filter)) return invalidParams('an owner and a filter are expected');
  const mint = filter['mint'] === undefined ? null : parseAddress(filter['mint']);
  const program = filter['programId'] === undefined ? null : parseAddress(filter['programId']);
  if (mint === null && program === null) return invalidParams('the filter needs a mint or a programId');
  const accounts = [...chain.accounts.tokenAccountsOfOwner(owner)].flatMap((pubkey) => {
    const account = read(pubkey);
    const token = tokenState(account);
    if (account === undefined || token === null) return [];
    const fits = mint === null ? account.owner === program : token.mint === mint;
    return fits ? [{ pubkey, account: accountJson(account, how, read) }] : [];
  });
  return atSlot(slot, accounts);
}
