import type { Address } from '../../../shared/units.ts';
import { decodeAddress, encodeAddress } from '../../protocol/base58.ts';
import { findProgramAddress } from '../../protocol/pda.ts';
import { ASSOCIATED_TOKEN_PROGRAM, TOKEN_PROGRAM } from '../../protocol/programs.ts';

export type AssociatedAddress = { readonly address: Address; readonly bump: number };

export const MAX_REMEMBERED = 4_096;
const PROGRAM = decodeAddress(ASSOCIATED_TOKEN_PROGRAM);

/**
 * Finds associated token accounts and remembers the newest: one takes a quarter of the time of a whole swap, and the market asks for the same ones again and again. A pure function of its arguments all the same.
 */
const remembered = new Map<string, AssociatedAddress>();

export function associatedAddress(
  owner: Address,
  mint: Address,
  tokenProgram = TOKEN_PROGRAM,
): AssociatedAddress {
  const name = `${owner} ${mint} ${tokenProgram}`;
  const known = remembered.get(name);
  if (known !== undefined) return known;
  const seeds = [decodeAddress(owner), decodeAddress(tokenProgram), decodeAddress(mint)];
  const { address, bump } = findProgramAddress(seeds, PROGRAM);
  const found = { address: encodeAddress(address), bump };
  remembered.set(name, found);
  for (const oldest of remembered.keys()) {
    if (remembered.size <= MAX_REMEMBERED) break;
    remembered.delete(oldest);
  }
  return found;
}
