import type { Slot } from '../../shared/units.ts';
import type { Clock } from '../engine/ports/clock.ts';
import type { PubsubClient } from './pubsub-client.ts';
import { makeSlotReference } from './slot-reference.ts';

export type SlotTracker = {
  /** The newest slot that any source told and that can be. */
  current(): Slot | null;
  /** Takes what a source told; false when it cannot be. */
  note(source: string, told: Slot): boolean;
  /** Whether something that is no source of its own, such as an account, can be of this slot. */
  canBe(told: Slot): boolean;
  stop(): void;
};

/** The newest slot that a node processed. Forks are told out of order: it never goes back. */
export function makeSlotTracker(pubsub: PubsubClient, clock: Clock): SlotTracker {
  const reference = makeSlotReference();
  const note = (source: string, told: Slot): boolean => reference.note(source, told, clock.monoUs());
  const stop = pubsub.onSlot((slot) => void note('subscription', slot));
  return {
    current: () => reference.newest(),
    note,
    canBe: (told) => reference.canBe(told, clock.monoUs()),
    stop,
  };
}
