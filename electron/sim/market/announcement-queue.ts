/** A message that waits for its slot. */
type Waiting = { readonly slot: number; readonly message: unknown };

export const MAX_WAITING_ANNOUNCEMENTS = 1_000;

/** Messages to be announced when a slot has passed, in the order in which they were put in. */
export class AnnouncementQueue {
  #waiting: Waiting[] = [];

  get size(): number {
    return this.#waiting.length;
  }

  /** The oldest goes when it is full. */
  put(slot: number, message: unknown): void {
    this.#waiting.push({ slot, message });
    if (this.#waiting.length > MAX_WAITING_ANNOUNCEMENTS) this.#waiting.shift();
  }

  takeDue(slot: number): readonly unknown[] {
    const due = this.#waiting.filter((each) => each.slot <= slot);
    if (due.length > 0) this.#waiting = this.#waiting.filter((each) => each.slot > slot);
    return due.map((each) => each.message);
  }
}
