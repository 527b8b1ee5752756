import type { Reserves, TradablePool } from '../../shared/pool.ts';
import {
  LAMPORTS_PER_SOL,
  WSOL_MINT,
  tokenUnits,
  type Address,
  type TokenUnits,
} from '../../shared/units.ts';
import { encodeMintAccount } from '../../electron/protocol/mint-account.ts';
import { TOKEN_PROGRAM } from '../../electron/protocol/programs.ts';
import {
  encodeTokenAccount,
  plainTokenAccount,
  TOKEN_ACCOUNT_BYTES,
} from '../../electron/protocol/token-account.ts';
import type { LiteChain, WrittenAccount } from './lite-chain.ts';

export const TOKEN_DECIMALS = 6;
export const SUPPLY = tokenUnits(1_000_000_000n * 10n ** BigInt(TOKEN_DECIMALS));
export const SOL_IN_POOL = tokenUnits(85n * LAMPORTS_PER_SOL);
/** Odd on purpose: round numbers hide rounding. */
export const TOKENS_IN_POOL = tokenUnits(206_900_000_123_457n);

/** A pool laid out on a chain, and how the desk reads what it can trade. */
export type SamplePool = {
  readonly accounts: readonly WrittenAccount[];
  readonly pool: TradablePool;
  /** As the desk reads them from the accounts; throws where its decoders refuse them. */
  readonly reserves: (chain: LiteChain) => Reserves;
};

/** What laying a pool out needs of the chain. */
export type RentOf = LiteChain['rentOf'];

export function tokenMint(fields: {
  readonly mint: Address;
  readonly decimals?: number;
  readonly supply?: TokenUnits;
}): WrittenAccount {
  const { mint, decimals = TOKEN_DECIMALS, supply = SUPPLY } = fields;
  const data = encodeMintAccount({ mintAuthority: null, supply, decimals, freezeAuthority: null });
  return { address: mint, owner: TOKEN_PROGRAM, data };
}

/** A vault of SPL Token; one of wrapped SOL holds its amount in lamports too. */
export function vault(
  fields: {
    readonly address: Address;
    readonly mint: Address;
    readonly owner: Address;
    readonly amount: TokenUnits;
  },
  rentOf: RentOf,
): WrittenAccount {
  const rent = rentOf(TOKEN_ACCOUNT_BYTES);
  const wrapped = fields.mint === WSOL_MINT;
  const account = plainTokenAccount({ ...fields, nativeReserve: wrapped ? rent : null });
  const data = encodeTokenAccount(account);
  const base = { address: fields.address, owner: TOKEN_PROGRAM, data };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the units of wrapped SOL are lamports
  return wrapped ? { ...base, lamports: (rent + fields.amount) as typeof rent } : base;
}

/** The bytes of an account that the pool cannot be without. */
export function dataOf(chain: LiteChain, address: Address): Uint8Array {
  const data = chain.dataOf(address);
  if (data === null) throw new Error(`no account ${address}`);
  return data;
}
