import { describe, expect, it } from 'vitest';
import { pause, READ_WAITS_MS, retriedRead } from '../../../electron/feed/retried-read.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { millis } from '../../../shared/units.ts';
import { manualClock } from '../../support/manual-clock.ts';

const turn = () => new Promise((resolve) => setImmediate(resolve));

function reading(answers: readonly Result<string | null, string>[]) {
  const clock = manualClock();
  const abort = new AbortController();
  const asked: number[] = [];
  let result: string | null | undefined;
  const read = async () => {
    asked.push(Math.round(clock.monoUs() / 1000));
    return answers[asked.length - 1] ?? ok(null);
  };
  void retriedRead(read, clock, abort.signal).then((value) => (result = value));
  return { clock, abort, asked, result: () => result };
}

describe('a read that is made again', () => {
  it('is made once where there is something', async () => {
    const { asked, result } = reading([ok('found')]);
    await turn();
    expect([asked, result()]).toEqual([[0], 'found']);
  });

  it('waits longer each time, through absences and errors alike, and ends in the end', async () => {
    const { clock, asked, result } = reading([ok(null), err('too many requests')]);
    for (const wait of READ_WAITS_MS) {
      await turn();
      expect(result()).toBeUndefined();
      clock.advance(wait);
    }
    await turn();
    expect(asked).toEqual([0, 300, 900, 2100, 4500, 9300]);
    expect(result()).toBeNull();
    expect(clock.timers()).toBe(0);
  });

  it('ends at once with its signal, without a timer left', async () => {
    const { clock, abort, asked, result } = reading([]);
    await turn();
    abort.abort();
    await turn();
    expect([asked.length, result(), clock.timers()]).toEqual([1, null, 0]);
  });

  it('does not begin where the signal has ended', async () => {
    const clock = manualClock();
    await pause(millis(5000), clock, AbortSignal.abort());
    expect(clock.timers()).toBe(0);
  });
});
