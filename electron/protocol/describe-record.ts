import type { Result } from '../../shared/result.ts';
import { lamports, slot } from '../../shared/units.ts';
import { encodeSignature, parseSignature } from './base58.ts';
import type { ChainTransaction } from './chain-transaction.ts';
import { describeAccount } from './describe-account.ts';
import { describeAnnouncement } from './describe-announcement.ts';
import { describeLaunchLabEvent, describeLogs, describeRayLog } from './describe-logs.ts';
import { describeTransaction } from './describe-transaction.ts';
import { isObject, MAX_LOG_LINES, type JsonObject, type TransactionFrameError } from './frame-json.ts';
import { decodeLaunchLabEvent } from './launchlab-event.ts';
import { decodeRayLog } from './ray-log.ts';
import { describe, type DescribedRecord, type RecordDescription } from './record-description.ts';
import { looksLikeAccount, readRecordedAccount } from './recorded-account.ts';
import { readTransactionAnswer, readTransactionNotification } from './transaction-frame.ts';
import { accountRoles, decodeTransaction, resolveInstructions } from './transaction-wire.ts';

/** How deep a thing known here may stand in others that are not, and how many there may be. */
const MAX_DEPTH = 8;
const MAX_PARTS = 10_000;
const PROGRAM_LINE = /^Program \S/;

/**
 * What the decoders make of a value parsed from JSON: a notification (transaction, logs, account), an RPC answer or its
 * result (getTransaction, getAccountInfo, getMultipleAccounts), a raw transaction with its logs, a log list, a log line, an
 * account, an announcement of the Socket.IO feed, or a list or object of these, however named. Finding nothing known is a problem.
 */
export function describeRecord(value: unknown): DescribedRecord {
  const described = new Description();
  described.add(value, '', 0);
  const { records, problems } = described;
  return records.length === 0 && problems.length === 0
    ? { records, problems: ['nothing in it is known here'] }
    : { records, problems };
}

class Description {
  readonly records: RecordDescription[] = [];
  readonly problems: string[] = [];
  #parts = 0;

  add(value: unknown, path: string, depth: number): void {
    if (typeof value !== 'string' && (typeof value !== 'object' || value === null)) return;
    this.#parts += 1;
    if (this.#parts > MAX_PARTS) {
      if (this.#parts === MAX_PARTS + 1)
        this.#problem('', `more than ${MAX_PARTS} parts: the rest is left out`);
      return;
    }
    if (depth > MAX_DEPTH) this.#problem(path, 'too deep');
    else if (typeof value === 'string') this.#addText(value, path, depth);
    else if (Array.isArray(value)) this.#addList(value, path, depth);
    else if (isObject(value)) this.#addObject(value, path, depth);
  }

  /** Recordings hold frames as the text that came. */
  #addText(text: string, path: string, depth: number): void {
    const frame = /^[{[]/.test(text) ? parseJson(text) : undefined;
    if (frame === undefined) this.records.push(...describeLine(text, null));
    else this.add(frame, path, depth + 1);
  }

  #addList(value: readonly unknown[], path: string, depth: number): void {
    if (isLogList(value)) this.records.push(...describeLogList(value, null));
    else value.forEach((each, index) => this.add(each, `${path}[${index}]`, depth + 1));
  }

  #addObject(value: JsonObject, path: string, depth: number): void {
    const read = READERS.find(({ fits }) => fits(value))?.read(value);
    if (read === undefined) {
      for (const [key, each] of Object.entries(value))
        this.add(each, path === '' ? key : `${path}.${key}`, depth + 1);
    } else if (typeof read === 'string') this.#problem(path, read);
    else if ('within' in read) this.add(read.within, path, depth + 1);
    else {
      this.records.push(...read.records);
      for (const problem of read.problems) this.#problem(path, problem);
    }
  }

  #problem(path: string, text: string): void {
    this.problems.push(path === '' ? text : `${path}: ${text}`);
  }
}

/** What it told, a problem, or where to look further. */
type Reading = DescribedRecord | string | { readonly within: unknown };

const found = (records: readonly RecordDescription[]): DescribedRecord => ({ records, problems: [] });
type Reader = {
  readonly fits: (value: JsonObject) => boolean;
  readonly read: (value: JsonObject) => Reading;
};

/** The first that fits reads it. */
const READERS: readonly Reader[] = [
  {
    fits: ({ method }) => method === 'transactionNotification',
    read: (value) => ofTransaction(readTransactionNotification(value)),
  },
  {
    fits: ({ method, params }) => typeof method === 'string' && isObject(params),
    read: ({ params }) => ({ within: isObject(params) ? params['result'] : null }),
  },
  {
    fits: ({ jsonrpc, error }) => jsonrpc !== undefined && error !== undefined,
    read: () => 'an error answer of a node',
  },
  { fits: ({ transaction, meta }) => transaction !== undefined && meta !== undefined, read: ofAnswer },
  { fits: ({ rawTx }) => typeof rawTx === 'string', read: ofRawTransaction },
  { fits: ({ logs }) => isLogList(logs), read: ofLogs },
  { fits: ({ line }) => typeof line === 'string', read: ofLine },
  { fits: looksLikeAccount, read: ofAccount },
  { fits: (value) => 'pool_id' in value, read: ofAnnouncement },
];

function ofTransaction(read: Result<ChainTransaction, TransactionFrameError>): Reading {
  if (read.ok) return describeTransaction(read.value);
  return `not a transaction that can be read: ${read.error.code} (${read.error.field})`;
}

/** A block's transactions and some dumps lack the slot, which no description says. */
function ofAnswer(value: JsonObject): Reading {
  return ofTransaction(readTransactionAnswer({ slot: 0, ...value }));
}

function ofLogs({ logs, err, signature }: JsonObject): Reading {
  if (!isLogList(logs)) return 'logs that are not texts';
  const told = parseSignature(signature);
  // What a failed transaction wrote did not happen.
  if (err !== undefined && err !== null) return found([describe(null, 'transaction', { signature: told })]);
  return found(describeLogList(logs, told));
}

function ofLine({ line, sig, signature }: JsonObject): Reading {
  const records = typeof line === 'string' ? describeLine(line, parseSignature(signature ?? sig)) : [];
  return records.length > 0 ? found(records) : 'a log line that is not known';
}

function ofAccount(value: JsonObject): Reading {
  const account = readRecordedAccount(value);
  if (account === null) return 'an account whose data are not base64 or a list of bytes';
  const record = describeAccount(account);
  return record === null ? `an account of ${account.owner} that is not known` : found([record]);
}

function ofAnnouncement(value: JsonObject): Reading {
  const record = describeAnnouncement(value);
  return record === null ? 'an announcement without its three addresses' : found([record]);
}

/** The bytes as they were sent, with the log beside them: no balances and no inner instructions. */
function ofRawTransaction({ rawTx, logs, err }: JsonObject): Reading {
  const decoded =
    typeof rawTx === 'string' ? decodeTransaction(new Uint8Array(Buffer.from(rawTx, 'base64'))) : null;
  const instructions = decoded === null ? null : resolveInstructions(decoded);
  const [first] = decoded?.signatures ?? [];
  if (decoded === null || instructions === null || first === undefined)
    return 'a raw transaction that cannot be read';
  return describeTransaction({
    signature: encodeSignature(first),
    slot: slot(0),
    err: err ?? null,
    feeLamports: lamports(0n),
    computeUnits: null,
    accountKeys: accountRoles(decoded),
    instructions: instructions.map((each) => ({ ...each, inner: false, opaque: false })),
    logMessages: isLogList(logs) ? logs : [],
    preBalances: [],
    postBalances: [],
    preTokenBalances: [],
    postTokenBalances: [],
  });
}

function isLogList(value: unknown): value is readonly string[] {
  return (
    Array.isArray(value) &&
    value.length <= MAX_LOG_LINES &&
    value.some((line) => typeof line === 'string' && PROGRAM_LINE.test(line)) &&
    value.every((line) => typeof line === 'string')
  );
}

/** Lines without the runtime's own, which say whose they are, are taken at their word. */
function describeLogList(lines: readonly string[], signature: string | null): readonly RecordDescription[] {
  const whole = lines.some((line) => line.includes(' invoke ['));
  const records = whole
    ? describeLogs(lines, signature)
    : lines.flatMap((line) => describeLine(line, signature));
  return records.length > 0 ? records : [describe(null, 'transaction', { signature })];
}

function describeLine(line: string, signature: string | null): readonly RecordDescription[] {
  const event = decodeLaunchLabEvent(line);
  if (event !== null) return [describeLaunchLabEvent(event, signature)];
  const log = decodeRayLog(line);
  return log === null ? [] : [describeRayLog(log, signature)];
}

/** Undefined where it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
