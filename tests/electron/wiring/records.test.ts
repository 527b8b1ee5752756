import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readConfig, type Config } from '../../../electron/config/config.ts';
import { Closers } from '../../../electron/engine/closers.ts';
import { openRecords } from '../../../electron/wiring/records.ts';
import { StartFailure } from '../../../electron/wiring/start-failure.ts';
import type { DeskMode } from '../../../shared/events.ts';
import { manualSystemClock } from '../../support/manual-system-clock.ts';
import { NOON } from '../../support/pools.ts';

let dataDir: string;
let closers: Closers;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'swingaway-records-'));
  closers = new Closers();
});
afterEach(async () => {
  await closers.closeAll();
  rmSync(dataDir, { recursive: true, force: true });
});

function configOf(mode: DeskMode): Config {
  const env = { SWINGAWAY_DATA_DIR: dataDir, SWINGAWAY_MODE: mode, RPC_URL: 'http://127.0.0.1:1' };
  const key = mode === 'live' ? { SWINGAWAY_DEV_KEYPAIR: '/k' } : {};
  const read = readConfig({ env: { ...env, ...key }, envFileText: null, argv: [] });
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value;
}

const open = (mode: DeskMode) =>
  openRecords(
    configOf(mode),
    { mode, version: '0', standInRuntime: true, presetNotes: [] },
    manualSystemClock(NOON),
    closers,
    () => {
      throw new Error('the journal failed');
    },
  );

async function runOf(mode: DeskMode): Promise<void> {
  const { journal } = open(mode);
  const written = journal.append([{ kind: 'session-started', atMs: NOON, mode, genesis: 'G', wallet: 'W' }]);
  expect(written.ok).toBe(true);
  await closers.closeAll();
}

describe('the records of a data folder', () => {
  it('are taken up by the mode that wrote them', async () => {
    await runOf('paper');
    expect(open('paper').restored.ledger).toMatchObject({ genesis: 'G', wallet: 'W' });
  });

  it.each([
    ['sim', 'live'],
    ['live', 'paper'],
    ['paper', 'sim'],
  ] as const)('of %s mode are refused to %s mode, and stay as they are', async (before, now) => {
    await runOf(before);
    let failure: unknown = null;
    try {
      open(now);
    } catch (error) {
      failure = error;
    }
    if (!(failure instanceof StartFailure)) throw new Error('it was opened');
    expect(failure.problems).toMatchObject([
      { what: `the data folder ${dataDir}`, found: expect.stringContaining(`journal of ${before} mode`) },
    ]);
    await closers.closeAll();
    expect(open(before).restored.ledger.wallet).toBe('W');
  });
});
