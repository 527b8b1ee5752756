import { describe, expect, it } from 'vitest';
import { encodeAddress } from '../../../electron/protocol/base58.ts';
import {
  decodeClmmCreations,
  parseClmmCreatePoolInstruction,
} from '../../../electron/protocol/clmm-creation.ts';
import {
  CLMM_POOL_ACCOUNT_BYTES,
  CLMM_POOL_ADDRESS_OFFSETS,
  CLMM_POOL_DISCRIMINATOR,
  decodeClmmPoolAccount,
} from '../../../electron/protocol/clmm-pool-account.ts';
import { CLMM_PROGRAM, CPMM_PROGRAM } from '../../../electron/protocol/programs.ts';
import type { Address } from '../../../shared/units.ts';
import { chainTransaction } from './cpmm-recorded.ts';

const key = (byte: number): Address => encodeAddress(new Uint8Array(32).fill(byte));
const keys = (count: number): readonly Address[] =>
  Array.from({ length: count }, (_, index) => key(index + 1));
const data = (hex: string): Uint8Array => new Uint8Array(Buffer.from(`${hex}${'00'.repeat(24)}`, 'hex'));

describe('CLMM pool account', () => {
  it('is read at the offsets of the program', () => {
    const bytes = new Uint8Array(CLMM_POOL_ACCOUNT_BYTES);
    bytes.set(CLMM_POOL_DISCRIMINATOR);
    for (const [index, offset] of Object.values(CLMM_POOL_ADDRESS_OFFSETS).entries())
      bytes.fill(index + 1, offset, offset + 32);
    bytes.set([9, 6], 233);
    bytes[237 + 15] = 1;
    bytes[253 + 8] = 1;
    bytes[389] = 16;
    bytes[1_080] = 5;
    expect(decodeClmmPoolAccount(bytes)).toEqual({
      config: key(1),
      creator: key(2),
      mint0: key(3),
      mint1: key(4),
      vault0: key(5),
      vault1: key(6),
      observation: key(7),
      decimals0: 9,
      decimals1: 6,
      liquidity: 1n << 120n,
      sqrtPriceX64: 1n << 64n,
      status: 16,
      openTimeUnixS: 5n,
    });
  });

  it('is nothing of another length: a CPMM pool has the same discriminator', () => {
    const bytes = new Uint8Array(637);
    bytes.set(CLMM_POOL_DISCRIMINATOR);
    expect(decodeClmmPoolAccount(bytes)).toBeNull();
    expect(decodeClmmPoolAccount(new Uint8Array(CLMM_POOL_ACCOUNT_BYTES))).toBeNull();
  });
});

describe('CLMM creations', () => {
  it.each([
    ['create-pool', 'e992d18ecf6840bc', 0],
    ['create-customizable-pool', '2b44d4a7592fa401', 0],
    ['create-permissioned-pool', '24f3b3232aef35e5', 2],
  ] as const)('by %s name the pool, both mints and both vaults', (kind, discriminator, shift) => {
    const accounts = keys(15);
    const instruction = { programId: CLMM_PROGRAM, accounts, data: data(discriminator) };
    expect(parseClmmCreatePoolInstruction(instruction)).toEqual({
      kind,
      creator: kind === 'create-permissioned-pool' ? key(2) : key(1),
      config: key(2 + shift),
      pool: key(3 + shift),
      mint0: key(4 + shift),
      mint1: key(5 + shift),
      vault0: key(6 + shift),
      vault1: key(7 + shift),
    });
    expect(parseClmmCreatePoolInstruction({ ...instruction, programId: CPMM_PROGRAM })).toBeNull();
    expect(parseClmmCreatePoolInstruction({ ...instruction, accounts: keys(12) })).toBeNull();
    expect(parseClmmCreatePoolInstruction({ ...instruction, data: data('00') })).toBeNull();
  });

  it('are found in a transaction, unless it failed', () => {
    const created = {
      programId: CLMM_PROGRAM,
      accounts: keys(13),
      data: data('e992d18ecf6840bc'),
      inner: true,
      opaque: false,
    };
    const transaction = chainTransaction({ instructions: [created] });
    expect(decodeClmmCreations(transaction)).toMatchObject([
      { pool: key(3), signature: 'signature', slot: 7 },
    ]);
    expect(decodeClmmCreations({ ...transaction, err: 'failed' })).toEqual([]);
  });
});
