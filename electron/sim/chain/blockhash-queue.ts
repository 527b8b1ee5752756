import type { Blockhash } from '../../../shared/units.ts';

/** A transaction can land while its blockhash is among this many newest blocks (`MAX_PROCESSING_AGE`). */
export const BLOCKHASH_VALID_BLOCKS = 150;
const KEPT = 2 * BLOCKHASH_VALID_BLOCKS;

/** The heights at which recent blockhashes were made. */
export class BlockhashQueue {
  readonly #heights = new Map<Blockhash, number>();

  add(blockhash: Blockhash, height: number): void {
    this.#heights.set(blockhash, height);
    for (const oldest of this.#heights.keys()) {
      if (this.#heights.size <= KEPT) return;
      this.#heights.delete(oldest);
    }
  }

  /** That of an abandoned block: no transaction can land with it. */
  remove(blockhash: Blockhash): void {
    this.#heights.delete(blockhash);
  }

  /** The last height at which a transaction with it can land; null for one that is unknown or long gone. */
  lastValidHeight(blockhash: Blockhash): number | null {
    const height = this.#heights.get(blockhash);
    return height === undefined ? null : height + BLOCKHASH_VALID_BLOCKS;
  }

  allows(blockhash: Blockhash, height: number): boolean {
    const last = this.lastValidHeight(blockhash);
    return last !== null && height <= last;
  }
}
