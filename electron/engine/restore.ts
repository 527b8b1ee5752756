import type { Desk } from '../../shared/desk.ts';
import type { JournaledEvent } from '../../shared/events.ts';
import { applyEvent } from '../../shared/projection/apply-event.ts';
import type { Ledger } from '../core/ledger.ts';
import { foldLedger } from '../core/ledger-fold.ts';

export type Restored = { readonly ledger: Ledger; readonly desk: Desk };

/**
 * What the engine knew when the journal's last event was written: the same folds, run over the same events.
 * Throws when the events contradict each other; nothing may be traded on such a journal.
 */
export function restore(events: Iterable<JournaledEvent>, empty: Restored): Restored {
  let { ledger, desk } = empty;
  for (const event of events) {
    ledger = foldLedger(ledger, event);
    desk = applyEvent(desk, event);
  }
  return { ledger, desk };
}
