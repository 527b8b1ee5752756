import type { PoolProgram } from '../../shared/pool.ts';
import { parseAddress } from './base58.ts';
import type { JsonObject } from './frame-json.ts';
import { describe, type RecordDescription } from './record-description.ts';

const PROGRAMS: readonly PoolProgram[] = ['amm-v4', 'cpmm', 'launchlab', 'clmm'];
const AMOUNT = /^\d{1,20}$/;

/**
 * A pool as the Socket.IO feed announces it (docs/feeds.md), of which recordings hold many. Only what a description has is
 * read, and what is not sound is unknown; null where one of the three addresses is none.
 */
export function describeAnnouncement(message: JsonObject): RecordDescription | null {
  const pool = parseAddress(message['pool_id']);
  const baseMint = parseAddress(message['base_token']);
  const quoteMint = parseAddress(message['quote_token']);
  if (pool === null || baseMint === null || quoteMint === null) return null;
  const openTime = message['open_time'];
  return describe(PROGRAMS.find((program) => program === message['program']) ?? null, 'announcement', {
    pool,
    baseMint,
    quoteMint,
    baseReserve: amount(message['base_reserve']),
    quoteReserve: amount(message['quote_reserve']),
    openTime: typeof openTime === 'number' && Number.isSafeInteger(openTime) ? String(openTime) : null,
  });
}

const amount = (value: unknown): string | null =>
  typeof value === 'string' && AMOUNT.test(value) ? value : null;
