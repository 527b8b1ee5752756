import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SETTINGS } from '../../../electron/config/settings-table.ts';
import { settingsPage } from './settings-page.ts';

const path = join(import.meta.dirname, '../../../docs/settings.md');

describe('docs/settings.md', () => {
  it('is what the tables in the code say (UPDATE_DOCS=1 writes it anew)', async () => {
    const wanted = await settingsPage(path);
    if (process.env['UPDATE_DOCS'] === '1') writeFileSync(path, wanted);
    expect(readFileSync(path, 'utf8')).toBe(wanted);
  });

  it('has a row for every setting, and no cell that breaks the table', async () => {
    const lines = (await settingsPage(path)).split('\n');
    for (const name of Object.keys(SETTINGS)) {
      const row = lines.find((line) => line.startsWith(`| \`${name}\` `));
      expect(row?.split('|')).toHaveLength(6);
    }
  });
});
