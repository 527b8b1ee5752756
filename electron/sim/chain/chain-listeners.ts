import type { Signature } from '../../../shared/units.ts';
import type { Block } from './block.ts';
import type { Commitment } from './commitment.ts';

export type ChainListener = {
  /** A block reached a commitment; `processed` comes with every new block. */
  reached?(block: Block, commitment: Commitment): void;
  /** A transaction waits for the next block. */
  received?(signature: Signature, slot: number): void;
};

/** Those who follow the chain. */
export class ChainListeners {
  readonly #listeners = new Set<ChainListener>();

  add(listener: ChainListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  reached(block: Block, commitment: Commitment): void {
    for (const listener of this.#listeners) listener.reached?.(block, commitment);
  }

  received(signature: Signature, slot: number): void {
    for (const listener of this.#listeners) listener.received?.(signature, slot);
  }
}
