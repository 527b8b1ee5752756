import type { FactsError, PoolChain } from '../../electron/engine/ports/pool-chain.ts';
import type { PoolFacts, Reserves } from '../../shared/pool.ts';
import type { Result } from '../../shared/result.ts';
import type { Address, Slot } from '../../shared/units.ts';

type Read = {
  readonly pool: Address;
  readonly signal: AbortSignal;
  answer(result: Result<PoolFacts, FactsError>): void;
  fail(error: unknown): void;
};
type Changed = (reserves: Reserves, slot: Slot) => void;

export type FakePoolChain = PoolChain & {
  readonly reads: readonly Read[];
  /** The pools that are watched now. */
  readonly watched: ReadonlyMap<Address, Changed>;
  /** What a watch is told at once, where it is known. */
  known: { readonly reserves: Reserves; readonly slot: Slot } | null;
};

/** A chain that answers when it is told to; a pool that is watched twice at a time is an error. */
export function fakePoolChain(trace: string[]): FakePoolChain {
  const reads: Read[] = [];
  const watched = new Map<Address, Changed>();
  return {
    reads,
    watched,
    known: null,
    readFacts({ pool }, signal) {
      trace.push(`read ${pool}`);
      signal.addEventListener('abort', () => trace.push(`aborted ${pool}`));
      return new Promise((resolve, reject) => {
        reads.push({ pool, signal, answer: resolve, fail: reject });
      });
    },
    watchReserves({ pool }, changed) {
      trace.push(`watch ${pool}`);
      if (watched.has(pool)) throw new Error(`${pool} is watched already`);
      watched.set(pool, changed);
      if (this.known !== null) changed(this.known.reserves, this.known.slot);
      return () => {
        trace.push(`unwatch ${pool}`);
        if (!watched.delete(pool)) throw new Error(`${pool} was not watched`);
      };
    },
  };
}
