import type { Address, Lamports } from '../../../shared/units.ts';
import { lamports } from '../../../shared/units.ts';
import { SYSTEM_PROGRAM } from '../../protocol/programs.ts';

/** An account as the chain keeps it. Never changed in place: a change is a new object, so that old ones stay readable. */
export type LedgerAccount = {
  readonly lamports: Lamports;
  /** The program that may change it. */
  readonly owner: Address;
  readonly data: Uint8Array;
  readonly executable: boolean;
};

const NO_DATA = new Uint8Array(0);

export const walletAccount = (balance: Lamports): LedgerAccount => ({
  lamports: balance,
  owner: SYSTEM_PROGRAM,
  data: NO_DATA,
  executable: false,
});

export const EMPTY_ACCOUNT = walletAccount(lamports(0n));

// Rent::default(): 3,480 lamports a byte-year, two years, 128 bytes of overhead an account.
export const LAMPORTS_PER_BYTE_YEAR = 3_480n;
export const EXEMPT_YEARS = 2n;
const OVERHEAD_BYTES = 128n;

export function rentExemptMinimum(dataBytes: number): Lamports {
  return lamports((OVERHEAD_BYTES + BigInt(dataBytes)) * LAMPORTS_PER_BYTE_YEAR * EXEMPT_YEARS);
}
