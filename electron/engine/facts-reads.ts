import type { PoolListing } from '../../shared/pool.ts';
import type { Address } from '../../shared/units.ts';
import type { EngineInput } from '../core/input.ts';
import type { PoolChain } from './ports/pool-chain.ts';
import type { Arrival } from './stage-clock.ts';

/** Reads of pool facts under way, one a pool; the core bounds how many. */
export class FactsReads {
  readonly #chain: PoolChain;
  readonly #hear: (input: EngineInput, arrival: Arrival) => void;
  readonly #running = new Map<Address, AbortController>();

  constructor(chain: PoolChain, hear: (input: EngineInput, arrival: Arrival) => void) {
    this.#chain = chain;
    this.#hear = hear;
  }

  /** `arrival` is the listing's own: what is decided on the answer is timed from there, the read included. */
  start(listing: PoolListing, arrival: Arrival): void {
    const { pool } = listing;
    this.cancel(pool);
    const abort = new AbortController();
    this.#running.set(pool, abort);
    void this.#read(listing, abort, arrival);
  }

  async #read(listing: PoolListing, abort: AbortController, arrival: Arrival): Promise<void> {
    const answer = await this.#answer(listing, abort.signal);
    // A read that was cancelled or replaced: its answer is nobody's.
    if (this.#running.get(listing.pool) !== abort) return;
    this.#running.delete(listing.pool);
    this.#hear(answer, arrival);
  }

  async #answer(listing: PoolListing, signal: AbortSignal): Promise<EngineInput> {
    const { pool } = listing;
    try {
      const read = await this.#chain.readFacts(listing, signal);
      return read.ok
        ? { kind: 'facts', pool, facts: read.value }
        : { kind: 'facts-failed', pool, detail: read.error.detail };
    } catch (error) {
      return {
        kind: 'facts-failed',
        pool,
        detail: error instanceof Error ? error.message : 'the read failed',
      };
    }
  }

  cancel(pool: Address): void {
    this.#running.get(pool)?.abort();
    this.#running.delete(pool);
  }

  close(): void {
    for (const abort of this.#running.values()) abort.abort();
    this.#running.clear();
  }
}
