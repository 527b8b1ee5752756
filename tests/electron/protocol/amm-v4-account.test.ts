import { describe, expect, it } from 'vitest';
import {
  ammV4KeysOfAccount,
  ammV4SwapAllowed,
  decodeAmmV4Account,
  encodeAmmV4Account,
  newAmmV4Account,
} from '../../../electron/protocol/amm-v4-account.ts';
import { initialLiquidity } from '../../../electron/protocol/amm-v4-initial-liquidity.ts';
import { deriveAmmV4Keys } from '../../../electron/protocol/amm-v4-keys.ts';
import { AMM_V4_PROGRAM, TOKEN_PROGRAM, ZERO_ADDRESS } from '../../../electron/protocol/programs.ts';
import { address, WSOL_MINT } from '../../../shared/units.ts';
import { NEEDS, NO_FIXTURES, readAccountFixture } from './chain-fixtures.ts';

const keys = deriveAmmV4Keys({
  market: address('8BnEgHoWFysVcuFFX7QztDmzuH8r5ZFvyP3sYwn1XTh6'),
  coinMint: WSOL_MINT,
  pcMint: TOKEN_PROGRAM,
  marketProgram: ZERO_ADDRESS,
});
const fresh = newAmmV4Account({
  keys,
  coinDecimals: 9,
  pcDecimals: 6,
  openTimeUnixS: 1_700_000_000n,
  lpReserve: initialLiquidity(79_005_361_670n, 206_900_000_000_000n),
  status: 7n,
});

describe('AMM v4 pool account', () => {
  it('decodes what it encoded, with all keys', () => {
    const bytes = encodeAmmV4Account(fresh);
    expect(bytes.length).toBe(752);
    expect(decodeAmmV4Account(bytes)).toEqual(fresh);
    expect(ammV4KeysOfAccount(keys.pool, fresh)).toEqual(keys);
  });

  it('gives every byte back: each of the 752 belongs to one field or is padding', () => {
    const bytes = encodeAmmV4Account(fresh).map((_, index) => (index % 251) + 1);
    const decoded = decodeAmmV4Account(bytes);
    const again = decoded === null ? new Uint8Array(752) : encodeAmmV4Account(decoded);
    const different = [...again.keys()].filter((index) => again[index] !== bytes[index]);
    const padding = [...Array(16).keys()].map((index) => 232 + index);
    padding.push(...[...Array(64).keys()].map((index) => 624 + index));
    padding.push(...[...Array(8).keys()].map((index) => 744 + index));
    expect(different).toEqual(padding);
  });

  it('is nothing for another length or an uninitialised pool', () => {
    const bytes = encodeAmmV4Account(fresh);
    expect(decodeAmmV4Account(bytes.subarray(0, 751))).toBeNull();
    expect(decodeAmmV4Account(new Uint8Array(752))).toBeNull();
  });

  it('opens a waiting pool at its open time, and no pool whose status forbids swaps', () => {
    const at = (status: bigint, nowUnixS: bigint): boolean =>
      ammV4SwapAllowed({ status, openTimeUnixS: 100n }, nowUnixS);
    expect(at(7n, 99n)).toBe(false);
    expect(at(7n, 100n)).toBe(true);
    expect(at(6n, 0n)).toBe(true);
    expect(at(1n, 0n)).toBe(true);
    for (const status of [0n, 2n, 3n, 4n, 5n, 8n]) expect(at(status, 1_000n), `status ${status}`).toBe(false);
  });

  it('counts the first LP tokens as the floor of the root of the deposits', () => {
    expect(initialLiquidity(79_005_361_670n, 206_900_000_000_000n)).toBe(4_043_044_561_901n);
    for (const value of [0n, 1n, 2n, 3n, 4n, 15n, 16n, 17n, 2n ** 64n - 1n]) {
      const root = initialLiquidity(value, 1n);
      expect(root * root <= value && (root + 1n) * (root + 1n) > value, `root of ${value}`).toBe(true);
    }
    expect(initialLiquidity(2n ** 64n - 1n, 2n ** 64n - 1n)).toBe(2n ** 64n - 1n);
    expect(() => initialLiquidity(-1n, 1n)).toThrow(RangeError);
  });

  it.skipIf(NO_FIXTURES)(`reads a mainnet pool, and writes the same bytes${NEEDS}`, () => {
    const { owner, bytes } = readAccountFixture('accounts/amm-v4-58oQ/pool.json');
    const decoded = decodeAmmV4Account(bytes);
    expect(owner).toBe(AMM_V4_PROGRAM);
    expect(decoded).toMatchObject({
      status: 6n,
      nonce: 254n,
      coinDecimals: 9n,
      pcDecimals: 6n,
      openTimeUnixS: 0n,
      needTakePnlCoin: 354_631_774n,
      needTakePnlPc: 28_907_558n,
      swapFeeNumerator: 25n,
      swapFeeDenominator: 10_000n,
      coinVault: 'DQyrAcCrDXQ7NeoqGgDCZwBvWDcYmFCjSb9JtteuvPpz',
      pcVault: 'HLmqeL62xR1QoZ1HKKbXRrdN1p3phKpxRMb2VVopvBBz',
      coinMint: WSOL_MINT,
      lpReserve: 58_355_608_935_387n,
      market: keys.market,
      marketProgram: 'srmqPvymJeFKQ4zGQed1GFppgkRHL9kaELCbyksJtPX',
    });
    expect(decoded && encodeAmmV4Account(decoded)).toEqual(bytes);
  });
});
