import type { Journal } from '../../electron/engine/ports/journal.ts';
import type { JournaledEvent } from '../../shared/events.ts';
import { err, ok } from '../../shared/result.ts';

export type FakeJournal = Journal & {
  readonly written: readonly JournaledEvent[];
  /** From now on events of which this is true are not written. Null: all are. */
  failWhen: ((event: JournaledEvent) => boolean) | null;
};

/** Keeps what is appended, and says in `trace` that it did. */
export function fakeJournal(trace: string[]): FakeJournal {
  const written: JournaledEvent[] = [];
  return {
    written,
    failWhen: null,
    append(events, forced) {
      const refused = events.find((event) => this.failWhen?.(event) === true);
      if (refused !== undefined) {
        trace.push(`not journaled: ${refused.kind}`);
        return err({ code: 'disk-full', detail: 'no space left' });
      }
      for (const event of events) {
        written.push(event);
        trace.push(`journal ${event.kind}${forced === undefined ? '' : ', forced'}`);
      }
      return ok(written.length);
    },
    close() {
      throw new Error('the engine does not close the journal');
    },
  };
}
