import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DECODE_USAGE, decodeFiles } from '../../../scripts/decoding/decode-files.ts';
import { FIXTURES, NEEDS, NO_FIXTURES } from '../../electron/protocol/chain-fixtures.ts';

const ANNOUNCED = {
  pool_id: 'LanMV9sAd7wArD4vJFi2qDdfnVhFxYSUg6eADduJ3uj',
  base_token: 'So11111111111111111111111111111111111111112',
  quote_token: 'TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA',
};

function run(args: readonly string[], files: Readonly<Record<string, string>> = {}) {
  const out: string[] = [];
  const error: string[] = [];
  const exitCode = decodeFiles(
    args,
    (file) => {
      const text = files[file];
      if (text === undefined) throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
      return text;
    },
    { out: (line) => out.push(line), error: (line) => error.push(line) },
  );
  return { exitCode, out, error };
}

describe('npm run decode', () => {
  it('prints a line of JSON for each thing in each file', () => {
    const { exitCode, out, error } = run(['one', 'two'], {
      one: JSON.stringify(ANNOUNCED),
      two: JSON.stringify([ANNOUNCED, ANNOUNCED]),
    });
    expect({ exitCode, error }).toEqual({ exitCode: 0, error: [] });
    expect(out).toHaveLength(3);
    expect(Object.keys(JSON.parse(out[0] ?? ''))).toEqual([
      'program',
      'kind',
      'pool',
      'baseMint',
      'quoteMint',
      'baseReserve',
      'quoteReserve',
      'openTime',
      'signature',
    ]);
  });

  it('names each file that cannot be read, and reads the others', () => {
    const { exitCode, out, error } = run(['gone', 'text', 'good'], {
      text: 'no frame',
      good: JSON.stringify(ANNOUNCED),
    });
    expect(exitCode).toBe(1);
    expect(error).toEqual(['gone: cannot be read (ENOENT)', 'text: neither JSON nor the lines of a log']);
    expect(out).toHaveLength(1);
  });

  it('explains itself when asked, and when there is no file', () => {
    expect(run(['--help'])).toEqual({ exitCode: 0, out: [DECODE_USAGE], error: [] });
    expect(run(['-h', 'x'])).toMatchObject({ exitCode: 0, error: [] });
    expect(run([])).toEqual({ exitCode: 1, out: [], error: [`No file is given.\n\n${DECODE_USAGE}`] });
    expect(run(['--what']).error).toEqual([`"--what" is not known here.\n\n${DECODE_USAGE}`]);
  });
});

describe.skipIf(NO_FIXTURES)(`npm run decode on all recorded files${NEEDS}`, () => {
  it('reads every one of them', () => {
    const names = readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.json'),
    );
    expect(names.length).toBeGreaterThanOrEqual(29);
    const files = Object.fromEntries(names.map((name) => [name, readFileSync(join(FIXTURES, name), 'utf8')]));
    for (const name of names) {
      const { exitCode, out, error } = run([name], files);
      expect({ name, exitCode, error }).toEqual({ name, exitCode: 0, error: [] });
      expect(out.length, name).toBeGreaterThan(0);
      // Nothing recorded there is of no use.
      expect(out.join('\n'), name).not.toContain('"transaction"');
    }
  });
});
