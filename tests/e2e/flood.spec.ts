import { expect, type Page } from '@playwright/test';
import { endedAs, haltedBanner, poolsSeen } from './support/cockpit.ts';
import { test } from './support/desk-test.ts';
import { openFloodingFeed } from './support/flooding-feed.ts';
import { measured, quantile } from './support/measured.ts';
import { complaints } from './support/records.ts';

test.describe.configure({ timeout: 120_000 });

const PER_SECOND = 1_000;
const SECONDS = 10;

// A frame is 17 ms. Two cores carry the feed, the market and the tests besides the desk, and draw without a GPU.
const P95_FRAME_WITHIN_MS = 100;
const P99_FRAME_WITHIN_MS = 500;
const STOP_WITHIN_MS = 2_000;

/** Times between the page's animation frames while `meanwhile` goes on. */
async function framesDuring<T>(
  window: Page,
  meanwhile: () => Promise<T>,
): Promise<{ readonly deltasMs: readonly number[]; readonly result: T }> {
  const frames = await window.evaluateHandle(() => {
    const deltasMs: number[] = [];
    let last = performance.now();
    let handle = requestAnimationFrame(function frame(now) {
      deltasMs.push(now - last);
      last = now;
      handle = requestAnimationFrame(frame);
    });
    return {
      end: () => {
        cancelAnimationFrame(handle);
        return deltasMs.slice(1);
      },
    };
  });
  const result = await meanwhile();
  return { deltasMs: await frames.evaluate(({ end }) => end()), result };
}

function framesWords(deltasMs: readonly number[]): string {
  const total = deltasMs.reduce((sum, delta) => sum + delta, 0);
  const figure = (share: number): string => quantile(deltasMs, share).toFixed(0);
  const late = deltasMs.filter((delta) => delta > 50).length;
  return (
    `${((deltasMs.length / total) * 1_000).toFixed(0)} frames a second, ` +
    `p50 ${figure(0.5)} ms, p95 ${figure(0.95)} ms, p99 ${figure(0.99)} ms, ` +
    `slowest ${Math.max(...deltasMs).toFixed(0)} ms, ${late} of ${deltasMs.length} over 50 ms`
  );
}

test('a thousand pools a second are all counted, the window stays fluent, and the stop works in the midst of them', async ({
  home,
  openDesk,
}) => {
  const feed = await openFloodingFeed();
  try {
    const { window } = await openDesk({ env: { FEED_URL: feed.url } });
    await expect(window.getByLabel('Socket.IO 2: live')).toBeVisible();
    await expect.poll(() => poolsSeen(window)).toBeGreaterThan(0);
    const quiet = await framesDuring(window, () => feed.flood(0, 2));
    measured('frames at rest', framesWords(quiet.deltasMs));

    const flooded = await framesDuring(window, () => feed.flood(PER_SECOND, SECONDS));
    measured(`frames at ${PER_SECOND} pools a second`, framesWords(flooded.deltasMs));
    const endedAtMs = performance.now();
    await expect
      .poll(() => endedAs(window, 'too little liquidity'), { timeout: 20_000 })
      .toBeGreaterThanOrEqual(flooded.result);
    measured(
      'the last of them counted in the window after',
      `${Math.round(performance.now() - endedAtMs)} ms`,
    );
    expect(flooded.result).toBe(PER_SECOND * SECONDS);
    expect(quantile(flooded.deltasMs, 0.95)).toBeLessThan(P95_FRAME_WITHIN_MS);
    expect(quantile(flooded.deltasMs, 0.99)).toBeLessThan(P99_FRAME_WITHIN_MS);

    await test.step('the stop in the midst of them', async () => {
      const more = feed.flood(PER_SECOND, 3);
      await expect
        .poll(() => endedAs(window, 'too little liquidity'))
        .toBeGreaterThan(flooded.result + PER_SECOND / 2);
      const pressedAtMs = performance.now();
      await window.keyboard.press('ControlOrMeta+Shift+K');
      await expect(haltedBanner(window)).toBeVisible();
      const tookMs = performance.now() - pressedAtMs;
      measured('from the key to the halted banner', `${Math.round(tookMs)} ms`);
      expect(tookMs).toBeLessThan(STOP_WITHIN_MS);
      await more;
    });
    expect(complaints(home)).toEqual([]);
  } finally {
    await feed.close();
  }
});
