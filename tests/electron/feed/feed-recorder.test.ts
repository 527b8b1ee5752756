import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeFeedRecorder } from '../../../electron/feed/feed-recorder.ts';
import { manualClock } from '../../support/manual-clock.ts';

let folder: string;
let failures: string[];
const path = () => join(folder, 'session.jsonl');
const recorder = (bounds: { maxBytes?: number; maxBufferedBytes?: number } = {}) =>
  makeFeedRecorder({
    path: path(),
    clock: manualClock(),
    failed: (why) => void failures.push(why),
    ...bounds,
  });
const lines = () => readFileSync(path(), 'utf8').trimEnd().split('\n');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'swingaway-recorder-'));
  failures = [];
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('a recorder of feeds', () => {
  it('writes what every feed brought, in order, and nothing after it was closed', async () => {
    const recording = recorder();
    const one = recording.tapOf('one', 'helius');
    const two = recording.tapOf('two', 'solana-logs');
    for (let index = 0; index < 500; index += 1) (index % 2 === 0 ? one : two)(String(index));
    await recording.close();
    one('after');
    await recording.close();
    expect(lines()).toHaveLength(500);
    const written = lines().map((line): { message: number; feed: string } => JSON.parse(line));
    expect(written.map(({ message }) => message)).toEqual(Array.from({ length: 500 }, (_, index) => index));
    expect(written[1]?.feed).toBe('two');
    expect(failures).toEqual([]);
  });

  it('ends when it is full, and says so once', async () => {
    const recording = recorder({ maxBytes: 200 });
    const tap = recording.tapOf('one', 'helius');
    for (let index = 0; index < 50; index += 1) tap('"message"');
    await recording.close();
    expect(lines()).toHaveLength(3);
    expect(failures).toEqual([expect.stringMatching(/^the recording is full: \d+ bytes$/)]);
  });

  it('leaves messages out when the disk is too slow for them, and counts them', async () => {
    const recording = recorder({ maxBufferedBytes: 200 });
    const tap = recording.tapOf('one', 'helius');
    for (let index = 0; index < 50; index += 1) tap('"message"');
    await recording.close();
    expect(lines()).toHaveLength(3);
    expect(failures).toEqual([expect.stringContaining('47 messages are not in it')]);
  });

  it('never writes over a file, and never fails the feed', async () => {
    writeFileSync(path(), 'mine');
    const recording = recorder();
    recording.tapOf('one', 'helius')('1');
    await recording.close();
    expect(readFileSync(path(), 'utf8')).toBe('mine');
    expect(failures).toEqual([expect.stringMatching(/could not be written: EEXIST/)]);
  });

  it('has its file from the start', async () => {
    const recording = recorder();
    await recording.close();
    expect(existsSync(path())).toBe(true);
  });
});
