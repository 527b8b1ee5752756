import type { Slot } from '../../shared/units.ts';
import type { PubsubClient } from './pubsub-client.ts';

export type SlotTracker = { current(): Slot | null; stop(): void };

/** The newest slot that a node processed. Forks are told out of order: it never goes back. */
export function makeSlotTracker(pubsub: PubsubClient): SlotTracker {
  let newest: Slot | null = null;
  const stop = pubsub.onSlot((slot) => {
    if (newest === null || slot > newest) newest = slot;
  });
  return { current: () => newest, stop };
}
