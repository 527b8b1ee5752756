import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The folders of one desk. Launching twice with the same home is a restart. */
export type DeskHome = {
  readonly root: string;
  /** Chromium's profile, which also holds the single-instance lock. */
  readonly profile: string;
  /** Journal, logs and settings. */
  readonly data: string;
};

export async function createDeskHome(): Promise<DeskHome> {
  const root = await mkdtemp(join(tmpdir(), 'swingaway-e2e-'));
  return { root, profile: join(root, 'profile'), data: join(root, 'data') };
}

export async function removeDeskHome(home: DeskHome): Promise<void> {
  // Chromium's helpers may still write for a moment after the window is gone.
  await rm(home.root, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}
