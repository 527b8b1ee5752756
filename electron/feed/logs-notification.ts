import { err, ok, type Result } from '../../shared/result.ts';
import { slot, type Signature, type Slot } from '../../shared/units.ts';
import { parseSignature } from '../protocol/base58.ts';
import { malformed, type MalformedReason } from './malformed-reasons.ts';
import { objectOf } from './pubsub-message.ts';

/** What a node says of a transaction to a `logsSubscribe`. */
export type TransactionLogs = {
  readonly signature: Signature;
  readonly slot: Slot;
  readonly failed: boolean;
  readonly lines: readonly string[];
};

/** The runtime cuts logs at 10 kB, which is never more lines. */
const MAX_LINES = 10_240;

/** Reads a `logsNotification` as parsed from JSON. Never throws on what can come out of `JSON.parse`. */
export function readLogsNotification(frame: unknown): Result<TransactionLogs, MalformedReason> {
  const message = objectOf(frame);
  if (message === null || message['method'] !== 'logsNotification') return err(malformed('not-an-object'));
  const result = objectOf(objectOf(message['params'])?.['result']);
  const value = objectOf(result?.['value']);
  const atSlot = objectOf(result?.['context'])?.['slot'];
  if (value === null) return err(malformed('bad-log'));
  const { signature: text, err: error, logs } = value;
  const signature = parseSignature(text);
  if (signature === null || error === undefined || !isLines(logs)) return err(malformed('bad-log'));
  if (typeof atSlot !== 'number' || !Number.isSafeInteger(atSlot) || atSlot < 0) {
    return err(malformed('bad-number', 'slot'));
  }
  return ok({ signature, slot: slot(atSlot), failed: error !== null, lines: logs });
}

function isLines(logs: unknown): logs is readonly string[] {
  return Array.isArray(logs) && logs.length <= MAX_LINES && logs.every((line) => typeof line === 'string');
}
