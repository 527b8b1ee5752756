import { describe, expect, it } from 'vitest';
import { chainMs, clockRuns, isNewer } from '../../../electron/core/chain-clock.ts';
import { emptySession, MAX_CLOCK_SILENCE_MS } from '../../../electron/core/session.ts';
import { slot, unixMs } from '../../../shared/units.ts';
import { NOON } from '../../support/pools.ts';

const told = { ...emptySession(), chainTime: { slot: slot(10), unixS: 1_000, toldAtMs: NOON } };

describe('the chain’s clock', () => {
  it('is ours until it was told, and its own from then on', () => {
    expect(chainMs(emptySession(), NOON)).toBe(NOON);
    expect(chainMs(told, NOON)).toBe(1_000_000);
  });

  it('runs while it is heard of', () => {
    expect(clockRuns(emptySession(), NOON)).toBe(false);
    expect(clockRuns(told, unixMs(NOON + MAX_CLOCK_SILENCE_MS))).toBe(true);
    expect(clockRuns(told, unixMs(NOON + MAX_CLOCK_SILENCE_MS + 1))).toBe(false);
  });

  it('takes news of later slots alone', () => {
    expect(isNewer(emptySession(), slot(0))).toBe(true);
    expect([9, 10, 11].map((at) => isNewer(told, slot(at)))).toEqual([false, false, true]);
  });
});
