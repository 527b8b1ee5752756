import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import type { DeskHome } from './desk-home.ts';

export const projectRoot = fileURLToPath(new URL('../../..', import.meta.url)).replace(/[\\/]$/, '');
const screenshotFolder = join(projectRoot, 'artifacts', 'screenshots');

const launchLimitMs = 30_000;
const keptOutputChars = 200_000;

export type DeskOptions = {
  readonly home: DeskHome;
  /** Settings on top of the caller's environment, whose own SWINGAWAY_ settings do not reach the desk. */
  readonly env?: Readonly<Record<string, string>>;
  /** What would stand after `npm start --`; paths absolute. */
  readonly args?: readonly string[];
};

export type Desk = {
  readonly app: ElectronApplication;
  /** The first window, its page loaded. */
  readonly window: Page;
  readonly home: DeskHome;
  /** What the main process wrote to the terminal so far (the last 200,000 characters). */
  readonly output: () => string;
  /** Saves what the window shows as artifacts/screenshots/<name>.png and gives that path. */
  readonly screenshot: (name: string) => Promise<string>;
  /** Quits as a user would, and waits until the process is gone. */
  readonly close: () => Promise<void>;
};

/** Opens the built desk in the Electron that ELECTRON_OVERRIDE_DIST_PATH names, else the official one. */
export async function launchDesk({ home, env = {}, args = [] }: DeskOptions): Promise<Desk> {
  const app = await _electron.launch({
    args: [`--user-data-dir=${home.profile}`, projectRoot, ...args],
    cwd: projectRoot,
    env: deskEnvironment(home, env),
    chromiumSandbox: process.getuid?.() !== 0,
    timeout: launchLimitMs,
  });
  const output = collectOutput(app);
  const window = await firstWindow(app, output);
  return {
    app,
    window,
    home,
    output,
    screenshot: (name) => saveScreenshot(window, name),
    close: () => app.close(),
  };
}

async function firstWindow(app: ElectronApplication, output: () => string): Promise<Page> {
  try {
    const window = await app.firstWindow({ timeout: launchLimitMs });
    await window.waitForLoadState('domcontentloaded');
    return window;
  } catch (error) {
    await app.close();
    throw new Error(`The desk opened no window. It wrote:\n${output()}`, { cause: error });
  }
}

async function saveScreenshot(window: Page, name: string): Promise<string> {
  await mkdir(screenshotFolder, { recursive: true });
  const path = join(screenshotFolder, `${name}.png`);
  await window.screenshot({ path });
  return path;
}

/** What a process of the desk gets: the caller's environment, the home's folder, and `env` over both. */
export function deskEnvironment(
  home: DeskHome,
  env: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const kept = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('SWINGAWAY_') || name === 'SWINGAWAY_RUNTIME',
  );
  const inherited = kept.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
  return { ...Object.fromEntries(inherited), SWINGAWAY_DATA_DIR: home.data, ...env };
}

function collectOutput(app: ElectronApplication): () => string {
  let text = '';
  const keep = (chunk: unknown): void => {
    text = (text + String(chunk)).slice(-keptOutputChars);
  };
  app.process().stdout?.on('data', keep);
  app.process().stderr?.on('data', keep);
  return () => text;
}
