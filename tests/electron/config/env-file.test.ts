import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseEnvFile } from '../../../electron/config/env-file.ts';

const read = (text: string): Record<string, string> =>
  Object.fromEntries([...parseEnvFile(text).entries].map(([name, entry]) => [name, entry.text]));

describe('a .env file', () => {
  it('gives names and values, with or without quotes, and passes over remarks', () => {
    const text = [
      '\uFEFF# a remark',
      '',
      'SOL_AMOUNT=0.1',
      '  SLIPPAGE = 5   # in percent',
      'export FEED_EVENT="new pool # 1"',
      "WS_URL='wss://h.example/?a=b#c'",
      'RPC_URL=https://h.example/#fragment',
      'EMPTY=',
      'COMMENTED= # nothing',
      'SPACED="  kept  " # remark',
    ].join('\r\n');
    expect(parseEnvFile(text).problems).toEqual([]);
    expect(read(text)).toEqual({
      SOL_AMOUNT: '0.1',
      SLIPPAGE: '5',
      FEED_EVENT: 'new pool # 1',
      WS_URL: 'wss://h.example/?a=b#c',
      RPC_URL: 'https://h.example/#fragment',
      EMPTY: '',
      COMMENTED: '',
      SPACED: '  kept  ',
    });
  });

  it('knows the line of each value', () => {
    expect(parseEnvFile('\n\nA=1').entries.get('A')).toEqual({ text: '1', line: 3 });
  });

  it('names the line of what it cannot read, and never the value', () => {
    const secret = 'c0ffee00';
    const { problems } = parseEnvFile(`${secret}\nKEY: ${secret}\nA="${secret}\n1B=${secret}`);
    expect(problems.map(({ what }) => what)).toEqual([
      '.env, line 1',
      '.env, line 2',
      '.env, line 3',
      '.env, line 4',
    ]);
    expect(JSON.stringify(problems)).not.toContain(secret);
  });

  it('refuses a name that stands twice', () => {
    expect(parseEnvFile('A=1\nB=2\nA=3').problems).toEqual([
      { what: '.env, line 3', found: 'A stands in line 1 already', remedy: 'Keep one of the two.' },
    ]);
  });

  it('reads any text without throwing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const { entries, problems } = parseEnvFile(text);
        expect(entries.size + problems.length).toBeLessThanOrEqual(text.split('\n').length);
      }),
    );
  });
});
