import type { JournaledEvent } from '../../../shared/events.ts';
import type { Result } from '../../../shared/result.ts';

export type JournalError = {
  readonly code: 'disk-full' | 'not-writable' | 'closed' | 'write-failed';
  readonly detail: string;
};

/**
 * Append-only record of what must survive. `append` returns when the record is with the operating system, so it
 * survives the process; `forced` also waits for the disk.
 */
export type Journal = {
  append(event: JournaledEvent, forced?: 'forced'): Result<number, JournalError>;
  close(): void;
};
