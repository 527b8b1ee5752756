import type { JournaledEvent } from '../../../shared/events.ts';
import type { Result } from '../../../shared/result.ts';

export type JournalError = {
  readonly code: 'disk-full' | 'not-writable' | 'closed' | 'write-failed';
  readonly detail: string;
};

/**
 * Append-only record of what must survive. The events of one call are one: a start after a crash finds all of them or
 * none. `append` returns when they are with the operating system, so that they survive the process; `forced` also
 * waits for the disk. The value is the newest sequence number.
 */
export type Journal = {
  append(events: readonly JournaledEvent[], forced?: 'forced'): Result<number, JournalError>;
  close(): void;
};
