import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { refusalsPage } from './refusals-page.ts';

const path = join(import.meta.dirname, '../../docs/refusals.md');

describe('docs/refusals.md', () => {
  it('lists every refusal code with the words that the program uses', () => {
    if (process.env['UPDATE_DOCS'] === '1') writeFileSync(path, refusalsPage());
    expect(readFileSync(path, 'utf8')).toBe(refusalsPage());
  });
});
