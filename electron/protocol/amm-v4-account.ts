import type { Address } from '../../shared/units.ts';
import { readFields, writeFields } from './account-fields.ts';
import {
  AMM_V4_ACCOUNT_BYTES,
  AMM_V4_ADDRESS_OFFSETS,
  AMM_V4_U128_OFFSETS,
  AMM_V4_U64_OFFSETS,
} from './amm-v4-account-layout.ts';
import type { AmmV4Keys } from './amm-v4-keys.ts';
import { decodeAddress, encodeAddress } from './base58.ts';
import { readU128, readU64, writeU128, writeU64 } from './little-endian.ts';
import { AMM_V4_AUTHORITY, AMM_V4_AUTHORITY_NONCE, ZERO_ADDRESS } from './programs.ts';

type IntegerField = keyof typeof AMM_V4_U64_OFFSETS | keyof typeof AMM_V4_U128_OFFSETS;
type AddressField = keyof typeof AMM_V4_ADDRESS_OFFSETS;

/** A pool account, field by field as stored; see the layout for what each is. */
export type AmmV4Account = Readonly<Record<IntegerField, bigint> & Record<AddressField, Address>>;

/** Statuses of raydium-amm's `AmmStatus` that matter to a trader. */
export const AMM_V4_STATUS_SWAP_ONLY = 6n;
/** Swaps are refused until `openTimeUnixS`; the first swap after it turns the status to swap-only. */
export const AMM_V4_STATUS_WAITING_TRADE = 7n;
const STATUS_INITIALIZED = 1n;
const STATUS_UNINITIALIZED = 0n;

/** Null unless the bytes are an initialised pool of exactly 752 bytes. Whose account it is, the caller checks. */
export function decodeAmmV4Account(bytes: Uint8Array): AmmV4Account | null {
  if (bytes.length !== AMM_V4_ACCOUNT_BYTES || readU64(bytes, 0) === STATUS_UNINITIALIZED) return null;
  return {
    ...readFields(AMM_V4_U64_OFFSETS, (offset) => readU64(bytes, offset)),
    ...readFields(AMM_V4_U128_OFFSETS, (offset) => readU128(bytes, offset)),
    ...readFields(AMM_V4_ADDRESS_OFFSETS, (offset) => encodeAddress(bytes.subarray(offset, offset + 32))),
  };
}

export function encodeAmmV4Account(account: AmmV4Account): Uint8Array {
  const bytes = new Uint8Array(AMM_V4_ACCOUNT_BYTES);
  writeFields(AMM_V4_U64_OFFSETS, (name, offset) => writeU64(bytes, offset, account[name]));
  writeFields(AMM_V4_U128_OFFSETS, (name, offset) => writeU128(bytes, offset, account[name]));
  writeFields(AMM_V4_ADDRESS_OFFSETS, (name, offset) => bytes.set(decodeAddress(account[name]), offset));
  return bytes;
}

/** The keys of a pool from its account. */
export function ammV4KeysOfAccount(pool: Address, account: AmmV4Account): AmmV4Keys {
  return {
    pool,
    authority: AMM_V4_AUTHORITY,
    coinVault: account.coinVault,
    pcVault: account.pcVault,
    lpMint: account.lpMint,
    coinMint: account.coinMint,
    pcMint: account.pcMint,
    market: account.market,
    marketProgram: account.marketProgram,
  };
}

/**
 * Whether the program lets this pool swap at a time of the chain's clock: statuses initialized and swap-only always,
 * waiting-trade from its open time on (`AmmStatus::swap_permission` and `process_swap` of raydium-amm).
 */
export function ammV4SwapAllowed(
  account: Pick<AmmV4Account, 'status' | 'openTimeUnixS'>,
  nowUnixS: bigint,
): boolean {
  if (account.status === AMM_V4_STATUS_WAITING_TRADE) return nowUnixS >= account.openTimeUnixS;
  return account.status === AMM_V4_STATUS_SWAP_ONLY || account.status === STATUS_INITIALIZED;
}

export type NewAmmV4Pool = {
  readonly keys: AmmV4Keys;
  readonly coinDecimals: number;
  readonly pcDecimals: number;
  readonly openTimeUnixS: bigint;
  /** `initialLiquidity` of the deposits. */
  readonly lpReserve: bigint;
  readonly status: typeof AMM_V4_STATUS_SWAP_ONLY | typeof AMM_V4_STATUS_WAITING_TRADE;
  /** Default to the zero key, as in pools made since the order book was removed. */
  readonly openOrders?: Address;
  readonly targetOrders?: Address;
  readonly ammOwner?: Address;
};

/**
 * The account as `initialize2` of the program without an order book leaves it, with its constants
 * (`AmmInfo::initialize` and the end of `process_initialize2`).
 */
export function newAmmV4Account(pool: NewAmmV4Pool): AmmV4Account {
  const sysDecimalValue = 10n ** BigInt(Math.max(pool.coinDecimals, pool.pcDecimals));
  return {
    status: pool.status,
    nonce: BigInt(AMM_V4_AUTHORITY_NONCE),
    orderNum: 7n,
    depth: 3n,
    coinDecimals: BigInt(pool.coinDecimals),
    pcDecimals: BigInt(pool.pcDecimals),
    state: 1n,
    resetFlag: 0n,
    minSize: 0n,
    volMaxCutRatio: 500n,
    amountWave: (sysDecimalValue * 5n) / 1000n,
    coinLotSize: 1n,
    pcLotSize: 1n,
    minPriceMultiplier: 1n,
    maxPriceMultiplier: 1_000_000_000n,
    sysDecimalValue,
    minSeparateNumerator: 5n,
    minSeparateDenominator: 10_000n,
    tradeFeeNumerator: 25n,
    tradeFeeDenominator: 10_000n,
    pnlNumerator: 12n,
    pnlDenominator: 100n,
    swapFeeNumerator: 25n,
    swapFeeDenominator: 10_000n,
    needTakePnlCoin: 0n,
    needTakePnlPc: 0n,
    totalPnlPc: 0n,
    totalPnlCoin: 0n,
    openTimeUnixS: pool.openTimeUnixS,
    orderbookToInitTime: 0n,
    swapCoinInAmount: 0n,
    swapPcOutAmount: 0n,
    swapAccPcFee: 0n,
    swapPcInAmount: 0n,
    swapCoinOutAmount: 0n,
    swapAccCoinFee: 0n,
    coinVault: pool.keys.coinVault,
    pcVault: pool.keys.pcVault,
    coinMint: pool.keys.coinMint,
    pcMint: pool.keys.pcMint,
    lpMint: pool.keys.lpMint,
    openOrders: pool.openOrders ?? ZERO_ADDRESS,
    market: pool.keys.market,
    marketProgram: pool.keys.marketProgram,
    targetOrders: pool.targetOrders ?? ZERO_ADDRESS,
    ammOwner: pool.ammOwner ?? ZERO_ADDRESS,
    lpReserve: pool.lpReserve,
    clientOrderId: 0n,
    recentEpoch: 0n,
  };
}
