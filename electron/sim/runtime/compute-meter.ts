/** The compute units that a transaction has left. */
export class ComputeMeter {
  readonly limit: number;
  #remaining: number;

  constructor(limit: number) {
    this.limit = limit;
    this.#remaining = limit;
  }

  get remaining(): number {
    return this.#remaining;
  }

  get consumed(): number {
    return this.limit - this.#remaining;
  }

  /** False when it asks for more than is left; then nothing is left. */
  consume(units: number): boolean {
    const enough = units <= this.#remaining;
    this.#remaining = enough ? this.#remaining - units : 0;
    return enough;
  }
}
