import { existsSync } from 'node:fs';
import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { encodeRecord } from '../../electron/journal/journal-codec.ts';
import { unixMs } from '../../shared/units.ts';
import { startAnother } from './support/another-process.ts';
import { haltedBanner } from './support/cockpit.ts';
import { test } from './support/desk-test.ts';
import { journaled, logged } from './support/records.ts';

/** What the failure screen says: a heading, what was found and what to do for each problem. */
async function shownProblems(window: Page): Promise<readonly (readonly string[])[]> {
  const screen = window.getByRole('alert');
  await expect(screen.getByRole('heading', { name: 'The desk could not start' })).toBeVisible();
  return screen
    .getByRole('listitem')
    .evaluateAll((items) =>
      items.map((item) => [...item.querySelectorAll('h2, dd')].map((part) => part.textContent)),
    );
}

test('a data folder that cannot be written is named in the window, with what to do', async ({ openDesk }) => {
  const { window, app, close } = await openDesk({ env: { SWINGAWAY_DATA_DIR: '/dev/null/desk' } });
  const [problem, ...others] = await shownProblems(window);
  expect(others).toEqual([]);
  expect(problem?.[0]).toBe('the data folder /dev/null/desk');
  expect(problem?.[1]).toContain('it cannot be written');
  expect(problem?.[2]).toBe('Make it writable, or name another folder in SWINGAWAY_DATA_DIR.');
  const ended = new Promise<number | null>((settle) => app.process().once('exit', settle));
  await close();
  expect(await ended).toBe(1);
});

const badEnv = { SWINGAWAY_NONSENSE: '1', POOL_COOLDOWN_MS: '5m', SLIPPAGE: '-1' };

test('settings that are unknown or in another unit are each told in the window, with what was found', async ({
  openDesk,
}) => {
  const { window } = await openDesk({ env: badEnv });
  const problems = await shownProblems(window);
  expect(problems).toHaveLength(3);
  const about = (name: string): string =>
    problems.find(([what]) => what?.includes(name))?.join(' | ') ?? 'nothing';
  expect(about('SWINGAWAY_NONSENSE')).toContain('SWINGAWAY_NONSENSE');
  expect(about('POOL_COOLDOWN_MS')).toContain('5m is 300000');
  expect(about('SLIPPAGE')).toContain('it cannot be negative');
  await expect(window.getByText('3 things are in the way.')).toBeVisible();
  await expect(window.getByRole('button', { name: 'Copy all' })).toBeEnabled();
});

test('what keeps the desk from starting is on the terminal too, one line each, and in the exit code', async ({
  home,
}) => {
  const picture = join(home.root, 'desk.png');
  const { code, stderr } = await startAnother(home, ['--screenshot', picture], badEnv);
  const lines = stderr.split('\n');
  for (const name of Object.keys(badEnv))
    expect(
      lines.filter((line) => line.includes(name)),
      name,
    ).toHaveLength(1);
  expect(stderr).toContain('no screenshot was taken, because the desk did not start');
  expect(code).toBe(1);
  expect(existsSync(picture)).toBe(false);
});

test('the cut-off end of a journal is put aside and the desk comes up as the rest says', async ({
  home,
  openDesk,
}) => {
  const atMs = unixMs(Date.now() - 60_000);
  const trading = { state: 'halted', sinceMs: atMs, cause: { code: 'killed', by: 'tray' } } as const;
  const whole = encodeRecord({ sequence: 1, event: { kind: 'trading-changed', atMs, trading } });
  const torn = whole.slice(0, 60);
  await mkdir(home.data, { recursive: true });
  await writeFile(join(home.data, 'journal'), whole);
  await appendFile(join(home.data, 'journal'), torn);

  const { window } = await openDesk();
  await expect(haltedBanner(window)).toContainText('Stopped with the tray menu');
  expect(await readFile(join(home.data, 'journal.torn-1'), 'utf8')).toBe(torn);
  expect(
    journaled(home)
      .map(({ kind }) => kind)
      .slice(0, 2),
  ).toEqual(['trading-changed', 'session-started']);
  const opened = logged(home).find(({ event }) => event === 'journal-opened');
  expect(opened?.data).toMatchObject({ records: 1, cut: { bytes: torn.length } });
});

test('a journal that is damaged in its middle is left alone, and the window says which line', async ({
  home,
  openDesk,
}) => {
  const atMs = unixMs(Date.now() - 60_000);
  const trading = { state: 'halted', sinceMs: atMs, cause: { code: 'killed', by: 'tray' } } as const;
  const record = (sequence: number): string =>
    encodeRecord({ sequence, event: { kind: 'trading-changed', atMs, trading } });
  const damaged = record(1) + record(2).replace('tray', 'pray') + record(3);
  await mkdir(home.data, { recursive: true });
  await writeFile(join(home.data, 'journal'), damaged);

  const { window } = await openDesk();
  const [problem] = await shownProblems(window);
  expect(problem?.join(' ')).toContain(join(home.data, 'journal'));
  expect(problem?.join(' ')).toContain('line 2');
  expect(await readFile(join(home.data, 'journal'), 'utf8')).toBe(damaged);
});
