import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { metaplexMetadataAddress } from '../../../electron/protocol/metaplex-metadata.ts';
import { makeTokenMetadataCache, type TokenMetadataCache } from '../../../electron/chain/token-metadata.ts';
import { decodeAddress } from '../../../electron/protocol/base58.ts';
import { writeU32 } from '../../../electron/protocol/little-endian.ts';
import { embeddedMetadataOf } from '../../../electron/protocol/mint-facts.ts';
import { METADATA_PROGRAM, TOKEN_2022_PROGRAM } from '../../../electron/protocol/programs.ts';
import { tokenMetadataExtension } from '../../../electron/protocol/token-2022-metadata.ts';
import { encodeToken2022Mint } from '../../../electron/protocol/token-2022-mint.ts';
import { address, tokenUnits, type Address } from '../../../shared/units.ts';
import { NEEDS, NO_FIXTURES, readByteListFixture } from '../protocol/chain-fixtures.ts';
import { accountJson, mintJson, sampleAddress } from './account-bytes.ts';
import { chainRig, serveAccounts, type ChainRig } from './chain-rig.ts';

const never = new AbortController().signal;
const MINT = sampleAddress(7);
let rig: ChainRig;
let cache: TokenMetadataCache;
let accounts: Record<string, object>;

beforeEach(async () => {
  rig = await chainRig();
  accounts = {};
  serveAccounts(rig.node, () => accounts);
  cache = makeTokenMetadataCache(rig.reader, rig.clock);
});
afterEach(() => rig.close());

/** Filled up with zero bytes, as accounts made before 2024 are. */
function metaplex(mint: Address, name: string, symbol: string, owner = METADATA_PROGRAM): object {
  const text = (value: string, bytes: number): Uint8Array => {
    const filled = new Uint8Array(4 + bytes);
    writeU32(filled, 0, bytes);
    filled.set(Buffer.from(value), 4);
    return filled;
  };
  const data = Buffer.concat([
    Uint8Array.of(4),
    decodeAddress(sampleAddress(9)),
    decodeAddress(mint),
    text(name, 64),
    text(symbol, 64),
  ]);
  return accountJson(owner, new Uint8Array(data));
}

function mint2022(name: string, symbol: string, of = MINT): object {
  const metadata = tokenMetadataExtension({ updateAuthority: null, mint: of, name, symbol, uri: '' });
  const plain = { mintAuthority: null, supply: tokenUnits(1n), decimals: 6, freezeAuthority: null };
  return accountJson(TOKEN_2022_PROGRAM, encodeToken2022Mint({ ...plain, extensions: [metadata] }));
}

describe('what a token is called', () => {
  it('is where the SDK looks for it', () => {
    const usdc = address('EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v');
    expect(metaplexMetadataAddress(usdc)).toBe('5x38Kp4hvdomTCnCrAny4UtMUt5rQBdB6px2K1Ui45Wq');
  });

  it('is read from its Metaplex account, once', async () => {
    accounts = {
      [metaplexMetadataAddress(MINT)]: metaplex(MINT, 'Sample Token', 'SMPL'),
      [MINT]: mintJson(),
    };
    expect(await cache.read(MINT, never)).toEqual({ name: 'Sample Token', symbol: 'SMPL' });
    expect(await cache.read(MINT, never)).toEqual({ name: 'Sample Token', symbol: 'SMPL' });
    expect(rig.node.calls).toHaveLength(1);
  });

  it('is read from inside a Token-2022 mint', async () => {
    accounts = { [MINT]: mint2022('Inner', 'IN') };
    expect(await cache.read(MINT, never)).toEqual({ name: 'Inner', symbol: 'IN' });
  });

  it('is cut, and shows nothing invisible or turned around', async () => {
    accounts = {
      [MINT]: mint2022('\u202Eevil\u200B \u0007name'.padEnd(200, 'x'), '\u2066SOL\u2069'.repeat(9)),
    };
    const read = await cache.read(MINT, never);
    expect(read?.name).toMatch(/^evil name/u);
    expect(read?.name?.length).toBeLessThanOrEqual(32);
    expect(read?.symbol).toMatch(/^(SOL)+S?O?L?$/u);
    expect(read?.symbol?.length).toBeLessThanOrEqual(16);
  });

  it.each([
    ['of another mint', () => metaplex(sampleAddress(8), 'Other', 'O')],
    ['of another program', () => metaplex(MINT, 'Other', 'O', TOKEN_2022_PROGRAM)],
    ['cut short', () => accountJson(METADATA_PROGRAM, Uint8Array.of(4, 1, 2))],
    ['of nothing that shows', () => metaplex(MINT, '\u200B', '\u200B')],
  ])('is nothing where the account is %s, and looked for again after a minute', async (_what, account) => {
    accounts = { [metaplexMetadataAddress(MINT)]: account(), [MINT]: mintJson() };
    expect(await cache.read(MINT, never)).toBeNull();
    rig.clock.advance(59_999);
    expect(await cache.read(MINT, never)).toBeNull();
    expect(rig.node.calls).toHaveLength(1);
    rig.clock.advance(1);
    accounts = { [metaplexMetadataAddress(MINT)]: metaplex(MINT, 'Late', 'L') };
    expect(await cache.read(MINT, never)).toEqual({ name: 'Late', symbol: 'L' });
  });

  it('is not remembered as nothing when it could not be read', async () => {
    rig.node.on('getMultipleAccounts', { error: { code: -32_602, message: 'no' } });
    expect(await cache.read(MINT, never)).toBeNull();
    accounts = { [MINT]: mint2022('Inner', 'IN') };
    serveAccounts(rig.node, () => accounts);
    expect(await cache.read(MINT, never)).toEqual({ name: 'Inner', symbol: 'IN' });
  });
});

describe.skipIf(NO_FIXTURES)(`a real Token-2022 mint${NEEDS}`, () => {
  it('says its name', async () => {
    const data = readByteListFixture('accounts/mints/token2022-with-metadata.json');
    // Its metadata name the mint that they are of.
    const inside = embeddedMetadataOf({ owner: TOKEN_2022_PROGRAM, data });
    if (inside === null) throw new Error('the fixture has metadata');
    accounts = { [inside.mint]: accountJson(TOKEN_2022_PROGRAM, data) };
    const read = await cache.read(inside.mint, never);
    expect(read?.symbol).toBe(inside.symbol);
  });
});
