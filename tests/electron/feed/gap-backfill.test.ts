import { describe, expect, it } from 'vitest';
import {
  BACKFILL_AFTER_MS,
  BACKFILL_SIGNATURES,
  BACKFILL_TRANSACTIONS,
  makeGapBackfill,
} from '../../../electron/feed/gap-backfill.ts';
import type { ChainReads } from '../../../electron/protocol/chain-reads.ts';
import { slot, type Signature } from '../../../shared/units.ts';
import { manualClock } from '../../support/manual-clock.ts';
import { key } from '../protocol/launchlab-samples.ts';
import { cpmmTransaction, signatureOf } from './chain-samples.ts';
import { fakeChainReads } from './fake-chain-reads.ts';

const ACCOUNT = key(1);

function backfill(reads: ChainReads | null) {
  const clock = manualClock();
  const found: Signature[] = [];
  const gap = makeGapBackfill({
    reads,
    addresses: [ACCOUNT],
    clock,
    found: ({ signature }) => void found.push(signature),
  });
  const settle = async () => {
    clock.advance(BACKFILL_AFTER_MS);
    for (let turn = 0; turn < 500; turn += 1) await Promise.resolve();
  };
  return { clock, found, gap, settle };
}

function chainOf(count: number) {
  const chain = fakeChainReads();
  const newestFirst = Array.from({ length: count }, (_each, index) => {
    const number = count - index;
    return { signature: signatureOf(number), slot: slot(1000 + number), failed: false };
  });
  chain.signatures.set(ACCOUNT, newestFirst);
  for (const { signature } of newestFirst) chain.transactions.set(signature, cpmmTransaction(signature));
  return chain;
}

describe('the search for what a gap held', () => {
  it('is not made before a connection was lost, nor where nothing can be read', async () => {
    const chain = chainOf(3);
    const first = backfill(chain);
    first.gap.connected();
    await first.settle();
    expect(chain.asked).toEqual([]);
    const blind = backfill(null);
    blind.gap.lost(slot(1));
    blind.gap.connected();
    expect(blind.clock.timers()).toBe(0);
  });

  it('is not made where nobody knows when the gap began', async () => {
    const chain = chainOf(3);
    const { found, gap, settle } = backfill(chain);
    gap.lost(null);
    gap.connected();
    await settle();
    expect([chain.asked, found]).toEqual([[], []]);
  });

  it('brings what came after the last one seen, oldest first, and what came by itself not again', async () => {
    const chain = chainOf(5);
    const { found, gap, settle } = backfill(chain);
    gap.saw(ACCOUNT, signatureOf(2));
    gap.lost(null);
    gap.connected();
    gap.saw(ACCOUNT, signatureOf(5));
    await settle();
    expect(found).toEqual([signatureOf(3), signatureOf(4)]);
    gap.lost(null);
    gap.connected();
    await settle();
    expect(found).toHaveLength(2);
  });

  it('is bounded, and then of the newest', async () => {
    const chain = chainOf(BACKFILL_SIGNATURES + 50);
    const { found, gap, settle } = backfill(chain);
    gap.lost(slot(500));
    gap.connected();
    await settle();
    expect(found).toHaveLength(BACKFILL_TRANSACTIONS);
    expect(found.at(-1)).toBe(signatureOf(BACKFILL_SIGNATURES + 50));
    expect(chain.asked).toHaveLength(1 + BACKFILL_TRANSACTIONS);
  });

  it('keeps the gap open when the connection is lost again before it was filled', async () => {
    const chain = chainOf(4);
    const { clock, found, gap, settle } = backfill(chain);
    gap.saw(ACCOUNT, signatureOf(1));
    gap.lost(slot(1001));
    gap.connected();
    clock.advance(BACKFILL_AFTER_MS - 1);
    gap.saw(ACCOUNT, signatureOf(4));
    gap.lost(slot(1004));
    await settle();
    expect(found).toEqual([]);
    gap.connected();
    await settle();
    expect(found).toEqual([signatureOf(2), signatureOf(3)]);
  });

  it('ends when the feed is stopped', async () => {
    const chain = chainOf(3);
    const { clock, found, gap, settle } = backfill(chain);
    gap.lost(slot(1));
    gap.connected();
    gap.stop();
    await settle();
    expect([found, chain.asked, clock.timers()]).toEqual([[], [], 0]);
  });
});
