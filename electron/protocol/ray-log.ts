import { assertNever } from '../../shared/assert-never.ts';
import { tokenUnits, type Address, type TokenUnits } from '../../shared/units.ts';
import { decodeAddress, encodeAddress } from './base58.ts';
import { readU64, writeU64 } from './little-endian.ts';

/** What AMM v4 logs for a pool's creation (`InitLog` in raydium-amm's log.rs); amounts are the vaults' after it. */
export type RayLogInit = {
  readonly kind: 'init';
  /** Seconds since 1970, a full u64 on the wire; 0 opens at once. */
  readonly openTimeUnixS: bigint;
  readonly pcDecimals: number;
  readonly coinDecimals: number;
  readonly pcLotSize: bigint;
  readonly coinLotSize: bigint;
  readonly pcAmount: TokenUnits;
  readonly coinAmount: TokenUnits;
  readonly market: Address;
};

/** `pc-to-coin` spends the quote side. On the wire 1 and 2 (`SwapDirection`). */
export type SwapDirection = 'pc-to-coin' | 'coin-to-pc';

type RayLogSwap = {
  readonly direction: SwapDirection;
  /** The user's source balance before the swap. */
  readonly userSource: TokenUnits;
  /** The pool's reserves before the swap, pending profit already taken off. */
  readonly poolCoin: TokenUnits;
  readonly poolPc: TokenUnits;
};

export type RayLogSwapBaseIn = RayLogSwap & {
  readonly kind: 'swap-base-in';
  readonly amountIn: TokenUnits;
  readonly minimumOut: TokenUnits;
  readonly outAmount: TokenUnits;
};

export type RayLogSwapBaseOut = RayLogSwap & {
  readonly kind: 'swap-base-out';
  readonly maxIn: TokenUnits;
  readonly amountOut: TokenUnits;
  readonly deductIn: TokenUnits;
};

export type RayLog = RayLogInit | RayLogSwapBaseIn | RayLogSwapBaseOut;

const PREFIX = 'Program log: ray_log: ';
const INIT_BYTES = 75;
const SWAP_BYTES = 57;
const INIT = 0;
const SWAP_BASE_IN = 3;
const SWAP_BASE_OUT = 4;
// 75 and 57 bytes make 100 and 76 characters; deposits and withdrawals are longer and not read.
const PAYLOAD = /^(?:[A-Za-z0-9+/]{4}){1,25}$/;

/**
 * Reads a log line as it stands in `logMessages`. Null for any other line, and for deposits and withdrawals. Any
 * program can log such a line: take it from AMM v4's own lines only (see `program-logs.ts`).
 */
export function decodeRayLog(logLine: string): RayLog | null {
  if (!logLine.startsWith(PREFIX)) return null;
  const payload = logLine.slice(PREFIX.length);
  if (!PAYLOAD.test(payload)) return null;
  const bytes = Buffer.from(payload, 'base64');
  if (bytes[0] === INIT && bytes.length === INIT_BYTES) return decodeInit(bytes);
  if (bytes.length !== SWAP_BYTES) return null;
  if (bytes[0] === SWAP_BASE_IN) return decodeSwap(bytes, 'swap-base-in');
  return bytes[0] === SWAP_BASE_OUT ? decodeSwap(bytes, 'swap-base-out') : null;
}

function decodeInit(bytes: Uint8Array): RayLogInit {
  return {
    kind: 'init',
    openTimeUnixS: readU64(bytes, 1),
    pcDecimals: bytes[9] ?? 0,
    coinDecimals: bytes[10] ?? 0,
    pcLotSize: readU64(bytes, 11),
    coinLotSize: readU64(bytes, 19),
    pcAmount: tokenUnits(readU64(bytes, 27)),
    coinAmount: tokenUnits(readU64(bytes, 35)),
    market: encodeAddress(bytes.subarray(43, 75)),
  };
}

function decodeSwap(bytes: Uint8Array, kind: 'swap-base-in' | 'swap-base-out'): RayLog | null {
  const amount = (index: number): TokenUnits => tokenUnits(readU64(bytes, 1 + 8 * index));
  const directionCode = amount(2);
  if (directionCode !== 1n && directionCode !== 2n) return null;
  const pool: RayLogSwap = {
    direction: directionCode === 1n ? 'pc-to-coin' : 'coin-to-pc',
    userSource: amount(3),
    poolCoin: amount(4),
    poolPc: amount(5),
  };
  return kind === 'swap-base-in'
    ? { kind, ...pool, amountIn: amount(0), minimumOut: amount(1), outAmount: amount(6) }
    : { kind, ...pool, maxIn: amount(0), amountOut: amount(1), deductIn: amount(6) };
}

/** The whole log line, prefix included. */
export function encodeRayLog(log: RayLog): string {
  return PREFIX + Buffer.from(rayLogBytes(log)).toString('base64');
}

function rayLogBytes(log: RayLog): Uint8Array {
  switch (log.kind) {
    case 'init':
      return initBytes(log);
    case 'swap-base-in':
      return swapBytes(SWAP_BASE_IN, log, log.amountIn, log.minimumOut, log.outAmount);
    case 'swap-base-out':
      return swapBytes(SWAP_BASE_OUT, log, log.maxIn, log.amountOut, log.deductIn);
    default:
      return assertNever(log, 'ray_log');
  }
}

function initBytes(log: RayLogInit): Uint8Array {
  const bytes = new Uint8Array(INIT_BYTES);
  bytes[0] = INIT;
  writeU64(bytes, 1, log.openTimeUnixS);
  bytes[9] = log.pcDecimals;
  bytes[10] = log.coinDecimals;
  writeU64(bytes, 11, log.pcLotSize);
  writeU64(bytes, 19, log.coinLotSize);
  writeU64(bytes, 27, log.pcAmount);
  writeU64(bytes, 35, log.coinAmount);
  bytes.set(decodeAddress(log.market), 43);
  return bytes;
}

function swapBytes(tag: number, swap: RayLogSwap, first: bigint, second: bigint, result: bigint): Uint8Array {
  const bytes = new Uint8Array(SWAP_BYTES);
  bytes[0] = tag;
  const direction = swap.direction === 'pc-to-coin' ? 1n : 2n;
  const values = [first, second, direction, swap.userSource, swap.poolCoin, swap.poolPc, result];
  values.forEach((value, index) => writeU64(bytes, 1 + 8 * index, value));
  return bytes;
}
