import { describe, expect, it } from 'vitest';
import { createTicker } from '../../../renderer/store/ticker.ts';
import { manualFrames } from '../support/manual-frames.ts';

describe('the shared ticker', () => {
  it('calls each subscriber at its own rate from one loop of frames', () => {
    const frames = manualFrames();
    const ticker = createTicker(frames, frames.now);
    const calls = { fast: 0, slow: 0 };
    ticker.subscribe(100, () => (calls.fast += 1));
    ticker.subscribe(500, () => (calls.slow += 1));
    expect(frames.waiting()).toBe(1);
    frames.pass(2_000);
    expect(calls.fast).toBeGreaterThanOrEqual(17);
    expect(calls.fast).toBeLessThanOrEqual(21);
    expect(calls.slow).toBeGreaterThanOrEqual(4);
    expect(calls.slow).toBeLessThanOrEqual(5);
  });

  it('asks for no frames once nobody listens', () => {
    const frames = manualFrames();
    const ticker = createTicker(frames, frames.now);
    const ends = [ticker.subscribe(0, () => {}), ticker.subscribe(0, () => {})];
    frames.pass(32);
    for (const end of ends) end();
    expect(frames.waiting()).toBe(0);
  });
});
