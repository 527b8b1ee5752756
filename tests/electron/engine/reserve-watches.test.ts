import { describe, expect, it } from 'vitest';
import type { EngineInput } from '../../../electron/core/input.ts';
import { ReserveWatches } from '../../../electron/engine/reserve-watches.ts';
import { slot } from '../../../shared/units.ts';
import { fakePoolChain } from '../../support/fake-pool-chain.ts';
import { poolAddress, reservesOf, sol, tradableOf } from '../../support/pools.ts';

function watching() {
  const trace: string[] = [];
  const chain = fakePoolChain(trace);
  const heard: EngineInput[] = [];
  return { trace, chain, heard, watches: new ReserveWatches(chain, (input) => heard.push(input)) };
}

describe('a watch of reserves', () => {
  it('is heard with pool, reserves and slot', () => {
    const { chain, heard, watches } = watching();
    watches.start(tradableOf(1));
    chain.watched.get(poolAddress(1))?.(reservesOf(sol(3)), slot(9));
    expect(heard).toEqual([
      { kind: 'reserves', pool: poolAddress(1), reserves: reservesOf(sol(3)), slot: 9 },
    ]);
  });

  it('is one a pool', () => {
    const { trace, watches } = watching();
    watches.start(tradableOf(1));
    watches.start(tradableOf(1));
    expect(trace).toEqual(['watch Pool1']);
  });

  it('ends once, and can begin again', () => {
    const { trace, watches } = watching();
    watches.start(tradableOf(1));
    watches.stop(poolAddress(1));
    watches.stop(poolAddress(1));
    watches.start(tradableOf(1));
    expect(trace).toEqual(['watch Pool1', 'unwatch Pool1', 'watch Pool1']);
  });

  it('ends with all the others when all is closed', () => {
    const { chain, watches } = watching();
    watches.start(tradableOf(1));
    watches.start(tradableOf(2));
    watches.close();
    expect(chain.watched.size).toBe(0);
  });
});
