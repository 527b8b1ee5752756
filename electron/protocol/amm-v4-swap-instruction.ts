import { tokenUnits, type Address, type TokenUnits } from '../../shared/units.ts';
import type { AmmV4Keys } from './amm-v4-keys.ts';
import {
  readonlyAccount,
  readonlySigner,
  writableAccount,
  type AccountRole,
  type Instruction,
  type ResolvedInstruction,
} from './instruction.ts';
import { readU64, writeU64 } from './little-endian.ts';
import { AMM_V4_PROGRAM, TOKEN_PROGRAM } from './programs.ts';

/** What a swap fixes: what goes in (and the least that comes out), or what comes out (and the most that goes in). */
export type AmmV4SwapAmounts =
  | { readonly fixed: 'in'; readonly amountIn: TokenUnits; readonly minimumOut: TokenUnits }
  | { readonly fixed: 'out'; readonly maximumIn: TokenUnits; readonly amountOut: TokenUnits };

export type AmmV4SwapUser = {
  readonly source: Address;
  readonly destination: Address;
  readonly owner: Address;
};

type AmmV4SwapPool = Pick<AmmV4Keys, 'pool' | 'authority' | 'coinVault' | 'pcVault'>;

export type AmmV4SwapV2 = {
  readonly pool: AmmV4SwapPool;
  readonly user: AmmV4SwapUser;
  readonly amounts: AmmV4SwapAmounts;
};

/**
 * What the first form also names. Today's program ignores the market's accounts, and any key passes there on a pool
 * without an order book; a pool made with one needs its own on older builds of the program.
 */
export type AmmV4SwapMarket = {
  readonly openOrders: Address;
  /** Left out of the 17-account form. */
  readonly targetOrders: Address | null;
  readonly marketProgram: Address;
  readonly market: Address;
  readonly bids: Address;
  readonly asks: Address;
  readonly eventQueue: Address;
  readonly coinVault: Address;
  readonly pcVault: Address;
  readonly vaultSigner: Address;
};

export type AmmV4SwapV1 = AmmV4SwapV2 & {
  readonly market: AmmV4SwapMarket;
};

const TAGS = { v1: { in: 9, out: 11 }, v2: { in: 16, out: 17 } } as const;
/** One tag byte and two u64. */
export const AMM_V4_SWAP_DATA_BYTES = 17;

function swapData(
  tags: { readonly in: number; readonly out: number },
  amounts: AmmV4SwapAmounts,
): Uint8Array {
  const data = new Uint8Array(AMM_V4_SWAP_DATA_BYTES);
  data[0] = tags[amounts.fixed];
  writeU64(data, 1, amounts.fixed === 'in' ? amounts.amountIn : amounts.maximumIn);
  writeU64(data, 9, amounts.fixed === 'in' ? amounts.minimumOut : amounts.amountOut);
  return data;
}

const userAccounts = (user: AmmV4SwapUser): readonly AccountRole[] => [
  writableAccount(user.source),
  writableAccount(user.destination),
  readonlySigner(user.owner),
];

export function ammV4SwapV2Instruction({ pool, user, amounts }: AmmV4SwapV2): Instruction {
  return {
    programId: AMM_V4_PROGRAM,
    accounts: [
      readonlyAccount(TOKEN_PROGRAM),
      writableAccount(pool.pool),
      readonlyAccount(pool.authority),
      writableAccount(pool.coinVault),
      writableAccount(pool.pcVault),
      ...userAccounts(user),
    ],
    data: swapData(TAGS.v2, amounts),
  };
}

export function ammV4SwapV1Instruction({ pool, user, amounts, market }: AmmV4SwapV1): Instruction {
  return {
    programId: AMM_V4_PROGRAM,
    accounts: [
      readonlyAccount(TOKEN_PROGRAM),
      writableAccount(pool.pool),
      readonlyAccount(pool.authority),
      writableAccount(market.openOrders),
      ...(market.targetOrders === null ? [] : [writableAccount(market.targetOrders)]),
      writableAccount(pool.coinVault),
      writableAccount(pool.pcVault),
      readonlyAccount(market.marketProgram),
      writableAccount(market.market),
      writableAccount(market.bids),
      writableAccount(market.asks),
      writableAccount(market.eventQueue),
      writableAccount(market.coinVault),
      writableAccount(market.pcVault),
      readonlyAccount(market.vaultSigner),
      ...userAccounts(user),
    ],
    data: swapData(TAGS.v1, amounts),
  };
}

/** The first form on a pool without an order book: the pool's own key wherever a market account is asked for. */
export function ammV4SwapV1WithoutMarket(swap: AmmV4SwapV2): Instruction {
  const anyKey = swap.pool.pool;
  return ammV4SwapV1Instruction({
    ...swap,
    market: {
      openOrders: anyKey,
      targetOrders: null,
      marketProgram: anyKey,
      market: anyKey,
      bids: anyKey,
      asks: anyKey,
      eventQueue: anyKey,
      coinVault: anyKey,
      pcVault: anyKey,
      vaultSigner: anyKey,
    },
  });
}

export type ParsedAmmV4Swap = AmmV4SwapV2 & {
  readonly form: 'v1' | 'v2';
  /** Account 0, which the program checks to be SPL Token. */
  readonly tokenProgram: Address;
};

/** Null when it is another program's, not a swap, or has a number of accounts that neither form has. */
export function parseAmmV4SwapInstruction(instruction: ResolvedInstruction): ParsedAmmV4Swap | null {
  const { programId, accounts, data } = instruction;
  if (programId !== AMM_V4_PROGRAM || data.length < AMM_V4_SWAP_DATA_BYTES) return null;
  const tag = data[0];
  const isV2 = tag === TAGS.v2.in || tag === TAGS.v2.out;
  const isV1 = tag === TAGS.v1.in || tag === TAGS.v1.out;
  if (isV2 ? accounts.length < 8 : !isV1 || (accounts.length !== 17 && accounts.length !== 18)) return null;
  // The optional target orders stand between the open orders and the vaults.
  const vaultsAt = isV2 ? 3 : accounts.length - 13;
  const userAt = isV2 ? 5 : accounts.length - 3;
  const [tokenProgram, pool, authority] = accounts;
  const [coinVault, pcVault] = accounts.slice(vaultsAt);
  const [source, destination, owner] = accounts.slice(userAt);
  if (!tokenProgram || !pool || !authority || !coinVault || !pcVault || !source || !destination || !owner)
    return null;
  return {
    form: isV2 ? 'v2' : 'v1',
    tokenProgram,
    pool: { pool, authority, coinVault, pcVault },
    user: { source, destination, owner },
    amounts: amountsOf(data, tag === TAGS.v1.in || tag === TAGS.v2.in),
  };
}

function amountsOf(data: Uint8Array, fixedIn: boolean): AmmV4SwapAmounts {
  const first = tokenUnits(readU64(data, 1));
  const second = tokenUnits(readU64(data, 9));
  return fixedIn
    ? { fixed: 'in', amountIn: first, minimumOut: second }
    : { fixed: 'out', maximumIn: first, amountOut: second };
}
