import { expect, type Page } from '@playwright/test';
import { startAnother, startByScript } from './support/another-process.ts';
import {
  armButton,
  armedPill,
  haltedBanner,
  holdToArm,
  morePoolsSeen,
  openSettings,
  panel,
  stopButton,
} from './support/cockpit.ts';
import { test } from './support/desk-test.ts';
import type { DeskHome } from './support/desk-home.ts';
import { journaledOf, lastTrading, sinceHalt } from './support/records.ts';

test.describe.configure({ timeout: 120_000 });

// Small buys go out by themselves, so that every pool that passes the checks is an order that a stop must hold back.
const env = { SOL_AMOUNT: '0.02', MAX_CONCURRENT_TRADES: '16', SLIPPAGE: '50' };

const sentOrders = (home: DeskHome): number => journaledOf(home, 'order-sent').length;

async function expectStopped(window: Page, home: DeskHome, by: string): Promise<void> {
  await expect(haltedBanner(window)).toContainText(`Stopped with ${by}`);
  await expect(armedPill(window)).toHaveCount(0);
  expect(lastTrading(home)?.state).toBe('halted');
}

/** Lets the market go on for a while, and looks into the journal. */
async function expectNothingGoesOut(window: Page, home: DeskHome): Promise<void> {
  await morePoolsSeen(window, 2);
  const kinds = sinceHalt(home).map(({ kind }) => kind);
  expect(kinds).not.toContain('order-reserved');
  expect(kinds).not.toContain('order-signed');
  expect(kinds).not.toContain('order-sent');
}

async function expectTradingGoesOn(home: DeskHome): Promise<void> {
  const before = sentOrders(home);
  await expect.poll(() => sentOrders(home), { timeout: 30_000 }).toBeGreaterThan(before);
}

test('the stop button halts for good: across a restart, and until the desk is armed by holding', async ({
  home,
  openDesk,
}) => {
  const first = await openDesk({ env });
  await test.step('while orders go out, the button stops them', async () => {
    await expect.poll(() => sentOrders(home), { timeout: 30_000 }).toBeGreaterThan(1);
    await stopButton(first.window).click();
    await expectStopped(first.window, home, 'the stop button');
  });
  await test.step('what was sent before is followed until it has landed, and gives its slot back', async () => {
    const ids = new Set(journaledOf(home, 'order-sent').map(({ id }) => id));
    await expect
      .poll(() => journaledOf(home, 'order-confirmed').filter(({ id }) => ids.has(id)).length)
      .toBe(ids.size);
    const live = panel(first.window, 'Limits').getByRole('meter', { name: 'Live orders' });
    await expect(live).toHaveAttribute('aria-valuetext', '0 of 16', { timeout: 5_000 });
  });
  await test.step('and nothing more goes out, whatever the market offers', () =>
    expectNothingGoesOut(first.window, home));
  await first.close();
  expect(sinceHalt(home).map(({ kind }) => kind)).not.toContain('order-signed');

  const second = await openDesk({ env });
  await test.step('after a restart it is stopped still', async () => {
    await expectStopped(second.window, home, 'the stop button');
    await expectNothingGoesOut(second.window, home);
  });
  await test.step('holding the arm button too short a time does nothing', async () => {
    await armButton(second.window).hover();
    await second.window.mouse.down();
    await expect(armButton(second.window)).toHaveAttribute('data-holding', 'true');
    await second.window.mouse.up();
    await expect(armButton(second.window)).toHaveAttribute('data-holding', 'false');
    await expectNothingGoesOut(second.window, home);
    await expectStopped(second.window, home, 'the stop button');
  });
  await test.step('holding it to the end arms, and trading goes on', async () => {
    await holdToArm(second.window);
    expect(lastTrading(home)).toMatchObject({ state: 'armed', cause: null });
    await expectTradingGoesOn(home);
  });
});

test('the keys and a second process stop it too, and a killed desk says by what', async ({
  home,
  openDesk,
}) => {
  const { window } = await openDesk({ env });
  await expect(armedPill(window)).toBeVisible();

  await test.step('Ctrl+Shift+K in the window', async () => {
    await window.keyboard.press('ControlOrMeta+Shift+K');
    await expectStopped(window, home, 'the keyboard shortcut');
    await holdToArm(window);
  });
  await test.step('Ctrl+Shift+K while a setting is being typed', async () => {
    const sheet = await openSettings(window);
    await sheet.getByLabel('Spend per buy').fill('0.5');
    await window.keyboard.press('ControlOrMeta+Shift+K');
    await expectStopped(window, home, 'the keyboard shortcut');
    await expect(sheet.getByLabel('Spend per buy')).toHaveValue('0.5');
    await window.keyboard.press('Escape');
    await expect(sheet).toHaveCount(0);
    await holdToArm(window);
  });
  await test.step('the program started again with --kill', async () => {
    const ended = await startAnother(home, ['--kill']);
    expect(ended.stdout).toContain('Stopped: nothing is signed or sent until you arm the desk again.');
    expect(ended.code).toBe(0);
    await expectStopped(window, home, 'the command line');
    await expectNothingGoesOut(window, home);
    await holdToArm(window);
  });
  await test.step('npm start -- --kill in another terminal', async () => {
    const ended = await startByScript(home, ['--kill']);
    expect(ended.stdout).toContain('Stopped: nothing is signed or sent until you arm the desk again.');
    expect(ended.code).toBe(0);
    await expectStopped(window, home, 'the command line');
  });
  await test.step('a stop of what is stopped is confirmed as well', async () => {
    const ended = await startAnother(home, ['--kill']);
    expect(ended.stdout).toContain('Stopped:');
    expect(ended.code).toBe(0);
  });
});

test('--kill without a running desk says that there is nothing to stop', async ({ home }) => {
  const ended = await startAnother(home, ['--kill']);
  expect(ended.stdout).toContain('No running Swingaway: nothing to stop.');
  expect(ended.code).toBe(0);
});
