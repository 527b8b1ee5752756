import { BLOCKHASH_VALID_BLOCKS } from './blockhash-queue.ts';
import type { Block } from './block.ts';
import { depthOf, type Commitment, type CommitmentDepths } from './commitment.ts';

/** Blocks that can still be asked for. */
export const MAX_BLOCKS = 320;

/** The blocks of the fork that the chain follows. Heights have no gaps; slots have one where a fork was abandoned. */
export class BlockStore {
  readonly #depths: CommitmentDepths;
  readonly #byHeight = new Map<number, Block>();
  readonly #bySlot = new Map<number, Block>();
  #newest: Block;
  /** What was confirmed or final stays so: abandoned blocks take neither back. */
  #confirmedHeight = 0;
  #finalizedHeight = 0;

  constructor(first: Block, depths: CommitmentDepths) {
    this.#depths = depths;
    this.#newest = first;
    this.#set(first);
  }

  get newest(): Block {
    return this.#newest;
  }

  get oldest(): Block {
    return this.#byHeight.values().next().value ?? this.#newest;
  }

  /** The newest block of a commitment. */
  at(commitment: Commitment): Block {
    if (commitment === 'processed') return this.#newest;
    const reached = commitment === 'confirmed' ? this.#confirmedHeight : this.#finalizedHeight;
    const height = Math.max(reached, this.#newest.height - depthOf(commitment, this.#depths));
    return this.#byHeight.get(height) ?? this.#newest;
  }

  bySlot(slot: number): Block | undefined {
    return this.#bySlot.get(slot);
  }

  /** Those after a slot, newest first. */
  *after(slot: number): Generator<Block> {
    let block: Block | undefined = this.#newest;
    while (block !== undefined && block.slot > slot) {
      yield block;
      block = this.#byHeight.get(block.height - 1);
    }
  }

  /** Adds a block, and answers the one whose transactions can be sent again from now on, as their blockhashes are too old. */
  add(block: Block): Block | undefined {
    this.#newest = block;
    this.#set(block);
    this.#confirmedHeight = Math.max(this.#confirmedHeight, block.height - this.#depths.confirmedAfter);
    this.#finalizedHeight = Math.max(this.#finalizedHeight, block.height - this.#depths.finalizedAfter);
    // What can no longer be abandoned is not done again.
    this.#byHeight.get(Math.min(this.#confirmedHeight, block.height - 1))?.alterations.splice(0);
    this.#byHeight.get(block.height - this.#depths.finalizedAfter - 1)?.before.clear();
    const forgotten = this.#byHeight.get(block.height - MAX_BLOCKS);
    if (forgotten !== undefined) {
      this.#byHeight.delete(forgotten.height);
      this.#bySlot.delete(forgotten.slot);
    }
    return this.#byHeight.get(block.height - BLOCKHASH_VALID_BLOCKS - 1);
  }

  /** Takes the newest block away; null where it is confirmed. */
  abandonNewest(): Block | null {
    const abandoned = this.#newest;
    const parent = this.#byHeight.get(abandoned.height - 1);
    if (parent === undefined || abandoned.height <= this.#confirmedHeight) return null;
    this.#byHeight.delete(abandoned.height);
    this.#bySlot.delete(abandoned.slot);
    this.#newest = parent;
    return abandoned;
  }

  #set(block: Block): void {
    this.#byHeight.set(block.height, block);
    this.#bySlot.set(block.slot, block);
  }
}
