import { err, ok, type Result } from '../../../shared/result.ts';
import type { Address } from '../../../shared/units.ts';
import { parseAddress, parseSignature } from '../../protocol/base58.ts';
import { readAccountEncoding } from '../rpc/account-json.ts';
import { readProgramQuery } from '../rpc/program-accounts.ts';
import { isObject, readAddresses, readCommitment, readConfig } from '../rpc/rpc-params.ts';
import type { Subscription } from './subscription.ts';

type Read = Result<Subscription, string>;

/** What Helius allows in one of its account filters. */
const MAX_FILTER_ADDRESSES = 50_000;

/** Reads the params of a subscribe method; null when there is no such method here. */
export function readSubscribe(method: string, params: readonly unknown[]): Read | null {
  switch (method) {
    case 'accountSubscribe':
      return readAccount(params);
    case 'programSubscribe':
      return readProgram(params);
    case 'logsSubscribe':
      return readLogs(params);
    case 'signatureSubscribe':
      return readSignature(params);
    case 'slotSubscribe':
      return ok({ kind: 'slot' });
    case 'rootSubscribe':
      return ok({ kind: 'root' });
    case 'transactionSubscribe':
      return readTransaction(params);
    default:
      return null;
  }
}

function readAccount([key, config]: readonly unknown[]): Read {
  const address = parseAddress(key);
  const read = readConfig(config);
  const commitment = read === null ? null : readCommitment(read);
  if (address === null || read === null || commitment === null)
    return err('an address and a commitment are expected');
  const how = readAccountEncoding(read, 'base58');
  return how.ok ? ok({ kind: 'account', address, commitment, how: how.value }) : how;
}

function readProgram([key, config]: readonly unknown[]): Read {
  const read = readConfig(config);
  const commitment = read === null ? null : readCommitment(read);
  if (read === null || commitment === null) return err('a program and a commitment are expected');
  const query = readProgramQuery(key, read['filters']);
  if (!query.ok) return query;
  const how = readAccountEncoding(read, 'base58');
  return how.ok ? ok({ kind: 'program', query: query.value, commitment, how: how.value }) : how;
}

function readLogs([filter, config]: readonly unknown[]): Read {
  const read = readConfig(config);
  const commitment = read === null ? null : readCommitment(read);
  if (commitment === null) return err('unknown commitment');
  if (filter === 'all' || filter === 'allWithVotes') return ok({ kind: 'logs', mentions: null, commitment });
  const mentions = isObject(filter) ? readAddresses(filter['mentions'], 1) : null;
  const only = mentions?.[0];
  if (only === undefined) return err('"all", or mentions of exactly one address, is expected');
  return ok({ kind: 'logs', mentions: only, commitment });
}

function readSignature([key, config]: readonly unknown[]): Read {
  const signature = parseSignature(key);
  const read = readConfig(config);
  const commitment = read === null ? null : readCommitment(read);
  if (signature === null || read === null || commitment === null)
    return err('a signature and a commitment are expected');
  return ok({
    kind: 'signature',
    signature,
    commitment,
    received: read['enableReceivedNotification'] === true,
  });
}

function readTransaction([filter, config]: readonly unknown[]): Read {
  const filters = readConfig(filter);
  const read = readConfig(config);
  if (filters === null || read === null) return err('a filter and options are expected');
  const commitment = readCommitment(read);
  const lists = ['accountInclude', 'accountRequired', 'accountExclude'].map((name) =>
    filters[name] === undefined ? [] : readAddresses(filters[name], MAX_FILTER_ADDRESSES),
  );
  const [include, required, exclude] = lists as [Address[] | null, Address[] | null, Address[] | null];
  const encoding = (['base64', 'jsonParsed'] as const).find(
    (each) => each === (read['encoding'] ?? 'base64'),
  );
  const details = (['full', 'signatures'] as const).find(
    (each) => each === (read['transactionDetails'] ?? 'full'),
  );
  if (commitment === null) return err('unknown commitment');
  if (include === null || required === null || exclude === null)
    return err('account filters are lists of addresses');
  if (encoding === undefined) return err('encoding: base64 or jsonParsed is expected');
  if (details === undefined) return err('transactionDetails: full or signatures is expected');
  const failed = filters['failed'] === true;
  return ok({ kind: 'transaction', include, required, exclude, failed, commitment, encoding, details });
}
