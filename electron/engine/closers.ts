type Close = () => void | Promise<void>;

/** What was opened, to be closed in the opposite order. */
export class Closers {
  #open: Close[] = [];

  add(close: Close): void {
    this.#open.push(close);
  }

  /** Closes everything once; one that fails does not keep the others open. The first failure is thrown at the end. */
  async closeAll(): Promise<void> {
    const open = this.#open;
    this.#open = [];
    const failures: unknown[] = [];
    for (const close of open.toReversed()) {
      try {
        await close();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  }
}
