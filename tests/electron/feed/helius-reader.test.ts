import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFeedMeter } from '../../../electron/feed/feed-meter.ts';
import { makeHeliusReader } from '../../../electron/feed/helius-reader.ts';
import { encodeAddress } from '../../../electron/protocol/base58.ts';
import { encodeTransaction } from '../../../electron/protocol/transaction-wire.ts';
import { monoUs } from '../../../shared/units.ts';
import { manualClock } from '../../support/manual-clock.ts';
import { fakeChainReads } from './fake-chain-reads.ts';
import { recordingSink } from './recording-sink.ts';

const FIXTURE = join(import.meta.dirname, '../../../../shared/fixtures/helius/amm-v4-initialize2-1.json');
const TABLE = encodeAddress(new Uint8Array(32).fill(5));

function rig(reads: ReturnType<typeof fakeChainReads> | null) {
  const clock = manualClock();
  const sink = recordingSink();
  const meter = makeFeedMeter({ id: 'helius', label: 'Helius' }, clock, sink);
  const reader = makeHeliusReader({ feed: 'helius', clock, sink, meter }, reads, () => undefined);
  return { sink, meter, reader };
}

/** A transaction that makes no pool, and names a table without saying what it held. */
function frameWithTable(): unknown {
  const nobody = new Uint8Array(32);
  const table = new Uint8Array(32).fill(5);
  const message = Uint8Array.of(0x80, 1, 0, 0, 1, ...nobody, ...nobody, 0, 1, ...table, 1, 0, 0);
  const bytes = encodeTransaction([new Uint8Array(64).fill(9)], message);
  const meta = { err: null, fee: 5_000, preBalances: [1, 2], postBalances: [1, 2], logMessages: [] };
  const transaction = { transaction: [Buffer.from(bytes).toString('base64'), 'base64'], meta, version: 0 };
  return { method: 'transactionNotification', params: { result: { slot: 1, transaction } } };
}

describe('what Helius tells of a transaction', () => {
  it('is read with its lookup tables where the frame leaves out what they held', async () => {
    const reads = fakeChainReads();
    reads.tables.set(TABLE, [encodeAddress(new Uint8Array(32).fill(6))]);
    const { meter, reader } = rig(reads);
    await reader.read(frameWithTable(), monoUs(0));
    expect(reads.asked).toEqual([`tables ${TABLE}`]);
    expect(meter.current()).toMatchObject({ received: 1, malformed: 0 });
  });

  it('is counted as unread where the tables cannot be read', async () => {
    const reads = fakeChainReads();
    reads.failure = 'gone';
    for (const from of [reads, null]) {
      const { meter, reader } = rig(from);
      await reader.read(frameWithTable(), monoUs(0));
      expect(meter.current().malformedBy).toEqual({ 'chain-unread': 1 });
    }
  });

  it('is not delivered after the feed was stopped', async () => {
    const { meter, reader } = rig(fakeChainReads());
    const reading = reader.read(frameWithTable(), monoUs(0));
    reader.stop();
    await reading;
    expect(meter.current().received).toBe(0);
  });

  it.skipIf(!existsSync(FIXTURE))(
    'is a listing at once, before the reading returns (needs ../shared/fixtures)',
    () => {
      const { sink, reader } = rig(null);
      void reader.read(JSON.parse(readFileSync(FIXTURE, 'utf8')), monoUs(0));
      expect(sink.listings).toHaveLength(1);
    },
  );
});
