import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packAsar, readFromAsar } from '../../../scripts/runtime/asar.mjs';

const plainName = fc.string({ minLength: 1 }).filter((name) => !/[\\/]/.test(name) && name !== '__proto__');
const content = fc.uint8Array({ maxLength: 500 }).map((bytes) => Buffer.from(bytes));

describe('an asar archive', () => {
  it('gives back every file as it was packed', () => {
    fc.assert(
      fc.property(fc.dictionary(plainName, content, { maxKeys: 8 }), (files) => {
        const archive = packAsar(files);
        for (const [name, bytes] of Object.entries(files))
          expect(readFromAsar(archive, name).equals(bytes)).toBe(true);
      }),
    );
  });

  it('starts with the sizes that Electron reads: a pickle of 4 bytes, then the padded directory', () => {
    const archive = packAsar({ a: 'x' });
    const directory = '{"files":{"a":{"size":1,"offset":"0"}}}';
    expect(archive.readUInt32LE(0)).toBe(4);
    expect(archive.readUInt32LE(12)).toBe(directory.length);
    expect(archive.toString('utf8', 16, 16 + directory.length)).toBe(directory);
    const padded = Math.ceil(directory.length / 4) * 4;
    expect(archive.readUInt32LE(8)).toBe(4 + padded);
    expect(archive.readUInt32LE(4)).toBe(8 + padded);
    expect(archive.length).toBe(16 + padded + 1);
  });

  it('takes no path, and knows what it does not hold', () => {
    expect(() => packAsar({ 'a/b': '' })).toThrow('a/b');
    expect(() => readFromAsar(packAsar({ a: '' }), 'b')).toThrow('no file b');
  });
});
