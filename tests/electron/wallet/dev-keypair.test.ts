import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { Keypair } from '@solana/web3.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decodeAddress } from '../../../electron/protocol/base58.ts';
import { verifySignature } from '../../../electron/protocol/ed25519.ts';
import { loadDevKeypair } from '../../../electron/wallet/dev-keypair.ts';

const pair = Keypair.fromSeed(Uint8Array.from({ length: 32 }, (_, index) => 100 + index));
const numbers = [...pair.secretKey];
const onWindows = process.platform === 'win32';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keypair-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function file(content: string, mode = 0o600): string {
  const path = join(folder, 'id.json');
  writeFileSync(path, content, { mode });
  chmodSync(path, mode);
  return path;
}

/** What is found wrong, without the path. */
function fault(path: string, platform?: NodeJS.Platform): string {
  const loaded = loadDevKeypair(path, platform);
  if (loaded.ok) throw new Error('it was taken');
  const { what, found, remedy } = loaded.error;
  expect(what).toBe('SWINGAWAY_DEV_KEYPAIR');
  expect(remedy).not.toBe('');
  expect(found.startsWith(`${path} `)).toBe(true);
  return found.slice(path.length + 1);
}

describe('a development key pair', () => {
  it('signs for the address that solana-keygen gave it', () => {
    const loaded = loadDevKeypair(file(JSON.stringify(numbers)));
    if (!loaded.ok) throw new Error(loaded.error.found);
    const { address, sign } = loaded.value;
    expect(address).toBe(pair.publicKey.toBase58());
    const message = Buffer.from('a message');
    expect(verifySignature(decodeAddress(address), message, sign(message))).toBe(true);
  });

  it('is read however the list is laid out', () => {
    const loaded = loadDevKeypair(file(` \n${JSON.stringify(numbers, null, 2)}\r\n`));
    expect(loaded.ok && loaded.value.address).toBe(pair.publicKey.toBase58());
  });

  it('shows no key however it is printed', () => {
    const loaded = loadDevKeypair(file(JSON.stringify(numbers)));
    const shown = `${inspect(loaded, { depth: 9, showHidden: true })} ${JSON.stringify(loaded)}`;
    expect(shown).not.toContain(numbers.slice(0, 4).join(','));
    expect(shown).not.toContain(Buffer.from(pair.secretKey.slice(0, 32)).toString('hex'));
    expect(shown).not.toContain('PrivateKey');
  });

  it('is refused where there is no file, or a folder', () => {
    expect(fault(join(folder, 'none.json'))).toBe('cannot be read (ENOENT)');
    expect(fault(folder)).toBe('is not a file');
  });

  it('is refused when it is too large for a key', () => {
    expect(fault(file(' '.repeat(4_097)))).toBe('has 4097 bytes, too many for a key');
  });

  it.each([
    ['', 'is not a JSON list of whole numbers'],
    ['{"secret":1}', 'is not a JSON list of whole numbers'],
    ['"5Kd3…"', 'is not a JSON list of whole numbers'],
    ['[1,2', 'is not a JSON list of whole numbers'],
    ['[1,,2]', 'is not a JSON list of whole numbers'],
    ['[1,2,]', 'is not a JSON list of whole numbers'],
    ['[1.5]', 'is not a JSON list of whole numbers'],
    ['[-1]', 'is not a JSON list of whole numbers'],
    ['[01]', 'is not a JSON list of whole numbers'],
    ['[1] [2]', 'is not a JSON list of whole numbers'],
    ['[]', 'has 0 numbers instead of 64'],
    ['[1,2,3]', 'has 3 numbers instead of 64'],
    [JSON.stringify([...numbers, 1]), 'has 65 numbers instead of 64'],
    [JSON.stringify(numbers.with(5, 256)), 'has a number over 255 at place 6'],
    [JSON.stringify(numbers.with(63, 99_999_999_999)), 'has a number over 255 at place 64'],
  ])('is refused when it holds something else: %s', (content, found) => {
    expect(fault(file(content))).toBe(found);
  });

  it('is refused when its public half is not the one of its secret half', () => {
    const other = Keypair.fromSeed(new Uint8Array(32).fill(9));
    const mixed = [...pair.secretKey.slice(0, 32), ...other.publicKey.toBytes()];
    expect(fault(file(JSON.stringify(mixed)))).toBe(
      'has a public half that is not the one of its secret half',
    );
  });

  it.skipIf(onWindows).each([0o640, 0o604, 0o620, 0o601, 0o644])(
    'is refused when others have a right to it (%o), with how to mend that',
    (mode) => {
      const path = file(JSON.stringify(numbers), mode);
      expect(fault(path)).toBe('can be read or written by others than its owner');
      const loaded = loadDevKeypair(path);
      expect(!loaded.ok && loaded.error.remedy).toContain('chmod 600');
    },
  );

  it('does not judge modes on Windows, where they do not tell', () => {
    expect(loadDevKeypair(file(JSON.stringify(numbers), 0o644), 'win32').ok).toBe(true);
  });

  it('tells nothing of its content, whatever is wrong with it', () => {
    const secret = numbers.slice(0, 32);
    const texts = [
      JSON.stringify(secret),
      JSON.stringify([...secret, 256]),
      `${JSON.stringify(secret)},`,
      JSON.stringify([...secret, ...secret]),
    ];
    for (const text of texts) {
      const loaded = loadDevKeypair(file(text));
      const shown = JSON.stringify(loaded).replaceAll(folder, '');
      expect(loaded.ok).toBe(false);
      expect(shown).not.toMatch(/1\d\d,1\d\d/);
    }
  });
});
