import { expect } from '@playwright/test';
import { endedAs, offerCards, openSettings, panel } from './support/cockpit.ts';
import { test } from './support/desk-test.ts';
import { journaledOf } from './support/records.ts';

test.describe.configure({ timeout: 90_000 });

test('a setting changed in the sheet holds at once and after a restart, and a bad one is not taken', async ({
  home,
  openDesk,
}) => {
  const { window, close } = await openDesk({ env: { SWINGAWAY_SEED: '7' } });

  await test.step('what is out of range is told with the range, and cannot be saved', async () => {
    const sheet = await openSettings(window);
    const save = sheet.getByRole('button', { name: 'Save' });
    await expect(save).toBeDisabled();
    await sheet.getByLabel('Live orders').fill('17');
    await expect(sheet.getByRole('alert')).toHaveText('Allowed: 1 to 16');
    await expect(sheet.getByLabel('Live orders')).toHaveAttribute('aria-invalid', 'true');
    await expect(save).toBeDisabled();
    await sheet.getByLabel('Live orders').press('Enter');
    await expect(sheet.getByRole('status')).toHaveText('1 field needs another value.');
    await sheet.getByLabel('Live orders').fill('-1');
    await expect(sheet.getByRole('alert')).toHaveText('Type a whole number such as 3');
    await sheet.getByLabel('Live orders').fill('3');
    await sheet.getByLabel('Spend per buy').fill('0.1 SOL');
    await expect(sheet.getByRole('alert')).toHaveText('Type an amount of SOL such as 0.25');
    await sheet.getByRole('button', { name: 'Undo' }).click();
    await expect(sheet.getByLabel('Spend per buy')).toHaveValue('0.1');
    await window.keyboard.press('Escape');
    await expect(sheet).toHaveCount(0);
    expect(journaledOf(home, 'settings-changed')).toEqual([]);
  });

  await test.step('a good one is saved: the desk goes by it from then on', async () => {
    const sheet = await openSettings(window);
    await sheet.getByLabel('An offer waits').fill('2');
    await sheet.getByLabel('Buys an hour').fill('321');
    await sheet.getByRole('button', { name: 'Save' }).click();
    await expect(sheet).toHaveCount(0);
    await expect(window.getByText('Settings saved')).toBeVisible();
    const [changed] = journaledOf(home, 'settings-changed');
    expect(changed?.settings).toMatchObject({ offerTtlMs: 2_000, maxTradesPerHour: 321 });
    await expect(panel(window, 'Limits').getByRole('meter', { name: 'Trades this hour' })).toHaveAttribute(
      'aria-valuetext',
      /of 321$/,
    );
  });

  await test.step('an offer that nobody answers within that time expires, and is counted as expired', async () => {
    const expired = await endedAs(window, 'offer expired');
    await expect(offerCards(window).first()).toBeVisible({ timeout: 30_000 });
    await expect.poll(() => endedAs(window, 'offer expired'), { timeout: 30_000 }).toBeGreaterThan(expired);
  });
  await close();

  await test.step('after a restart it is still what was saved', async () => {
    const again = await openDesk({ env: { SWINGAWAY_SEED: '7' } });
    const sheet = await openSettings(again.window);
    await expect(sheet.getByLabel('An offer waits')).toHaveValue('2');
    await expect(sheet.getByLabel('Buys an hour')).toHaveValue('321');
    await expect(sheet.getByRole('status')).toHaveText('In force.');
  });
});
