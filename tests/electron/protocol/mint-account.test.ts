import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeAddress } from '../../../electron/protocol/base58.ts';
import { decodeMintAccount, encodeMintAccount } from '../../../electron/protocol/mint-account.ts';
import { tokenUnits } from '../../../shared/units.ts';
import { NEEDS, NO_FIXTURES, readByteListFixture, readMintFixture } from './chain-fixtures.ts';

const optionalAddress = fc.option(fc.uint8Array({ minLength: 32, maxLength: 32 }).map(encodeAddress));
const mint = fc.record({
  mintAuthority: optionalAddress,
  supply: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map(tokenUnits),
  decimals: fc.integer({ min: 0, max: 255 }),
  freezeAuthority: optionalAddress,
});

describe('mint account', () => {
  it('decodes what it encoded', () => {
    fc.assert(
      fc.property(mint, (each) => {
        expect(decodeMintAccount(encodeMintAccount(each))).toEqual(each);
      }),
    );
  });

  it('is nothing for another length, an uninitialised mint or a senseless option tag', () => {
    const bytes = encodeMintAccount({
      mintAuthority: null,
      supply: tokenUnits(1n),
      decimals: 9,
      freezeAuthority: null,
    });
    expect(decodeMintAccount(bytes.subarray(0, 81))).toBeNull();
    expect(decodeMintAccount(Uint8Array.from([...bytes, 0]))).toBeNull();
    expect(decodeMintAccount(new Uint8Array(82))).toBeNull();
    for (const tagAt of [0, 46]) {
      const changed = bytes.slice();
      changed[tagAt] = 2;
      expect(decodeMintAccount(changed)).toBeNull();
    }
  });

  it('refuses to encode what would not fit', () => {
    const base = { mintAuthority: null, supply: tokenUnits(1n), decimals: 9, freezeAuthority: null };
    expect(() => encodeMintAccount({ ...base, decimals: 256 })).toThrow(RangeError);
    expect(() => encodeMintAccount({ ...base, supply: tokenUnits(2n ** 64n) })).toThrow(RangeError);
    expect(() => encodeMintAccount({ ...base, supply: tokenUnits(-1n) })).toThrow(RangeError);
  });

  it.skipIf(NO_FIXTURES)(
    `reads mainnet's mints with and without authorities, and writes the same bytes${NEEDS}`,
    () => {
      const usdc = readMintFixture('accounts/mints/usdc.json');
      expect(decodeMintAccount(usdc)).toEqual({
        mintAuthority: 'BJE5MMbqXjVwjAF7oxwPYXnTXDyspzZyt4vwenNw5ruG',
        supply: 9_699_062_349_264_983n,
        decimals: 6,
        freezeAuthority: '7dGbd2QZcCKcTndnHcTL8q7SMVXAkp688NTQYwrRCrar',
      });
      const bonk = decodeMintAccount(readMintFixture('accounts/mints/bonk.json'));
      expect(bonk).toMatchObject({ mintAuthority: null, freezeAuthority: null, decimals: 5 });
      for (const name of ['usdc', 'usds']) {
        const bytes = readMintFixture(`accounts/mints/${name}.json`);
        const decoded = decodeMintAccount(bytes);
        expect(decoded && encodeMintAccount(decoded)).toEqual(bytes);
      }
    },
  );

  it.skipIf(NO_FIXTURES)(`does not take a Token-2022 mint with extensions for a plain one${NEEDS}`, () => {
    const data = readByteListFixture('accounts/mints/token2022-with-metadata.json');
    expect(data.length).toBeGreaterThan(165);
    expect(decodeMintAccount(data)).toBeNull();
  });
});
