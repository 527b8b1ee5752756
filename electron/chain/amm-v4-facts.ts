import type { MintFacts, PoolDetail, PoolListing, Reserves } from '../../shared/pool.ts';
import { solSideOf } from '../../shared/pool.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { tokenUnits, unixMs, type Address, type UnixMs } from '../../shared/units.ts';
import { ammV4SwapAllowed, decodeAmmV4Account, type AmmV4Account } from '../protocol/amm-v4-account.ts';
import { decodeMintAccount } from '../protocol/mint-account.ts';
import { AMM_V4_PROGRAM, TOKEN_PROGRAM } from '../protocol/programs.ts';
import { decodeTokenAccount } from '../protocol/token-account.ts';
import type { AccountState } from './rpc-schemas.ts';

/** What an account is not, in words. */
type Misread = string;

/** A pool account that is what the listing says it is and lets swaps through, now or from its opening time on. */
export function readPool(
  listing: Pick<PoolListing, 'pool' | 'baseMint' | 'quoteMint'>,
  { owner, data }: AccountState,
): Result<AmmV4Account, Misread> {
  if (owner !== AMM_V4_PROGRAM) return err('the account belongs to another program than AMM v4');
  const pool = decodeAmmV4Account(data);
  if (pool === null) return err('the account is not an AMM v4 pool');
  if (pool.coinMint !== listing.baseMint || pool.pcMint !== listing.quoteMint) {
    return err('the pool holds other mints than were announced');
  }
  if (!ammV4SwapAllowed(pool, pool.openTimeUnixS)) {
    return err(`the pool does not allow swaps (status ${pool.status})`);
  }
  return ok(pool);
}

/** The balance of one of the pool's vaults. */
export function readVault({ owner, data }: AccountState, mint: Address): Result<bigint, Misread> {
  const vault = owner === TOKEN_PROGRAM ? decodeTokenAccount(data) : null;
  if (vault === null || vault.mint !== mint) return err('a vault is not a token account of its mint');
  return ok(vault.amount);
}

/** AMM v4 takes mints of SPL Token only; their program is read from the account all the same. */
export function readMint({ owner, data }: AccountState): Result<MintFacts, Misread> {
  const mint = owner === TOKEN_PROGRAM ? decodeMintAccount(data) : null;
  if (mint === null) return err('the mint is not an SPL Token mint');
  return ok({ tokenProgram: owner, ...mint });
}

export function poolDetail(pool: AmmV4Account, baseVault: bigint, quoteVault: bigint): PoolDetail {
  return {
    accounts: {
      baseVault: pool.coinVault,
      quoteVault: pool.pcVault,
      lpMint: pool.lpMint,
      market: pool.market,
      marketProgram: pool.marketProgram,
    },
    baseDecimals: Number(pool.coinDecimals),
    quoteDecimals: Number(pool.pcDecimals),
    reserves: tradableReserves(baseVault, quoteVault, pool),
    opensAtMs: opensAt(pool.openTimeUnixS),
  };
}

/** Vault amounts less what the pool owes its owner out of them. */
export function tradableReserves(
  baseVault: bigint,
  quoteVault: bigint,
  owed: Pick<AmmV4Account, 'needTakePnlCoin' | 'needTakePnlPc'>,
): Reserves {
  return {
    base: tokenUnits(less(baseVault, owed.needTakePnlCoin)),
    quote: tokenUnits(less(quoteVault, owed.needTakePnlPc)),
  };
}

/** The mint of the side that is not WSOL. */
export function tokenMintOf(listing: Pick<PoolListing, 'baseMint' | 'quoteMint'>): Address | null {
  const solSide = solSideOf(listing);
  if (solSide === null) return null;
  return solSide === 'base' ? listing.quoteMint : listing.baseMint;
}

const less = (vault: bigint, part: bigint): bigint => (vault > part ? vault - part : 0n);

// The field is a full u64; a date past what a number holds exactly is as good as never.
function opensAt(openTimeUnixS: bigint): UnixMs {
  const latest = BigInt(Number.MAX_SAFE_INTEGER) / 1000n;
  return unixMs(Number((openTimeUnixS > latest ? latest : openTimeUnixS) * 1000n));
}
