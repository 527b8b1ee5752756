import type { Address } from '../../../shared/units.ts';
import { decodeBase58, parseAddress } from '../../protocol/base58.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { LedgerAccount } from '../ledger/ledger-account.ts';
import { isTokenAccount } from '../ledger/token-state.ts';
import type { AccountReader } from './account-json.ts';
import { isObject, isWhole } from './rpc-params.ts';

/** More than this many are refused, as public nodes do with programs that own too much. */
export const MAX_PROGRAM_ACCOUNTS = 1_000;
/** A node takes this many filters, and compares this many bytes. */
const MAX_FILTERS = 4;
const MAX_COMPARED_BYTES = 128;
const MAX_COMPARED_TEXT = 176;

type Filter = (account: LedgerAccount) => boolean;

/** `dataSize`, `memcmp` (base58 or base64) and `tokenAccountState`; the error says what is not one of them. */
export function readFilters(value: unknown): Result<readonly Filter[], string> {
  if (value === undefined || value === null) return ok([]);
  if (!Array.isArray(value) || value.length > MAX_FILTERS)
    return err(`up to ${MAX_FILTERS} filters are expected`);
  const filters: Filter[] = [];
  for (const each of value) {
    const filter = readFilter(each);
    if (filter === null)
      return err('a filter is {dataSize}, {memcmp: {offset, bytes}} or {tokenAccountState}');
    filters.push(filter);
  }
  return ok(filters);
}

function readFilter(value: unknown): Filter | null {
  if (value === 'tokenAccountState') return isTokenAccount;
  if (!isObject(value)) return null;
  if ('tokenAccountState' in value) return isTokenAccount;
  const { dataSize, memcmp } = value;
  if (isWhole(dataSize, 0, Number.MAX_SAFE_INTEGER)) return ({ data }) => data.length === dataSize;
  if (!isObject(memcmp) || !isWhole(memcmp['offset'], 0, Number.MAX_SAFE_INTEGER)) return null;
  const bytes = readCompared(memcmp['bytes'], memcmp['encoding']);
  if (bytes === null || bytes.length > MAX_COMPARED_BYTES) return null;
  const start = memcmp['offset'];
  return ({ data }) => Buffer.compare(data.subarray(start, start + bytes.length), bytes) === 0;
}

function readCompared(bytes: unknown, encoding: unknown): Uint8Array | null {
  if (typeof bytes !== 'string' || bytes.length > MAX_COMPARED_TEXT) return null;
  if (encoding === 'base64') return new Uint8Array(Buffer.from(bytes, 'base64'));
  return encoding === undefined || encoding === 'base58' ? decodeBase58(bytes) : null;
}

export type ProgramAccountsQuery = {
  readonly program: Address;
  readonly filters: readonly Filter[];
};

export function readProgramQuery(key: unknown, filters: unknown): Result<ProgramAccountsQuery, string> {
  const program = parseAddress(key);
  if (program === null) return err('a program is expected');
  const read = readFilters(filters);
  return read.ok ? ok({ program, filters: read.value }) : read;
}

export const fitsQuery = ({ program, filters }: ProgramAccountsQuery, account: LedgerAccount): boolean =>
  account.owner === program && filters.every((fits) => fits(account));

/** Which accounts there are is taken from `addresses`, what is in them from `read`; null where there are too many. */
export function programAccounts(
  query: ProgramAccountsQuery,
  addresses: Iterable<Address>,
  read: AccountReader,
): readonly (readonly [Address, LedgerAccount])[] | null {
  const found: (readonly [Address, LedgerAccount])[] = [];
  for (const address of addresses) {
    const account = read(address);
    if (account === undefined || !fitsQuery(query, account)) continue;
    if (found.length === MAX_PROGRAM_ACCOUNTS) return null;
    found.push([address, account]);
  }
  return found;
}
