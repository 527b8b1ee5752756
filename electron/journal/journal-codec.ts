import { crc32 } from 'node:zlib';
import { isJournaled, type EngineEvent, type JournaledEvent } from '../../shared/events.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { fromTaggedJson, toTaggedJson } from './tagged-json.ts';
import { upgradeFromV1 } from './upgrade-event.ts';

export type JournalRecord = {
  readonly sequence: number;
  readonly event: JournaledEvent;
  /** The next record belongs to the same decision: this one counts only when that one is there, too. */
  readonly more: boolean;
};

export const JOURNAL_VERSION = 2;

/** A record is under 3 kB; a line beyond this is not read as one. */
export const MAX_RECORD_BYTES = 262_144;

// {"seq":12,"v":1,"event":{…},"crc":"89abcdef"}: the checksum is over all that stands before its own comma, byte
// for byte, so that it holds whatever JSON says about the text.
const CRC_PART = /,"crc":"([0-9a-f]{8})"\}$/;
const CRC_PART_LENGTH = ',"crc":"00000000"}'.length;

/** The record as one line, its line break included. It is the last of its decision unless it says that more follow. */
export function encodeRecord(record: Omit<JournalRecord, 'more'> & Partial<JournalRecord>): string {
  const event = toTaggedJson(record.event);
  const more = record.more === true ? ',"more":true' : '';
  const body = `{"seq":${record.sequence},"v":${JOURNAL_VERSION},"event":${event}${more}`;
  return `${body},"crc":"${checksum(body)}"}\n`;
}

export type RecordFault =
  /** The line is not whole or not what was written. */
  | { readonly code: 'damaged'; readonly detail: string }
  /** The line is whole, and written by a later version of this program. */
  | { readonly code: 'from-the-future'; readonly detail: string };

/** Reads one line, without its line break. */
export function decodeRecord(line: string): Result<JournalRecord, RecordFault> {
  const crc = CRC_PART.exec(line)?.[1];
  if (crc === undefined) return err({ code: 'damaged', detail: 'the line has no checksum at its end' });
  const body = line.slice(0, -CRC_PART_LENGTH);
  if (checksum(body) !== crc) return err({ code: 'damaged', detail: 'the checksum does not match' });
  const record = parseBody(body);
  if (record === null) return err({ code: 'damaged', detail: 'the checksum matches but it is no record' });
  const { seq, v, more = false } = record;
  if (v !== 1 && v !== JOURNAL_VERSION) {
    return err({
      code: 'from-the-future',
      detail: `its version is ${String(v)}, and this program reads 1 to ${JOURNAL_VERSION}`,
    });
  }
  const event = v === 1 ? upgradeFromV1(record['event']) : record['event'];
  if (event === null) return err({ code: 'damaged', detail: 'it is not of the shape that its version has' });
  if (typeof seq !== 'number' || !Number.isSafeInteger(seq) || seq < 1) {
    return err({ code: 'damaged', detail: 'it has no sequence number' });
  }
  if (typeof more !== 'boolean') return err({ code: 'damaged', detail: 'it does not say where it ends' });
  if (!isJournaledEvent(event)) {
    return err({ code: 'from-the-future', detail: 'it holds an event of a kind that is not known' });
  }
  return ok({ sequence: seq, event, more });
}

function parseBody(body: string): { readonly [key: string]: unknown } | null {
  try {
    const value = fromTaggedJson(`${body}}`);
    return typeof value === 'object' && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
}

/** The checksum has shown that this program wrote it; what is left to ask is whether this version knows the kind. */
function isJournaledEvent(value: unknown): value is JournaledEvent {
  return hasKind(value) && isJournaled(value);
}

function hasKind(value: unknown): value is EngineEvent {
  return typeof value === 'object' && value !== null && typeof Reflect.get(value, 'kind') === 'string';
}

function checksum(text: string): string {
  return crc32(text).toString(16).padStart(8, '0');
}
