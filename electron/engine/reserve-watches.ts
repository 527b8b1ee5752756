import type { TradablePool } from '../../shared/pool.ts';
import type { Address } from '../../shared/units.ts';
import type { EngineInput } from '../core/input.ts';
import type { PoolChain } from './ports/pool-chain.ts';

/** The pools whose reserves are followed; the core says which, and bounds how many. */
export class ReserveWatches {
  readonly #chain: PoolChain;
  readonly #hear: (input: EngineInput) => void;
  readonly #unwatch = new Map<Address, () => void>();

  constructor(chain: PoolChain, hear: (input: EngineInput) => void) {
    this.#chain = chain;
    this.#hear = hear;
  }

  start(pool: TradablePool): void {
    if (this.#unwatch.has(pool.pool)) return;
    const stop = this.#chain.watchReserves(pool, (reserves, slot) => {
      this.#hear({ kind: 'reserves', pool: pool.pool, reserves, slot });
    });
    this.#unwatch.set(pool.pool, stop);
  }

  stop(pool: Address): void {
    this.#unwatch.get(pool)?.();
    this.#unwatch.delete(pool);
  }

  close(): void {
    for (const stop of this.#unwatch.values()) stop();
    this.#unwatch.clear();
  }
}
