import { test as base } from '@playwright/test';
import { prepareBuild } from '../../../scripts/building/build-app.mjs';
import { prepareMachine, runtimeEnvironment } from '../../../scripts/setup/prepare-desk.mjs';
import { openDisplay } from '../../../scripts/system/display.mjs';
import { createDeskHome, removeDeskHome, type DeskHome } from './desk-home.ts';
import { launchDesk, type Desk, type DeskOptions } from './launch-desk.ts';

export type OpenDesk = (options?: Partial<DeskOptions>) => Promise<Desk>;

/** `npm test` has set up, built and opened a display before it starts Playwright, and says so by this. */
const machineReadyVariable = 'DESK_MACHINE_READY';

/**
 * Playwright's `test` with a desk: `home` is a fresh one for each test, `openDesk` launches in it (again after a close: a restart) and
 * closes what is still open at the end. A failed test keeps the desk's terminal output as an attachment.
 */
export const test = base.extend<{ home: DeskHome; openDesk: OpenDesk }, { machine: null }>({
  machine: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads a fixture's needs from this pattern
    async ({}, use) => {
      if (process.env[machineReadyVariable] !== undefined) {
        await use(null);
        return;
      }
      const runtime = await prepareMachine();
      await prepareBuild();
      const display = await openDisplay();
      Object.assign(process.env, runtimeEnvironment(runtime), display.env);
      await use(null);
      display.close();
    },
    { scope: 'worker', auto: true, timeout: 10 * 60_000 },
  ],

  // oxlint-disable-next-line no-empty-pattern -- as above
  home: async ({}, use) => {
    const home = await createDeskHome();
    await use(home);
    await removeDeskHome(home);
  },

  openDesk: async ({ home }, use, testInfo) => {
    const desks: Desk[] = [];
    await use(async (options) => {
      const desk = await launchDesk({ home, ...options });
      desks.push(desk);
      return desk;
    });
    const failed = testInfo.status !== testInfo.expectedStatus;
    for (const [index, desk] of desks.entries()) {
      if (failed)
        await testInfo.attach(`desk-${index + 1}-output`, { body: desk.output(), contentType: 'text/plain' });
      await desk.close();
    }
  },
});
