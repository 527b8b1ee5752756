import { expect } from '@playwright/test';
import {
  answerByKey,
  answerByMouse,
  endedAs,
  focusedOffer,
  newestOffer,
  openSettings,
  panel,
  poolsSeen,
  positionRow,
  positionRows,
  showInTape,
  tapeLine,
} from './support/cockpit.ts';
import { test } from './support/desk-test.ts';
import { complaints, hasLanded, journaledOf, ordersOf } from './support/records.ts';
import { sharedDesk } from './support/shared-desk.ts';

// With this slippage no order fails because another trader was faster: what is tested here is the desk.
const desk = sharedDesk({ env: { SWINGAWAY_SEED: '7', SLIPPAGE: '50' } });

test.describe.configure({ timeout: 90_000 });

test('pools appear within ten seconds of the window', async () => {
  const { window } = desk();
  await expect(panel(window, 'Why not')).toBeVisible();
  await expect.poll(() => poolsSeen(window), { timeout: 10_000 }).toBeGreaterThan(0);
});

test('the exit rules can be switched off, so that what is held is sold by hand alone', async () => {
  const { window, home } = desk();
  const sheet = await openSettings(window);
  for (const rule of ['Take profit at', 'Stop loss at', 'Hold at most'])
    await sheet.getByRole('switch', { name: `${rule}: on` }).click();
  await sheet.getByRole('button', { name: 'Save' }).click();
  await expect(sheet).toHaveCount(0);
  const [changed] = journaledOf(home, 'settings-changed');
  expect(changed?.settings.exit).toEqual({ takeProfitBps: null, stopLossBps: null, maxHoldMs: null });
});

test('a trade goes out by itself, lands, and is seen on the tape, in the chart and among the positions', async () => {
  const { window, home } = desk();
  await showInTape(window, 'fills');
  await expect(tapeLine(window, 'filled', 'SOL').first()).toBeVisible({ timeout: 30_000 });
  await showInTape(window, 'all');
  const [landed] = journaledOf(home, 'order-confirmed');
  const bought = journaledOf(home, 'order-reserved').find(({ ticket }) => ticket.id === landed?.id);
  expect(bought?.ticket.trigger).toBe('pool-event');

  const chart = panel(window, 'Event to wire');
  await expect(chart.getByText(/^last \d+ orders$/)).toBeVisible();
  await expect
    .poll(() =>
      chart
        .locator('.recharts-area-area')
        .evaluateAll((areas) => areas.filter((area) => area.getBoundingClientRect().height > 1).length),
    )
    .toBeGreaterThan(0);

  const row = positionRow(window, bought?.ticket.pool.pool ?? 'no pool');
  await expect(row).toBeVisible();
  await expect(row).toContainText(/\d\.\d{3}.*\d\.\d{3}/);
  const value = await positionRows(window).allInnerTexts();
  await expect
    .poll(() => positionRows(window).allInnerTexts(), { message: 'a value that lives', timeout: 30_000 })
    .not.toEqual(value);
});

test('the key A buys the focused pool', async () => {
  const { window, home } = desk();
  const offer = await focusedOffer(window);
  await answerByKey(window, 'a', offer);
  await expect.poll(() => hasLanded(home, offer.pool, 'buy'), { timeout: 15_000 }).toBe(true);
  expect(ordersOf(home, offer.pool).map(({ side, trigger }) => ({ side, trigger }))).toEqual([
    { side: 'buy', trigger: 'approval' },
  ]);
  await expect(positionRow(window, offer.pool)).toBeVisible();
  await expect(tapeLine(window, 'filled', offer.symbol)).toBeVisible();
});

test('a click on Approve buys the pool of that card', async () => {
  const { window, home } = desk();
  const offer = await newestOffer(window);
  await answerByMouse(window, /^Approve/, offer);
  await expect.poll(() => hasLanded(home, offer.pool, 'buy'), { timeout: 15_000 }).toBe(true);
  expect(ordersOf(home, offer.pool).map(({ trigger }) => trigger)).toEqual(['approval']);
  await expect(positionRow(window, offer.pool)).toBeVisible();
});

test('the button of a position sells it', async () => {
  const { window, home } = desk();
  const row = positionRows(window).last();
  const pool = (await row.getAttribute('data-pool')) ?? '';
  await positionRow(window, pool)
    .getByRole('button', { name: /^Sell all/ })
    .click();
  await expect.poll(() => hasLanded(home, pool, 'sell'), { timeout: 15_000 }).toBe(true);
  await expect(positionRow(window, pool)).toHaveCount(0);
  const sales = ordersOf(home, pool).filter(({ side }) => side === 'sell');
  expect(sales.map(({ trigger }) => trigger)).toEqual(['sell-button']);
});

test('selling everything asks once more, and then sells each position', async () => {
  const { window, home } = desk();
  await expect(positionRows(window).first()).toBeVisible({ timeout: 30_000 });
  const open = panel(window, 'Positions').getByRole('button', { name: 'Sell everything' });
  const dialog = window.getByRole('alertdialog', { name: 'Sell everything?' });
  await open.click();
  await dialog.getByRole('button', { name: 'Keep them' }).click();
  await expect(dialog).toHaveCount(0);
  const sales = journaledOf(home, 'order-reserved').filter(({ ticket }) => ticket.side === 'sell');
  expect(sales).toHaveLength(1);

  const held = await positionRows(window).evaluateAll((rows) =>
    rows.map((row) => row.getAttribute('data-pool') ?? ''),
  );
  await open.click();
  expect(held.length).toBeGreaterThan(0);
  await dialog.getByRole('button', { name: 'Sell everything' }).click();
  for (const pool of held) {
    await expect.poll(() => hasLanded(home, pool, 'sell'), { timeout: 20_000 }).toBe(true);
    await expect(positionRow(window, pool)).toHaveCount(0);
  }
});

test('the key S skips the focused pool, and it is counted and not bought', async () => {
  const { window, home } = desk();
  const offer = await focusedOffer(window);
  await answerByKey(window, 's', offer);
  await expect(tapeLine(window, 'skipped', offer.symbol)).toBeVisible();
  await expect.poll(() => endedAs(window, 'skipped by you')).toBe(1);
  expect(ordersOf(home, offer.pool)).toEqual([]);
});

test('a click on Skip skips the pool of that card', async () => {
  const { window, home } = desk();
  const offer = await newestOffer(window);
  await answerByMouse(window, /^Skip/, offer);
  await expect.poll(() => endedAs(window, 'skipped by you')).toBe(2);
  expect(ordersOf(home, offer.pool)).toEqual([]);
});

test('a desk that trades looks as it should, in the dark and in the light', async () => {
  const { window, app, screenshot } = desk();
  await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setContentSize(1440, 900, false),
  );
  await expect.poll(() => window.evaluate(() => [innerWidth, innerHeight])).toEqual([1440, 900]);
  await expect(positionRows(window).first()).toBeVisible({ timeout: 30_000 });
  await expect(panel(window, 'Event to wire').getByText(/^last (\d{2,}|[6-9]) orders$/)).toBeVisible({
    timeout: 40_000,
  });
  const ground = (): Promise<string> =>
    window.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await window.emulateMedia({ colorScheme: 'light' });
  const light = await ground();
  await screenshot('desk-light');
  await window.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(ground).not.toBe(light);
  await screenshot('desk');
});

test('after all that there is no error in the console, and no complaint in the log', async () => {
  const { window, home } = desk();
  const messages = await window.consoleMessages();
  const bad = messages.filter((message) => ['error', 'warning'].includes(message.type()));
  expect(bad.map((message) => message.text())).toEqual([]);
  expect(await window.pageErrors()).toEqual([]);
  expect(complaints(home)).toEqual([]);
});
