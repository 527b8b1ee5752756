import { tokenUnits, type Address } from '../../shared/units.ts';
import type { Reserves } from '../../shared/pool.ts';
import { readFields, startsWith, writeFields } from './account-fields.ts';
import { decodeAddress, encodeAddress } from './base58.ts';
import {
  LAUNCHLAB_POOL_ADDRESS_OFFSETS,
  LAUNCHLAB_POOL_BYTES,
  LAUNCHLAB_POOL_DISCRIMINATOR,
  LAUNCHLAB_POOL_U64_OFFSETS,
  LAUNCHLAB_POOL_U8_OFFSETS,
} from './launchlab-layout.ts';
import { readU64, writeU64 } from './little-endian.ts';
import { TOKEN_2022_PROGRAM, TOKEN_PROGRAM } from './programs.ts';

type AddressField = keyof typeof LAUNCHLAB_POOL_ADDRESS_OFFSETS;
type ByteField = keyof typeof LAUNCHLAB_POOL_U8_OFFSETS;
type AmountField = keyof typeof LAUNCHLAB_POOL_U64_OFFSETS;

/** A pool account, field by field as stored; see the layout for what each is. */
export type LaunchLabPoolAccount = Readonly<
  Record<AddressField, Address> & Record<ByteField, number> & Record<AmountField, bigint>
>;

/** Sells along its curve: the only status in which it can be bought and sold. */
export const LAUNCHLAB_STATUS_FUNDING = 0;
/** Sold out, waits for its migration. */
export const LAUNCHLAB_STATUS_MIGRATING = 1;

/**
 * Null unless the bytes are a pool of exactly 429 bytes. Whose account it is, the caller checks: CPMM's pools begin
 * with the same discriminator.
 */
export function decodeLaunchLabPoolAccount(bytes: Uint8Array): LaunchLabPoolAccount | null {
  if (bytes.length !== LAUNCHLAB_POOL_BYTES || !startsWith(bytes, LAUNCHLAB_POOL_DISCRIMINATOR)) return null;
  return {
    ...readFields(LAUNCHLAB_POOL_ADDRESS_OFFSETS, (at) => encodeAddress(bytes.subarray(at, at + 32))),
    ...readFields(LAUNCHLAB_POOL_U8_OFFSETS, (offset) => bytes[offset] ?? 0),
    ...readFields(LAUNCHLAB_POOL_U64_OFFSETS, (offset) => readU64(bytes, offset)),
  };
}

export function encodeLaunchLabPoolAccount(pool: LaunchLabPoolAccount): Uint8Array {
  const bytes = new Uint8Array(LAUNCHLAB_POOL_BYTES);
  bytes.set(LAUNCHLAB_POOL_DISCRIMINATOR);
  writeFields(LAUNCHLAB_POOL_ADDRESS_OFFSETS, (name, offset) => bytes.set(decodeAddress(pool[name]), offset));
  writeFields(LAUNCHLAB_POOL_U8_OFFSETS, (name, offset) => {
    bytes[offset] = pool[name];
  });
  writeFields(LAUNCHLAB_POOL_U64_OFFSETS, (name, offset) => writeU64(bytes, offset, pool[name]));
  return bytes;
}

/** Whether the program lets this pool be bought and sold; it does from the moment of its creation on. */
export const launchLabSwapAllowed = (pool: Pick<LaunchLabPoolAccount, 'status'>): boolean =>
  pool.status === LAUNCHLAB_STATUS_FUNDING;

/** The token programs of the two mints. */
export function launchLabTokenPrograms(pool: Pick<LaunchLabPoolAccount, 'tokenProgramFlag'>): {
  readonly base: Address;
  readonly quote: Address;
} {
  const program = (bit: number): Address =>
    (pool.tokenProgramFlag & bit) === 0 ? TOKEN_PROGRAM : TOKEN_2022_PROGRAM;
  return { base: program(1), quote: program(2) };
}

/** What the constant-product curve trades with; null where more was sold than it ever had. */
export function launchLabReserves(
  pool: Pick<LaunchLabPoolAccount, 'virtualBase' | 'virtualQuote' | 'realBase' | 'realQuote'>,
): Reserves | null {
  const base = pool.virtualBase - pool.realBase;
  return base < 0n ? null : { base: tokenUnits(base), quote: tokenUnits(pool.virtualQuote + pool.realQuote) };
}
