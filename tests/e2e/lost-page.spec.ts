import { expect } from '@playwright/test';
import { startAnother } from './support/another-process.ts';
import { armedPill, haltedBanner, poolsSeen, stopButton } from './support/cockpit.ts';
import { test } from './support/desk-test.ts';
import type { Desk } from './support/launch-desk.ts';
import { journaledOf, lastTrading, sinceHalt } from './support/records.ts';

test.describe.configure({ timeout: 90_000 });

const env = { SOL_AMOUNT: '0.02', MAX_CONCURRENT_TRADES: '16', SLIPPAGE: '50' };

const ANSWER_WITHIN_MS = 1_000;

/**
 * The page's text through Electron itself, since Playwright gives a page up once it has crashed. Empty while there is no page: what is
 * asked of a crashed one is never answered.
 */
const shownText = ({ app }: Desk): Promise<string> =>
  app.evaluate(async ({ BrowserWindow }, withinMs) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    const text: unknown = await Promise.race([
      contents?.executeJavaScript('document.body.innerText').catch(() => ''),
      new Promise((settle) => setTimeout(() => settle(''), withinMs)),
    ]);
    return String(text);
  }, ANSWER_WITHIN_MS);

test('a page that hangs does not keep --kill from stopping the desk', async ({ home, openDesk }) => {
  const { window } = await openDesk({ env });
  await expect(armedPill(window)).toBeVisible();
  const hung = window.evaluate(() => {
    for (;;);
  });
  hung.catch(() => undefined);

  const ended = await startAnother(home, ['--kill']);
  expect(ended.stdout).toContain('Stopped: nothing is signed or sent until you arm the desk again.');
  expect(ended.code).toBe(0);
  expect(lastTrading(home)).toMatchObject({
    state: 'halted',
    cause: { code: 'killed', by: 'command-line' },
  });
  expect(sinceHalt(home).map(({ kind }) => kind)).not.toContain('order-signed');
});

test('a page that crashes comes back with the same state, and trading did not notice', async ({
  home,
  openDesk,
}) => {
  const desk = await openDesk({ env });
  const sent = (): number => journaledOf(home, 'order-sent').length;
  await expect(stopButton(desk.window)).toBeVisible();
  await expect.poll(sent, { timeout: 30_000 }).toBeGreaterThan(0);
  const seen = await poolsSeen(desk.window);
  const before = sent();
  await desk.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
  );
  await expect
    .poll(() => shownText(desk), { timeout: 20_000 })
    .toMatch(/ARMED[^]*The window.s page ended \(crashed[^]*pools seen/);
  const seenAgain = Number(/(\d+) pools seen/.exec(await shownText(desk))?.[1]);
  expect(seenAgain).toBeGreaterThanOrEqual(seen);
  await expect.poll(sent, { timeout: 30_000 }).toBeGreaterThan(before);
  expect(journaledOf(home, 'trading-changed')).toHaveLength(1);
});

test('a page that crashes while the desk is stopped comes back stopped', async ({ openDesk }) => {
  const desk = await openDesk({ env });
  await stopButton(desk.window).click();
  await expect(haltedBanner(desk.window)).toBeVisible();
  await desk.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
  );
  await expect
    .poll(() => shownText(desk), { timeout: 20_000 })
    .toMatch(/HALTED[^]*Stopped with the stop button/);
});
