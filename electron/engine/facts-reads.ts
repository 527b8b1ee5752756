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
    void this.#chain.readFacts(listing, abort.signal).then(
      (read) => {
        if (!this.#ended(pool, abort)) return;
        this.#hear(
          read.ok
            ? { kind: 'facts', pool, facts: read.value }
            : { kind: 'facts-failed', pool, detail: read.error.detail },
          arrival,
        );
      },
      (error: unknown) => {
        if (!this.#ended(pool, abort)) return;
        const detail = error instanceof Error ? error.message : 'the read failed';
        this.#hear({ kind: 'facts-failed', pool, detail }, arrival);
      },
    );
  }

  cancel(pool: Address): void {
    this.#running.get(pool)?.abort();
    this.#running.delete(pool);
  }

  close(): void {
    for (const abort of this.#running.values()) abort.abort();
    this.#running.clear();
  }

  /** False for a read that was cancelled or replaced: its answer is nobody's. */
  #ended(pool: Address, abort: AbortController): boolean {
    if (this.#running.get(pool) !== abort) return false;
    this.#running.delete(pool);
    return true;
  }
}
