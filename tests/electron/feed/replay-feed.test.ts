import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { makeFeedRecorder } from '../../../electron/feed/feed-recorder.ts';
import { recordedLine } from '../../../electron/feed/recorded-line.ts';
import { makeReplayFeed, type ReplayFeedOptions } from '../../../electron/feed/replay-feed.ts';
import { eventually } from '../../support/eventually.ts';
import { manualClock } from '../../support/manual-clock.ts';
import { FIXTURES, NEEDS, NO_FIXTURES } from '../protocol/chain-fixtures.ts';
import { CPMM_LOGS, cpmmTransaction, logsResult, signatureOf } from './chain-samples.ts';
import { fakeChainReads } from './fake-chain-reads.ts';
import { FULL, POOL, SHORT, VAULT } from './pool-message-samples.ts';
import { recordingSink } from './recording-sink.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});
function temporaryFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'swingaway-recording-'));
  folders.push(folder);
  return join(folder, 'session.jsonl');
}

const pool = (ms: number, message: unknown = SHORT): string =>
  recordedLine({ ms, feed: 'socket-io', source: 'socket-io' }, JSON.stringify(message)).trimEnd();
const logs = (ms: number): string =>
  recordedLine(
    { ms, feed: 'logs', source: 'solana-logs' },
    JSON.stringify({ method: 'logsNotification', params: { result: logsResult(signatureOf(1), CPMM_LOGS) } }),
  );

function replay(options: Pick<ReplayFeedOptions, 'recording' | 'pace'> & Partial<ReplayFeedOptions>) {
  const clock = manualClock();
  const sink = recordingSink();
  const feed = makeReplayFeed({ id: 'replay', label: 'Replay', reads: null, clock, ...options });
  return { clock, sink, feed };
}
const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('a replayed session', () => {
  it('comes in its order, and ends with a note', async () => {
    const lines = [pool(0), 'garbage', '', pool(5000, { ...SHORT, pool_id: VAULT }), pool(1, { pool_id: 5 })];
    const { clock, sink, feed } = replay({ recording: { lines }, pace: 'as-fast-as-possible' });
    feed.start(sink);
    await eventually('the end', () => sink.last()?.state === 'stopped');
    expect(sink.listings.map((each) => [each.pool, each.feed])).toEqual([
      [POOL, 'replay'],
      [VAULT, 'replay'],
    ]);
    expect(sink.last()).toMatchObject({
      received: 4,
      malformed: 2,
      note: 'the recording has ended: 4 messages, 2 malformed',
    });
    await feed.stop();
    expect(clock.timers()).toBe(0);
  });

  it('keeps its own pace, or a multiple of it', async () => {
    const lines = [pool(1000), pool(3000, { ...SHORT, pool_id: VAULT })];
    for (const [pace, factor] of [
      [1, 1],
      [4, 4],
    ] as const) {
      const { clock, sink, feed } = replay({ recording: { lines }, pace });
      feed.start(sink);
      await turn();
      clock.advance(999 / factor);
      await turn();
      expect(sink.listings).toHaveLength(0);
      clock.advance(1 / factor);
      await turn();
      expect(sink.listings).toHaveLength(1);
      clock.advance(1999 / factor);
      await turn();
      expect(sink.listings).toHaveLength(1);
      clock.advance(1 / factor);
      await eventually('the end', () => sink.last()?.state === 'stopped');
      expect(sink.listings).toHaveLength(2);
      await feed.stop();
    }
  });

  it('reads from the given chain what logs lack, before it goes on', async () => {
    const chain = fakeChainReads();
    const { clock, sink, feed } = replay({
      recording: { lines: [logs(0), pool(1)] },
      pace: 'as-fast-as-possible',
      reads: chain,
    });
    feed.start(sink);
    await eventually('the first read', () => chain.asked.length === 1);
    await turn();
    expect(sink.listings).toEqual([]);
    chain.transactions.set(signatureOf(1), cpmmTransaction(signatureOf(1)));
    clock.advance(300);
    await eventually('the end', () => sink.last()?.state === 'stopped');
    expect(sink.listings.map(({ program }) => program)).toEqual(['cpmm', null]);
    await feed.stop();
  });

  it('counts what logs lack where there is no chain', async () => {
    const { sink, feed } = replay({ recording: { lines: [logs(0)] }, pace: 'as-fast-as-possible' });
    feed.start(sink);
    await eventually('the end', () => sink.last()?.state === 'stopped');
    expect(sink.last()).toMatchObject({ received: 1, malformed: 1 });
    await feed.stop();
  });

  it('can be stopped while it waits, and leaves no timer', async () => {
    const { clock, sink, feed } = replay({ recording: { lines: [pool(10_000)] }, pace: 1 });
    feed.start(sink);
    await turn();
    await feed.stop();
    expect(clock.timers()).toBe(0);
    expect(sink.last()).toMatchObject({ state: 'stopped', note: null });
    expect(sink.listings).toEqual([]);
  });

  it('says that a file cannot be read', async () => {
    const { sink, feed } = replay({ recording: { path: temporaryFile() }, pace: 1 });
    feed.start(sink);
    await eventually('the failure', () => sink.last()?.state === 'lost');
    expect(sink.last()?.note).toMatch(/^the recording could not be read: ENOENT/);
    await feed.stop();
  });

  it('has a pace above nothing', () => {
    for (const pace of [0, -1, NaN, Infinity])
      expect(() => replay({ recording: { lines: [] }, pace })).toThrow(RangeError);
  });

  it('is the session that was recorded, message by message, from a file', async () => {
    const path = temporaryFile();
    const clock = manualClock();
    const recorder = makeFeedRecorder({
      path,
      clock,
      failed: (why) => {
        throw new Error(why);
      },
    });
    const tap = recorder.tapOf('socket-io', 'socket-io');
    for (let index = 0; index < 3; index += 1) {
      tap(JSON.stringify({ ...FULL, slot: index }));
      clock.advance(250);
    }
    tap('"no object"');
    await recorder.close();
    const text = readFileSync(path, 'utf8');
    expect(text.split('\n').map((line) => line.slice(0, 20))).toMatchObject([
      '{"v":1,"ms":0,"feed"',
      '{"v":1,"ms":250,"fee',
      '{"v":1,"ms":500,"fee',
      '{"v":1,"ms":750,"fee',
      '',
    ]);
    const runs = [];
    for (let run = 0; run < 2; run += 1) {
      const { sink, feed } = replay({ recording: { path }, pace: 'as-fast-as-possible' });
      feed.start(sink);
      await eventually('the end', () => sink.last()?.state === 'stopped');
      await feed.stop();
      expect(sink.last()).toMatchObject({ received: 4, malformed: 1 });
      runs.push(sink.listings);
    }
    expect(runs[0]?.map((each) => each.slot)).toEqual([0, 1, 2]);
    expect(runs[1]).toEqual(runs[0]);
  });

  it('gives up a line that never ends without holding it', async () => {
    const path = temporaryFile();
    writeFileSync(path, `${'x'.repeat(5_000_000)}\n${pool(0)}\n`);
    const { sink, feed } = replay({ recording: { path }, pace: 'as-fast-as-possible' });
    feed.start(sink);
    await eventually('the end', () => sink.last()?.state === 'stopped');
    expect(sink.last()).toMatchObject({ received: 2, malformed: 1 });
    expect(sink.listings).toHaveLength(1);
    await feed.stop();
  });

  it.skipIf(NO_FIXTURES)(`brings recorded frames of mainnet again${NEEDS}`, async () => {
    const frames = join(FIXTURES, 'helius');
    expect(existsSync(frames)).toBe(true);
    const lines = [1, 2, 3, 4, 5, 6, 7, 8].map((number) => {
      const frame = readFileSync(join(frames, `amm-v4-initialize2-${number}.json`), 'utf8');
      return recordedLine({ ms: number, feed: 'helius', source: 'helius' }, frame.replace(/[\r\n]+/g, ' '));
    });
    const { sink, feed } = replay({ recording: { lines }, pace: 'as-fast-as-possible' });
    feed.start(sink);
    await eventually('the end', () => sink.last()?.state === 'stopped');
    expect(sink.listings).toHaveLength(8);
    expect(sink.last()?.malformed).toBe(0);
    await feed.stop();
  });
});
