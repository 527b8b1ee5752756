import { expect } from '@playwright/test';
import { startAnother } from './support/another-process.ts';
import { armedPill } from './support/cockpit.ts';
import { test } from './support/desk-test.ts';

test('a second start brings the window of the first to the front and leaves', async ({ home, openDesk }) => {
  const { app, window } = await openDesk();
  await expect(armedPill(window)).toBeVisible();
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  const isVisible = (): Promise<boolean | undefined> =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible());
  await expect.poll(isVisible).toBe(false);

  const ended = await startAnother(home, []);
  expect(ended.stdout).toContain(`Swingaway is already running on ${home.data}`);
  expect(ended.code).toBe(0);
  await expect.poll(isVisible).toBe(true);
  await expect(armedPill(window)).toBeVisible();
  expect(app.windows()).toHaveLength(1);
});
