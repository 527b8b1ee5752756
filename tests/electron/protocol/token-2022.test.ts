import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeAddress } from '../../../electron/protocol/base58.ts';
import { decodeMintAccount, encodeMintAccount } from '../../../electron/protocol/mint-account.ts';
import { embeddedMetadataOf, mintFactsOf } from '../../../electron/protocol/mint-facts.ts';
import { TOKEN_2022_PROGRAM, TOKEN_PROGRAM } from '../../../electron/protocol/programs.ts';
import {
  decodeTokenAccount,
  encodeTokenAccount,
  plainTokenAccount,
} from '../../../electron/protocol/token-account.ts';
import {
  addExtension,
  bytesWithExtensions,
  extensionName,
  extensionNumber,
  joinExtensions,
  MAX_EXTENSIONS,
  readExtensions,
  TOKEN_2022_EXTENSION_NAMES,
  withAccountType,
} from '../../../electron/protocol/token-2022-extensions.ts';
import {
  metadataPointerExtension,
  tokenMetadataExtension,
} from '../../../electron/protocol/token-2022-metadata.ts';
import {
  decodeToken2022Mint,
  encodeToken2022Mint,
  riskyExtensionOf,
} from '../../../electron/protocol/token-2022-mint.ts';
import {
  readTransferFeeConfig,
  readWithheld,
  transferFeeAt,
  transferFeeConfigExtension,
  withheldExtension,
  type TransferFeeConfig,
} from '../../../electron/protocol/token-2022-transfer-fee.ts';
import { bps, tokenUnits, type Address } from '../../../shared/units.ts';
import { NEEDS, NO_FIXTURES, readByteListFixture, readMintFixture } from './chain-fixtures.ts';

const key = (byte: number): Address => encodeAddress(new Uint8Array(32).fill(byte));
const plain = { mintAuthority: key(1), supply: tokenUnits(5n), decimals: 6, freezeAuthority: null };
const fee = (share: number, maximum: bigint, epoch: bigint) => ({
  bps: bps(share),
  maximumUnits: tokenUnits(maximum),
  epoch,
});
const feeConfig: TransferFeeConfig = {
  configAuthority: key(2),
  withdrawAuthority: null,
  withheld: tokenUnits(7n),
  older: fee(100, 2n ** 64n - 1n, 3n),
  newer: fee(10_000, 900n, 10n),
};
const unknown = (type: number, bytes = 3) => ({ type, data: new Uint8Array(bytes).fill(9) });
const mintOf = (...extensions: Parameters<typeof encodeToken2022Mint>[0]['extensions'][number][]) =>
  encodeToken2022Mint({ ...plain, extensions });
const facts = (data: Uint8Array, epoch = 5) => mintFactsOf({ owner: TOKEN_2022_PROGRAM, data }, epoch);

describe('Token-2022 extensions', () => {
  it('are read back as they were written, whatever is in them', () => {
    const extension = fc.record({
      type: fc.integer({ min: 1, max: 0xffff }),
      data: fc.uint8Array({ maxLength: 300 }),
    });
    fc.assert(
      fc.property(fc.array(extension, { maxLength: 6 }), fc.constantFrom('mint', 'account'), (each, kind) => {
        const own = new Uint8Array(kind === 'mint' ? 82 : 165).fill(1);
        const bytes = joinExtensions(own, kind, each);
        expect(readExtensions(bytes, kind)).toEqual(each);
        expect(bytes.subarray(0, own.length)).toEqual(own);
        expect(readExtensions(bytes, kind === 'mint' ? 'account' : 'mint')).toBeNull();
      }),
    );
  });

  it('of random bytes never throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        const tailed = Uint8Array.from([...new Uint8Array(165), 1, ...bytes]);
        readExtensions(tailed, 'mint');
        embeddedMetadataOf({ owner: TOKEN_2022_PROGRAM, data: tailed });
      }),
      { numRuns: 300 },
    );
  });

  it('are nothing where an entry runs over the end, padding is not zero, or there are too many', () => {
    const good = mintOf(unknown(12));
    expect(readExtensions(good, 'mint')).toHaveLength(1);
    expect(readExtensions(good.subarray(0, good.length - 1), 'mint')).toBeNull();
    expect(readExtensions(good.subarray(0, 169), 'mint')).toBeNull();
    // A lone byte behind the last entry can be there; it is no entry.
    expect(readExtensions(Uint8Array.from([...good, 7]), 'mint')).toHaveLength(1);
    expect(readExtensions(Uint8Array.from([...good, 0, 0, 7, 7, 7]), 'mint')).toHaveLength(1);
    const dirty = good.slice();
    dirty[100] = 1;
    expect(readExtensions(dirty, 'mint')).toBeNull();
    const many = (count: number) =>
      mintOf(...Array.from({ length: count }, (_, index) => unknown(index + 1, 0)));
    expect(readExtensions(many(MAX_EXTENSIONS), 'mint')).toHaveLength(MAX_EXTENSIONS);
    expect(readExtensions(many(MAX_EXTENSIONS + 1), 'mint')).toBeNull();
  });

  it('never make an account as long as a multisig', () => {
    expect(bytesWithExtensions('account', [8, 0])).toBe(182);
    expect(bytesWithExtensions('mint', [])).toBe(82);
    expect(bytesWithExtensions('mint', [185])).toBe(357);
    expect(readExtensions(new Uint8Array(355), 'mint')).toBeNull();
    expect(readExtensions(mintOf(unknown(12, 185)), 'mint')).toHaveLength(1);
  });

  it('are added one by one in the room that was made for them', () => {
    const empty = new Uint8Array(182);
    const first = addExtension(empty, withheldExtension(tokenUnits(0n)));
    const second =
      first && addExtension(first, { type: extensionNumber('ImmutableOwner'), data: new Uint8Array(0) });
    if (second === null) throw new Error('no room');
    expect(readExtensions(second, 'account', false)).toHaveLength(2);
    expect(readExtensions(second, 'account')).toBeNull();
    expect(readExtensions(withAccountType(second, 'account'), 'account')).toHaveLength(2);
    expect(addExtension(second, unknown(8, 0))).toBeNull();
    expect(first && addExtension(first, withheldExtension(tokenUnits(1n)))).toBeNull();
    expect(withAccountType(new Uint8Array(165), 'account')).toHaveLength(165);
  });

  it('have their numbers by the program’s own order', () => {
    expect(TOKEN_2022_EXTENSION_NAMES).toHaveLength(29);
    expect(
      (['TransferFeeConfig', 'PermanentDelegate', 'TransferHook', 'TokenMetadata', 'Pausable'] as const).map(
        extensionNumber,
      ),
    ).toEqual([1, 12, 14, 19, 26]);
    expect([extensionName(9), extensionName(99), extensionName(65_535)]).toEqual([
      'NonTransferable',
      'extension 99',
      'extension 65535',
    ]);
  });
});

describe('the transfer fee of a mint', () => {
  it('is the older one before the newer one’s epoch, and the newer one from it on', () => {
    expect(transferFeeAt(feeConfig, 9)).toEqual({ bps: 100, maximumUnits: 2n ** 64n - 1n });
    expect(transferFeeAt(feeConfig, 10)).toEqual({ bps: 10_000, maximumUnits: 900n });
    const data = mintOf(transferFeeConfigExtension(feeConfig));
    expect(facts(data, 9)?.transferFee).toEqual({ bps: 100, maximumUnits: 2n ** 64n - 1n });
    expect(facts(data, 10)?.transferFee).toEqual({ bps: 10_000, maximumUnits: 900n });
  });

  it('is read back as it was written', () => {
    const extension = transferFeeConfigExtension(feeConfig);
    expect(extension.data).toHaveLength(108);
    expect(readTransferFeeConfig([extension])).toEqual(feeConfig);
    expect(readTransferFeeConfig([])).toBeNull();
  });

  it('makes the mint unreadable where it is malformed or above the whole', () => {
    const short = { type: 1, data: new Uint8Array(107) };
    const above = transferFeeConfigExtension({ ...feeConfig, newer: fee(10_001, 1n, 10n) });
    for (const extension of [short, above]) {
      expect(readTransferFeeConfig([extension])).toBe('malformed');
      expect(facts(mintOf(extension))).toBeNull();
    }
  });

  it('leaves what was withheld in the account that received it', () => {
    expect(readWithheld([withheldExtension(tokenUnits(12n))])).toBe(12n);
    expect(readWithheld([])).toBeNull();
  });
});

describe('facts of a mint', () => {
  it('of SPL Token have no fee and no extension', () => {
    const data = encodeMintAccount(plain);
    expect(mintFactsOf({ owner: TOKEN_PROGRAM, data }, 5)).toEqual({
      tokenProgram: TOKEN_PROGRAM,
      ...plain,
      transferFee: null,
      riskyExtension: null,
    });
    expect(facts(data)).toEqual({
      tokenProgram: TOKEN_2022_PROGRAM,
      ...plain,
      transferFee: null,
      riskyExtension: null,
    });
    expect(mintFactsOf({ owner: key(9), data }, 5)).toBeNull();
    // SPL Token has no mints with extensions.
    expect(mintFactsOf({ owner: TOKEN_PROGRAM, data: mintOf(unknown(18)) }, 5)).toBeNull();
  });

  it('name the first extension that can keep a holder from selling, or that is not known', () => {
    const harmless = [1, 10, 18, 19, 20, 21, 22, 23, 25];
    for (let number = 1; number <= 40; number += 1) {
      const named = riskyExtensionOf([unknown(18), unknown(number), unknown(12)]);
      expect(named, `extension ${number}`).toBe(
        harmless.includes(number) ? 'PermanentDelegate' : extensionName(number),
      );
    }
    expect(riskyExtensionOf(harmless.map((each) => unknown(each)))).toBeNull();
    expect(facts(mintOf(unknown(14)))?.riskyExtension).toBe('TransferHook');
    expect(facts(mintOf(unknown(200)))?.riskyExtension).toBe('extension 200');
  });

  it('include the name and symbol that the mint itself holds', () => {
    const metadata = { updateAuthority: key(3), mint: key(4), name: 'Ünï', symbol: 'U', uri: 'https://x' };
    const data = mintOf(metadataPointerExtension(null, key(4)), tokenMetadataExtension(metadata));
    expect(embeddedMetadataOf({ owner: TOKEN_2022_PROGRAM, data })).toEqual(metadata);
    expect(embeddedMetadataOf({ owner: TOKEN_PROGRAM, data })).toBeNull();
    expect(facts(data)?.riskyExtension).toBeNull();
    const { data: bytes } = tokenMetadataExtension(metadata);
    const cut = mintOf({ type: 19, data: bytes.subarray(0, 70) });
    expect(embeddedMetadataOf({ owner: TOKEN_2022_PROGRAM, data: cut })).toBeNull();
    expect(facts(cut)).not.toBeNull();
  });

  it.skipIf(NO_FIXTURES)(`of a Token-2022 mint of mainnet are those of its bytes${NEEDS}`, () => {
    const data = readByteListFixture('accounts/mints/token2022-with-metadata.json');
    const buffer = Buffer.from(data);
    expect(facts(data)).toEqual({
      tokenProgram: TOKEN_2022_PROGRAM,
      decimals: data[44],
      supply: buffer.readBigUInt64LE(36),
      mintAuthority: encodeAddress(data.slice(4, 36)),
      freezeAuthority: null,
      transferFee: null,
      riskyExtension: null,
    });
    expect([buffer.readUInt32LE(0), buffer.readUInt32LE(46)]).toEqual([1, 0]);
    const mint = decodeToken2022Mint(data);
    expect(mint?.extensions.map(({ type }) => extensionName(type))).toEqual([
      'MetadataPointer',
      'TokenMetadata',
    ]);
    expect(mint && encodeToken2022Mint(mint)).toEqual(data);
    const metadata = embeddedMetadataOf({ owner: TOKEN_2022_PROGRAM, data });
    const text = buffer.toString('latin1');
    expect(metadata?.name.length).toBeGreaterThan(0);
    expect(text).toContain(metadata?.name);
    expect(text).toContain(metadata?.symbol);
    expect(text).toContain(metadata?.uri);
  });

  it.skipIf(NO_FIXTURES)(`of mainnet’s SPL Token mints are those of the plain decoder${NEEDS}`, () => {
    for (const name of ['usdc', 'usds', 'bonk']) {
      const data = readMintFixture(`accounts/mints/${name}.json`);
      expect(mintFactsOf({ owner: TOKEN_PROGRAM, data }, 0)).toEqual({
        ...decodeMintAccount(data),
        tokenProgram: TOKEN_PROGRAM,
        transferFee: null,
        riskyExtension: null,
      });
    }
  });
});

describe('a token account of Token-2022', () => {
  it('is read with extensions behind it, and not with anything else there', () => {
    const account = plainTokenAccount({ mint: key(1), owner: key(2), amount: tokenUnits(3n) });
    const bytes = joinExtensions(encodeTokenAccount(account), 'account', [withheldExtension(tokenUnits(1n))]);
    expect(bytes).toHaveLength(178);
    expect(decodeTokenAccount(bytes)).toEqual(account);
    expect(decodeTokenAccount(withAccountType(bytes, 'mint'))).toBeNull();
    const multisig = new Uint8Array(355);
    multisig.set(bytes);
    expect(decodeTokenAccount(multisig)).toBeNull();
  });
});
