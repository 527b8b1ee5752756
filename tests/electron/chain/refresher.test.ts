import { describe, expect, it } from 'vitest';
import { makeRefresher } from '../../../electron/chain/refresher.ts';
import type { RpcError } from '../../../electron/chain/rpc-error.ts';
import { millis } from '../../../shared/units.ts';
import { manualClock } from '../../support/manual-clock.ts';
import { recordingLog } from '../../support/recording-log.ts';

const TIMEOUT: RpcError = { code: 'timeout', endpoint: 'one', afterMs: millis(1) };

/** A refresher whose answers a test decides; `at` is when each question was asked, in ms after the start. */
function rig() {
  const clock = manualClock();
  const startUs = clock.monoUs();
  const at: number[] = [];
  const state = { error: null as RpcError | null };
  const refresher = makeRefresher({
    what: 'it',
    periodMs: millis(10_000),
    clock,
    log: recordingLog(),
    refresh: () => {
      at.push((clock.monoUs() - startUs) / 1000);
      return Promise.resolve(state.error);
    },
  });
  const pass = async (ms: number): Promise<void> => {
    for (let left = ms; left > 0; left -= 500) {
      clock.advance(500);
      for (let turn = 0; turn < 4; turn += 1) await Promise.resolve();
    }
  };
  return { at, state, refresher, pass };
}

describe('what is refreshed in the background', () => {
  it('is read once a period while it goes well', async () => {
    const { at, refresher, pass } = rig();
    refresher.start();
    await pass(30_000);
    refresher.stop();
    expect(at).toEqual([10_000, 20_000, 30_000]);
  });

  it('is tried again after a second, then after twice as long each time, until it is read', async () => {
    const { at, state, refresher, pass } = rig();
    state.error = TIMEOUT;
    await refresher.now();
    refresher.start();
    await pass(4_000);
    expect(at).toEqual([0, 1_000, 3_000]);
    state.error = null;
    await pass(5_500);
    expect(at).toEqual([0, 1_000, 3_000, 7_000]);
    await pass(10_500);
    expect(at.slice(4)).toEqual([10_000, 20_000]);
    refresher.stop();
  });

  it('is not tried again once it is stopped', async () => {
    const { at, state, refresher, pass } = rig();
    state.error = TIMEOUT;
    await refresher.now();
    refresher.start();
    refresher.stop();
    await pass(30_000);
    expect(at).toEqual([0]);
  });
});
