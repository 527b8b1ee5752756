import type { Random } from './prng/random.ts';
import type { Scheduler } from './scheduler.ts';

const SOONEST_MS = 15;
/** Part of a slot over which the announcements of one block are spread. */
const SPREAD = 0.85;
const MAX_WAITING = 500;

/** Real publishers see a block at different moments: announcements go out spread over the slot, not all at its tick. */
export class SpreadAnnouncer {
  readonly #announce: (message: unknown) => void;
  readonly #scheduler: Scheduler;
  readonly #random: Random;
  readonly #latestMs: number;
  readonly #cancels = new Set<() => void>();

  constructor(announce: (message: unknown) => void, scheduler: Scheduler, random: Random, slotMs: number) {
    this.#announce = announce;
    this.#scheduler = scheduler;
    this.#random = random;
    this.#latestMs = Math.max(SOONEST_MS, Math.round(slotMs * SPREAD));
  }

  announce(message: unknown): void {
    if (this.#cancels.size >= MAX_WAITING) {
      this.#announce(message);
      return;
    }
    const cancel = this.#scheduler.after(this.#random.between(SOONEST_MS, this.#latestMs), () => {
      this.#cancels.delete(cancel);
      this.#announce(message);
    });
    this.#cancels.add(cancel);
  }

  close(): void {
    for (const cancel of this.#cancels) cancel();
    this.#cancels.clear();
  }
}
