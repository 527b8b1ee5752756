import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { describe, expect, it } from 'vitest';
import { MAX_BACKFILL_AGE_SLOTS } from '../../../electron/feed/backfilled-pools.ts';
import { CREATION_FEE_ACCOUNTS } from '../../../electron/feed/creation-fee-accounts.ts';
import { RACE_GRACE_MS } from '../../../electron/feed/feed-race-board.ts';
import { MAX_RECORDING_BYTES } from '../../../electron/feed/feed-recorder.ts';
import {
  BACKFILL_AFTER_MS,
  BACKFILL_SIGNATURES,
  BACKFILL_TRANSACTIONS,
} from '../../../electron/feed/gap-backfill.ts';
import { LATENESS_WINDOW } from '../../../electron/feed/lateness.ts';
import { PING_EVERY_MS, PONG_WITHIN_MS } from '../../../electron/feed/link-supervisor.ts';
import { MALFORMED_REASONS } from '../../../electron/feed/malformed-reasons.ts';
import { parseNewPool } from '../../../electron/feed/new-pool-message.ts';
import {
  DETAIL_KEYS,
  FULL_MESSAGE,
  KEY_FAULTS,
  MARKET_KEYS,
} from '../../../electron/feed/new-pool-schema.ts';
import { readRecordedLine } from '../../../electron/feed/recorded-line.ts';
import { READ_WAITS_MS } from '../../../electron/feed/retried-read.ts';
import { MAX_SLOT_JUMP, MAX_SLOT_LAG, SLOT_SILENCE_MS } from '../../../electron/feed/slot-watch.ts';
import { LAUNCHLAB_PROGRAM } from '../../../electron/protocol/programs.ts';
import { MAX_PACKET_CHARACTERS } from '../../../electron/feed/stamping-parser.ts';

const path = join(import.meta.dirname, '../../../docs/feeds.md');
const TABLE = /^\| code +\| meaning +\|\n(?:\|.*\n)+/m;

const codeTable = [
  '| code | meaning |',
  '| --- | --- |',
  ...Object.entries(MALFORMED_REASONS).map(([code, meaning]) => `| \`${code}\` | ${meaning} |`),
].join('\n');

/** The page with the table of codes as the code has it. */
async function withCodes(page: string): Promise<string> {
  const settings = await resolveConfig(path);
  return format(page.replace(TABLE, `${codeTable}\n`), { ...settings, parser: 'markdown' });
}

describe('docs/feeds.md', () => {
  const page = readFileSync(path, 'utf8');
  const examples = [...page.matchAll(/```json\n(.*?)```/gs)].map(([, json]): unknown =>
    JSON.parse(json ?? ''),
  );

  it('has examples that the feed takes, the least and the most', () => {
    expect(examples).toHaveLength(2);
    const [least, most] = examples.map((example) => parseNewPool(example, 'main'));
    expect(least).toMatchObject({ ok: true, value: { detail: null, mint: null } });
    expect(most?.ok === true && most.value.detail !== null && most.value.mint !== null).toBe(true);
  });

  it('names every key of a message, and its full example has all but the market', () => {
    for (const key of Object.keys(KEY_FAULTS)) expect(page).toContain(`\`${key}\``);
    const keys = Object.keys(FULL_MESSAGE.shape).filter((key) => !MARKET_KEYS.includes(key));
    expect(Object.keys(Object(examples[1])).toSorted()).toEqual(keys.toSorted());
    expect(DETAIL_KEYS).toEqual(expect.arrayContaining([...MARKET_KEYS]));
  });

  it('explains every code of a malformed message as the code does (UPDATE_DOCS=1 writes them anew)', async () => {
    const wanted = await withCodes(page);
    if (process.env['UPDATE_DOCS'] === '1') writeFileSync(path, wanted);
    expect(readFileSync(path, 'utf8')).toBe(wanted);
    expect(wanted).toMatch(TABLE);
  });

  it('gives the length of a packet as it is', () => {
    expect(page).toContain(`over ${MAX_PACKET_CHARACTERS.toLocaleString('en')} characters`);
  });

  it('gives figures, accounts and keys as they are', () => {
    const text = page.replace(/\s+/g, ' ');
    for (const account of [...CREATION_FEE_ACCOUNTS, LAUNCHLAB_PROGRAM]) expect(page).toContain(account);
    const waits = READ_WAITS_MS.map((wait) => wait / 1000);
    expect(text).toContain(`after ${waits.slice(0, -1).join(', ')} and ${waits.at(-1)} s`);
    expect(text).toContain(
      `within ${PONG_WITHIN_MS / 1000} s (one goes out every ${PING_EVERY_MS / 1000} s)`,
    );
    expect(text).toContain(`no slot came for ${SLOT_SILENCE_MS / 1000} s`);
    expect(text).toContain(`more than ${MAX_SLOT_LAG} behind`);
    expect(text).toContain(
      `a jump over more than ${MAX_SLOT_JUMP} slots. ${BACKFILL_AFTER_MS / 1000} s after`,
    );
    expect(text).toContain(`at most ${BACKFILL_SIGNATURES} signatures each`);
    expect(text).toContain(`at most ${BACKFILL_TRANSACTIONS} of them`);
    expect(text).toContain(`older than ${MAX_BACKFILL_AGE_SLOTS} slots`);
    expect(text).toContain(`its newest ${LATENESS_WINDOW}`);
    expect(text).toContain(`did not within ${RACE_GRACE_MS / 1000} s`);
    expect(text).toContain(`ends at ${MAX_RECORDING_BYTES / 1024 / 1024} MB`);
    const [line] = /^\{"v":1.*$/m.exec(page) ?? [];
    expect(readRecordedLine(line ?? '').ok).toBe(true);
  });
});
