import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { describe, expect, it } from 'vitest';
import { MALFORMED_REASONS } from '../../../electron/feed/malformed-reasons.ts';
import { parseNewPool } from '../../../electron/feed/new-pool-message.ts';
import {
  DETAIL_KEYS,
  FULL_MESSAGE,
  KEY_FAULTS,
  MARKET_KEYS,
} from '../../../electron/feed/new-pool-schema.ts';
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
});
