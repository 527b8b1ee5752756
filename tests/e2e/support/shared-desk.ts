import { createDeskHome, removeDeskHome } from './desk-home.ts';
import { test } from './desk-test.ts';
import { launchDesk, type Desk, type DeskOptions } from './launch-desk.ts';

/**
 * One desk in a fresh home for all the tests of a file, which each take it as the one before left it: a launch costs seconds. A failed
 * test keeps the desk's terminal output as an attachment.
 */
export function sharedDesk(options: Omit<DeskOptions, 'home'> = {}): () => Desk {
  let open: Desk | null = null;
  const desk = (): Desk => {
    if (open === null) throw new Error('the desk is opened before the first test and closed after the last');
    return open;
  };
  test.beforeAll(async () => {
    open = await launchDesk({ home: await createDeskHome(), ...options });
  });
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads what is needed from this pattern
  test.afterEach(async ({}, testInfo) => {
    if (testInfo.status === testInfo.expectedStatus) return;
    await testInfo.attach('desk-output', { body: desk().output(), contentType: 'text/plain' });
  });
  test.afterAll(async () => {
    const { close, home } = desk();
    open = null;
    await close();
    await removeDeskHome(home);
  });
  return desk;
}
