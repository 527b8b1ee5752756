import { z } from 'zod';
import { err, ok, type Result } from '../../shared/result.ts';
import type { FeedSource } from './feed-tap.ts';
import { malformed, type MalformedReason } from './malformed-reasons.ts';
import { isTooDeep } from './too-deep.ts';

/** One message of a recorded session. */
export type RecordedMessage = {
  /** Since the recording began. */
  readonly ms: number;
  /** The id of the feed that it came from. */
  readonly feed: string;
  readonly source: FeedSource;
  /** Parsed from JSON, and not looked into. */
  readonly message: unknown;
};

/** A message is at most 1 MB; the rest is what the line adds, and text that had to be escaped. */
export const MAX_LINE_CHARACTERS = 2_100_000;
/** No recording is longer than a month. */
const MAX_MS = 31 * 86_400_000;
const MAX_FEED_LENGTH = 64;

const LINE = z.strictObject({
  v: z.literal(1),
  ms: z.number().min(0).max(MAX_MS),
  feed: z.string().min(1).max(MAX_FEED_LENGTH),
  source: z.enum(['socket-io', 'solana-logs', 'helius']),
  message: z.unknown(),
});

/** `json` is the message as JSON text on one line. */
export function recordedLine({ ms, feed, source }: Omit<RecordedMessage, 'message'>, json: string): string {
  // Put together as text, so that the message stays as it came.
  const at = Math.round(ms * 1000) / 1000;
  return `{"v":1,"ms":${at},"feed":${JSON.stringify(feed)},"source":"${source}","message":${json}}\n`;
}

/** Reads one line, without its end. Never throws. */
export function readRecordedLine(line: string): Result<RecordedMessage, MalformedReason> {
  if (line.length > MAX_LINE_CHARACTERS) return err(malformed('too-long'));
  if (isTooDeep(line)) return err(malformed('too-deep'));
  const read = LINE.safeParse(parsed(line));
  if (!read.success || !('message' in read.data)) return err(malformed('bad-line'));
  const { ms, feed, source, message } = read.data;
  return ok({ ms, feed, source, message });
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
