import { describe, expect, it } from 'vitest';
import type { EngineInput } from '../../../electron/core/input.ts';
import { FactsReads } from '../../../electron/engine/facts-reads.ts';
import { monoUs } from '../../../shared/units.ts';
import { fakePoolChain } from '../../support/fake-pool-chain.ts';
import { bareListing, factsOf, poolAddress } from '../../support/pools.ts';

const ARRIVAL = { receivedUs: monoUs(1), decodedUs: monoUs(2) };
const FOUND = { ok: true, value: factsOf(1) } as const;
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

function reading() {
  const chain = fakePoolChain([]);
  const heard: EngineInput[] = [];
  const arrivals: unknown[] = [];
  const reads = new FactsReads(chain, (input, arrival) => {
    heard.push(input);
    arrivals.push(arrival);
  });
  return { chain, heard, arrivals, reads };
}

describe('a read of facts', () => {
  it('is heard with what was found, as of the arrival of its listing', async () => {
    const { chain, heard, arrivals, reads } = reading();
    reads.start(bareListing(1), ARRIVAL);
    chain.reads[0]?.answer(FOUND);
    await settled();
    expect(heard).toEqual([{ kind: 'facts', pool: poolAddress(1), facts: factsOf(1) }]);
    expect(arrivals).toEqual([ARRIVAL]);
  });

  it('that failed is heard with the reason, however it failed', async () => {
    const { chain, heard, reads } = reading();
    for (const n of [1, 2, 3]) reads.start(bareListing(n), ARRIVAL);
    chain.reads[0]?.answer({ ok: false, error: { code: 'not-a-pool', detail: 'other owner' } });
    chain.reads[1]?.fail(new Error('socket closed'));
    chain.reads[2]?.fail('what');
    await settled();
    expect(heard.map((input) => (input.kind === 'facts-failed' ? input.detail : input.kind))).toEqual([
      'other owner',
      'socket closed',
      'the read failed',
    ]);
  });

  it('that was cancelled is aborted and never heard', async () => {
    const { chain, heard, reads } = reading();
    reads.start(bareListing(1), ARRIVAL);
    reads.start(bareListing(2), ARRIVAL);
    reads.cancel(poolAddress(1));
    expect(chain.reads.map(({ signal }) => signal.aborted)).toEqual([true, false]);
    chain.reads[0]?.answer(FOUND);
    await settled();
    expect(heard).toEqual([]);
    reads.cancel(poolAddress(77));
  });

  it('gives way to a newer one of the same pool', async () => {
    const { chain, heard, reads } = reading();
    reads.start(bareListing(1), ARRIVAL);
    reads.start(bareListing(1), ARRIVAL);
    expect(chain.reads.map(({ signal }) => signal.aborted)).toEqual([true, false]);
    chain.reads[0]?.fail(new Error('late'));
    chain.reads[1]?.answer(FOUND);
    await settled();
    expect(heard.map(({ kind }) => kind)).toEqual(['facts']);
  });

  it('is aborted when all is closed', async () => {
    const { chain, heard, reads } = reading();
    reads.start(bareListing(1), ARRIVAL);
    reads.close();
    expect(chain.reads[0]?.signal.aborted).toBe(true);
    chain.reads[0]?.answer(FOUND);
    await settled();
    expect(heard).toEqual([]);
  });
});
