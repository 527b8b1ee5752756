import type { PoolDetail, PoolListing } from '../../shared/pool.ts';
import { solSideOf } from '../../shared/pool.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import {
  tokenUnits,
  unixMs,
  type Address,
  type Bps,
  type TokenUnits,
  type UnixMs,
} from '../../shared/units.ts';
import { TOKEN_2022_PROGRAM, TOKEN_PROGRAM } from '../protocol/programs.ts';
import { decodeTokenAccount } from '../protocol/token-account.ts';
import type { AccountState } from './rpc-schemas.ts';

/** What an account is not, in words. */
export type Misread = string;

/** Accounts that were read, by address. */
export type Accounts = ReadonlyMap<Address, AccountState>;

export type AnnouncedMints = Pick<PoolListing, 'baseMint' | 'quoteMint'>;

/** A pool account that is one, and what else says all of the pool. */
export type OpenedPool = {
  /** Vaults: they must be of the slot of the pool account, as reserves are the difference of the two. */
  readonly vaults: readonly Address[];
  /** Accounts that many pools share. */
  readonly configs: readonly Address[];
  readonly lpMint: Address | null;
  /** Of accounts that hold all of the above. */
  detail(accounts: Accounts): Result<PoolDetail, Misread>;
  /** The same; null where it cannot be told. */
  lpBurned(accounts: Accounts): Result<Bps | null, Misread>;
};

/** An account that the caller asked for; its absence is a broken promise of whoever read. */
export function accountIn(accounts: Accounts, address: Address): AccountState {
  const found = accounts.get(address);
  if (found === undefined) throw new Error('an account that was not read');
  return found;
}

/** The pool's own two mints, announced in this or the other order. */
export const areAnnounced = (announced: AnnouncedMints, base: Address, quote: Address): boolean =>
  (announced.baseMint === base && announced.quoteMint === quote) ||
  (announced.baseMint === quote && announced.quoteMint === base);

export const OTHER_MINTS = 'the pool holds other mints than were announced';

/** The balance of one of a pool's vaults. */
export function readVault(accounts: Accounts, vault: Address, mint: Address): Result<TokenUnits, Misread> {
  const { owner, data } = accountIn(accounts, vault);
  const isToken = owner === TOKEN_PROGRAM || owner === TOKEN_2022_PROGRAM;
  const found = isToken ? decodeTokenAccount(data) : null;
  if (found === null || found.mint !== mint) return err('a vault is not a token account of its mint');
  return ok(tokenUnits(found.amount));
}

/** The mint of the side that is not WSOL. */
export function tokenMintOf(listing: AnnouncedMints): Address | null {
  const solSide = solSideOf(listing);
  if (solSide === null) return null;
  return solSide === 'base' ? listing.quoteMint : listing.baseMint;
}

// The field is a full u64; a date past what a number holds exactly is as good as never.
export function opensAt(openTimeUnixS: bigint): UnixMs {
  const latest = BigInt(Number.MAX_SAFE_INTEGER) / 1000n;
  return unixMs(Number((openTimeUnixS > latest ? latest : openTimeUnixS) * 1000n));
}
