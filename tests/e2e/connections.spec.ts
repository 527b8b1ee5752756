import { expect, type Locator, type Page } from '@playwright/test';
import { panel } from './support/cockpit.ts';
import { sharedDesk } from './support/shared-desk.ts';
import { test } from './support/desk-test.ts';
import { journaledOf, ordersOf } from './support/records.ts';

const desk = sharedDesk({ env: { SWINGAWAY_SEED: '7', SLIPPAGE: '50' } });

test.describe.configure({ timeout: 90_000 });

const chip = (window: Page, name: RegExp): Locator =>
  window.getByRole('group', { name: 'Connections' }).getByRole('button', { name });

const cells = (row: Locator): Promise<readonly string[]> => row.getByRole('cell').allInnerTexts();

test('a pool that opens soon is shown with its countdown, and is bought or offered when it opened', async () => {
  const { window, home } = desk();
  const group = window.getByRole('region', { name: /^Opening soon/ });
  await expect(group).toBeVisible({ timeout: 60_000 });
  await expect(group.getByText(/^opens (?:in \d|at the next slot)/).first()).toBeVisible();
  const opened = (): number =>
    journaledOf(home, 'order-reserved').filter(({ ticket }) => ticket.trigger === 'pool-opened').length;
  await expect.poll(opened, { timeout: 60_000 }).toBeGreaterThan(0);
  const [first] = journaledOf(home, 'order-reserved').filter(
    ({ ticket }) => ticket.trigger === 'pool-opened',
  );
  expect(ordersOf(home, first?.ticket.pool.pool ?? '')).not.toEqual([]);
});

test('the chip of a feed opens the race between the feeds, by keyboard too, and Escape closes it', async () => {
  const { window } = desk();
  const logs = chip(window, /^Logs/);
  await logs.focus();
  await window.keyboard.press('Enter');
  const board = window.getByRole('dialog', { name: 'Feeds against each other' });
  await expect(board).toBeVisible();
  await expect(board.getByRole('columnheader')).toHaveText([
    'feed',
    'first',
    'late p50',
    'late p99',
    'missed',
    'malformed',
    'gaps',
    'backfilled',
  ]);
  // Some pools are heard of first from one, some from the other.
  for (const feed of ['Socket.IO', 'Logs']) {
    const row = board.getByRole('row', { name: new RegExp(`^${feed.replace('.', '\\.')}`) });
    await expect.poll(async () => Number((await cells(row))[0]), { timeout: 30_000 }).toBeGreaterThan(0);
    expect((await cells(row))[4], `${feed}: malformed`).toBe('0');
  }
  await window.keyboard.press('Escape');
  await expect(board).toHaveCount(0);
  await expect(logs).toBeFocused();
});

test('the chip of the chain opens its endpoints and what is kept ready of it', async () => {
  const { window } = desk();
  await chip(window, /^RPC/).click();
  const board = window.getByRole('dialog', { name: 'Endpoints of the chain' });
  const endpoint = board.getByRole('row', { name: /^http:\/\/127\.0\.0\.1/ });
  expect((await cells(endpoint))[0]).toBe('in use');
  for (const kept of ['blockhash', 'priority fee', 'rent', 'chain clock']) {
    await expect(board.getByRole('row', { name: new RegExp(`^${kept}`) }).getByRole('cell')).toHaveText(
      /^\d/,
    );
  }
  await window.keyboard.press('Escape');
  await expect(board).toHaveCount(0);
});

test('the names of the connections can be read on the narrowest desk', async () => {
  const { window, app } = desk();
  const [first] = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map(({ id }) => id),
  );
  await app.evaluate(
    ({ BrowserWindow }, id) => BrowserWindow.fromId(id)?.setBounds({ width: 1100, height: 760 }),
    first ?? 0,
  );
  await expect.poll(() => window.evaluate(() => innerWidth)).toBeLessThan(1_200);
  for (const name of ['Socket.IO', 'Logs', 'RPC 1/1']) {
    const label = chip(window, new RegExp(`^${name.replace('.', '\\.')}`)).getByText(name, { exact: true });
    const isCut = await label.evaluate((element) => element.scrollWidth > element.clientWidth);
    expect(isCut, `${name} is cut`).toBe(false);
  }
  await expect(panel(window, 'Event to wire')).toBeVisible();
});
