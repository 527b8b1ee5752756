import type { Clock } from '../engine/ports/clock.ts';
import { millis, slot, type MonoUs, type Slot } from '../../shared/units.ts';

/** A slot takes 0.4 s. After this long without one the socket is taken for dead, though it answers pings. */
export const SLOT_SILENCE_MS = millis(7000);
/** So many slots behind what another source says, a node is serving the past: 20 s. */
export const MAX_SLOT_LAG = 50;
/** Leaders skip a few slots at a time; a jump beyond this means that notices were lost. */
export const MAX_SLOT_JUMP = 32;

/** Watches the slots that come over a socket: the proof that it brings what happens now. */
export type SlotWatch = {
  /** A new connection: nothing is expected of it until its first slot, as not every server tells slots. */
  opened(): void;
  saw(next: number): void;
  /** What is wrong, in words; null while nothing is. */
  fault(): string | null;
  /** Over all connections. */
  newest(): Slot | null;
};

export function makeSlotWatch(parts: {
  readonly clock: Clock;
  /** The newest slot that another source knows; null while it knows none. */
  readonly otherSlot: () => Slot | null;
  /** Slots were skipped, so that other notices could be too. */
  readonly jumped: () => void;
}): SlotWatch {
  const { clock, otherSlot, jumped } = parts;
  let newest: Slot | null = null;
  let last: { readonly slot: number; readonly atUs: MonoUs } | null = null;

  return {
    opened: () => {
      last = null;
    },
    saw: (next) => {
      if (last !== null && next - last.slot > MAX_SLOT_JUMP) jumped();
      last = { slot: next, atUs: clock.monoUs() };
      if (newest === null || next > newest) newest = slot(next);
    },
    fault: () => {
      if (last === null) return null;
      if ((clock.monoUs() - last.atUs) / 1000 >= SLOT_SILENCE_MS) {
        return `connected, but no slot came for ${SLOT_SILENCE_MS / 1000} s`;
      }
      const other = otherSlot();
      const behind = other === null ? 0 : other - last.slot;
      return behind > MAX_SLOT_LAG ? `connected, but ${behind} slots behind the chain` : null;
    },
    newest: () => newest,
  };
}
