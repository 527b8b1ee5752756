import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeAddress } from '../../../electron/protocol/base58.ts';
import {
  decodeTokenAccount,
  encodeTokenAccount,
  plainTokenAccount,
  tokenAccountAmount,
} from '../../../electron/protocol/token-account.ts';
import { address, lamports, tokenUnits, WSOL_MINT } from '../../../shared/units.ts';
import { NEEDS, NO_FIXTURES, readAccountFixture } from './chain-fixtures.ts';

const addresses = fc.uint8Array({ minLength: 32, maxLength: 32 }).map(encodeAddress);
const amounts = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
const account = fc.record({
  mint: addresses,
  owner: addresses,
  amount: amounts.map(tokenUnits),
  delegate: fc.option(addresses),
  state: fc.constantFrom('initialized', 'frozen'),
  nativeReserve: fc.option(amounts.map(lamports)),
  delegatedAmount: amounts.map(tokenUnits),
  closeAuthority: fc.option(addresses),
});

describe('token account', () => {
  it('decodes what it encoded', () => {
    fc.assert(
      fc.property(account, (each) => {
        const bytes = encodeTokenAccount(each);
        expect(decodeTokenAccount(bytes)).toEqual(each);
        expect(tokenAccountAmount(bytes)).toBe(each.amount);
      }),
    );
  });

  it('is nothing for another length, an uninitialised account or a senseless tag', () => {
    const bytes = encodeTokenAccount(
      plainTokenAccount({ mint: WSOL_MINT, owner: WSOL_MINT, amount: tokenUnits(1n) }),
    );
    expect(decodeTokenAccount(bytes.subarray(1))).toBeNull();
    expect(decodeTokenAccount(new Uint8Array(165))).toBeNull();
    expect(tokenAccountAmount(new Uint8Array(165))).toBeNull();
    expect(tokenAccountAmount(bytes.subarray(0, 164))).toBeNull();
    for (const [at, value] of [
      [72, 2],
      [108, 3],
      [108, 0],
      [109, 2],
      [129, 2],
    ] as const) {
      const changed = bytes.slice();
      changed[at] = value;
      expect(decodeTokenAccount(changed), `byte ${at}`).toBeNull();
    }
  });

  it('gives the balance of a longer Token-2022 account', () => {
    const bytes = encodeTokenAccount(
      plainTokenAccount({ mint: WSOL_MINT, owner: WSOL_MINT, amount: tokenUnits(77n) }),
    );
    expect(tokenAccountAmount(Uint8Array.from([...bytes, 2, 7, 0]))).toBe(77n);
  });

  it.skipIf(NO_FIXTURES)(`reads both vaults of a mainnet pool, and writes the same bytes${NEEDS}`, () => {
    const coin = readAccountFixture('accounts/amm-v4-58oQ/vault_coin.json').bytes;
    const pc = readAccountFixture('accounts/amm-v4-58oQ/vault_pc.json').bytes;
    expect(decodeTokenAccount(coin)).toEqual({
      mint: WSOL_MINT,
      owner: address('5Q544fKrFoe6tsEbD7S8EmxGTJYAKtTVhAW5Q5pge4j1'),
      amount: 66_599_328_743_661n,
      delegate: null,
      state: 'initialized',
      nativeReserve: 2_039_280n,
      delegatedAmount: 0n,
      closeAuthority: null,
    });
    expect(decodeTokenAccount(pc)).toMatchObject({ nativeReserve: null, amount: 5_433_939_748_454n });
    for (const bytes of [coin, pc]) {
      const decoded = decodeTokenAccount(bytes);
      expect(decoded && encodeTokenAccount(decoded)).toEqual(bytes);
    }
  });
});
