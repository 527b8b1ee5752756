import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importTableMarkdown, importTableRows, rowsInPage } from './import-table-markdown.ts';
import { projectRoot } from './source-file.ts';

const page = join(projectRoot, 'ARCHITECTURE.md');

/** The page with the table of the code in place of its own. */
function withTable(text: string): string {
  const lines = text.split('\n');
  const head = lines.findIndex((line) => /^\|\s*from\s*\|\s*may import\s*\|/.test(line));
  const end = lines.findIndex((line, index) => index > head && !line.startsWith('|'));
  return [...lines.slice(0, head), importTableMarkdown(), ...lines.slice(end)].join('\n');
}

describe.skipIf(!existsSync(page))(
  'the import table in ARCHITECTURE.md (skipped where there is no such page)',
  () => {
    it('is the one that the code is held to (UPDATE_DOCS=1 writes it anew)', () => {
      if (process.env['UPDATE_DOCS'] === '1') writeFileSync(page, withTable(readFileSync(page, 'utf8')));
      expect(rowsInPage(readFileSync(page, 'utf8'))).toEqual(importTableRows());
    });
  },
);

describe('the import table as Markdown', () => {
  it('reads back as it was written, also when the columns were aligned', () => {
    const markdown = importTableMarkdown();
    expect(rowsInPage(`# Title\n\n${markdown}\n\nMore.`)).toEqual(importTableRows());
    expect(rowsInPage(markdown.replaceAll(' | ', '   |   '))).toEqual(importTableRows());
  });

  it('is missed when a page has none', () => {
    expect(rowsInPage('# Title\n\n| a | b |\n| --- | --- |\n')).toBeNull();
  });
});
