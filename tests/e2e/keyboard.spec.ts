import { expect, type Page } from '@playwright/test';
import {
  armButton,
  armedPill,
  haltedBanner,
  offerCards,
  panel,
  positionRows,
  stopButton,
} from './support/cockpit.ts';
import { test } from './support/desk-test.ts';
import { measured } from './support/measured.ts';
import { sharedDesk } from './support/shared-desk.ts';

const desk = sharedDesk({ env: { SWINGAWAY_SEED: '7', SLIPPAGE: '50' } });

test.describe.configure({ timeout: 90_000 });

/** More than there are controls, so that a way round that never ends is noticed. */
const MAX_TABS = 150;

type Stop = { readonly role: string; readonly name: string; readonly seen: boolean };

/** Where the focus is: its role and name, and whether it is seen there. Null when nothing has it. */
const focusStop = (window: Page): Promise<Stop | null> =>
  window.evaluate(() => {
    const element = document.activeElement;
    if (element === null || element === document.body) return null;
    const isOutlined = (drawn: Element): boolean => {
      const { outlineStyle, outlineWidth } = getComputedStyle(drawn);
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1;
    };
    // A field and its unit share one frame, which is drawn with a ring.
    const frame = element.tagName === 'INPUT' ? element.parentElement : null;
    const isRinged = frame !== null && getComputedStyle(frame).boxShadow !== 'none';
    return {
      role: element.getAttribute('role') ?? element.tagName.toLowerCase(),
      name: element.getAttribute('aria-label') ?? element.textContent?.trim() ?? '',
      seen: isOutlined(element) || isRinged,
    };
  });

/** Every place that Tab leads to, once around the page from where the focus is. */
async function tabAround(window: Page): Promise<readonly Stop[]> {
  await window.keyboard.press('Tab');
  const first = await window.evaluateHandle(() => document.activeElement);
  const stops: Stop[] = [];
  for (let tab = 0; tab < MAX_TABS; tab += 1) {
    const stop = await focusStop(window);
    if (stop !== null) stops.push(stop);
    await window.keyboard.press('Tab');
    if (await first.evaluate((element) => element === document.activeElement)) return stops;
  }
  throw new Error(`after ${MAX_TABS} times Tab the focus had not gone once around the page`);
}

test('every part of the desk has a name for those who do not see it', async () => {
  const { window } = desk();
  await expect(offerCards(window).first()).toBeVisible({ timeout: 30_000 });
  await expect(positionRows(window).first()).toBeVisible({ timeout: 30_000 });
  for (const title of [
    'Waiting for you',
    'Event to wire',
    'Last order',
    'Tape',
    'Limits',
    'Cooling down',
    'Positions',
    'Why not',
  ])
    await expect(panel(window, title)).toBeVisible();
  for (const meter of ['Trades this hour', 'Live orders', 'Spent today', 'Loss today, with fees'])
    await expect(window.getByRole('meter', { name: meter })).toHaveAttribute('aria-valuetext', /of/);
  await expect(window.getByRole('navigation', { name: 'Screens' })).toBeVisible();
  await expect(window.getByRole('log', { name: 'Tape' })).toBeVisible();
  await expect(window.getByRole('slider')).toHaveAttribute('aria-label', /.+/);
  const chips = window.getByRole('group', { name: 'Connections' });
  await expect(chips.getByLabel('Socket.IO: live')).toBeVisible();
  await expect(chips.getByLabel('RPC 1/1: live')).toBeVisible();
  const unnamed = await window
    .getByRole('button')
    .evaluateAll((buttons) =>
      buttons
        .filter((button) => (button.getAttribute('aria-label') ?? button.textContent ?? '').trim() === '')
        .map((button) => button.outerHTML),
    );
  expect(unnamed).toEqual([]);
});

test('Tab reaches every control, and the focus is seen wherever it is', async () => {
  const { window } = desk();
  const stops = await tabAround(window);
  measured('places that Tab leads to', String(stops.length));
  const names = stops.map(({ name }) => name);
  for (const wanted of [
    /^Sell only$/,
    /^Stop trading$/,
    /^Socket\.IO: live$/,
    /^Desk$/,
    /^Settings$/,
    /^Switch to the (dark|light) theme$/,
    /^Approve/,
    /^Skip/,
    /^all$/,
    /^Tape$/,
    /^Sell everything$/,
    /^Sell all /,
  ])
    expect(names).toContainEqual(expect.stringMatching(wanted));
  expect(stops.filter(({ seen }) => !seen)).toEqual([]);
});

test('the settings open, keep the focus inside and give it back, all by keys', async () => {
  const { window } = desk();
  const button = window.getByRole('button', { name: 'Settings', exact: true });
  await button.focus();
  await window.keyboard.press('Enter');
  const sheet = window.getByRole('dialog', { name: 'Settings' });
  await expect(sheet).toBeVisible();
  for (const label of ['An offer waits', 'Spend per buy', 'Slippage', 'Live orders', 'Liquidity at least'])
    await expect(sheet.getByLabel(label, { exact: true })).toBeVisible();
  const stops = await tabAround(window);
  expect(stops.filter(({ seen }) => !seen)).toEqual([]);
  const names = stops.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['Close the settings', 'Ask from a size on']));
  expect(names).not.toContain('Sell only');
  await window.keyboard.press('Escape');
  await expect(sheet).toHaveCount(0);
  await expect(button).toBeFocused();
});

test('J and K move between the offers', async () => {
  const { window } = desk();
  await expect.poll(() => offerCards(window).count(), { timeout: 40_000 }).toBeGreaterThan(1);
  const current = window.locator('[data-offer][aria-current="true"]');
  const first = await current.getAttribute('data-offer');
  await window.keyboard.press('j');
  await expect(current).not.toHaveAttribute('data-offer', first ?? '');
  await window.keyboard.press('k');
  await expect(current).toHaveAttribute('data-offer', first ?? '');
});

test('the desk is stopped by Enter on the button, and armed by holding Enter', async () => {
  const { window } = desk();
  await stopButton(window).focus();
  await window.keyboard.press('Enter');
  await expect(haltedBanner(window)).toContainText('Stopped with the stop button');
  await armButton(window).focus();
  await window.keyboard.press('Enter');
  await expect(armButton(window)).toHaveAttribute('data-holding', 'false');
  await expect(haltedBanner(window)).toBeVisible();
  await window.keyboard.down('Enter');
  await expect(armedPill(window)).toBeVisible();
  await window.keyboard.up('Enter');
});
