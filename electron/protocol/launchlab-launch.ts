import type { BorshReader } from './borsh-reader.ts';
import type { BorshWriter } from './borsh-writer.ts';

/** `MintParams` of the program: the token that a launch makes. The texts are its creator's own: not to be trusted. */
export type LaunchLabMint = {
  readonly decimals: number;
  readonly name: string;
  readonly symbol: string;
  readonly uri: string;
};

type CurveAmounts = {
  readonly supply: bigint;
  /** How much of the quote side the curve raises before it migrates. */
  readonly totalQuoteFundRaising: bigint;
  /** 0 AMM v4, 1 CPMM. */
  readonly migrateType: number;
};

/** `CurveParams`: only the first names how much it sells, the others work that out. */
export type LaunchLabCurveParams =
  | (CurveAmounts & { readonly kind: 'constant-product'; readonly totalBaseSell: bigint })
  | (CurveAmounts & { readonly kind: 'fixed-price' })
  | (CurveAmounts & { readonly kind: 'linear-price' });

/** `VestingParams`: what of the supply is locked for whom the creator names later. */
export type LaunchLabVesting = {
  readonly totalLocked: bigint;
  readonly cliffPeriodS: bigint;
  readonly unlockPeriodS: bigint;
};

/** What a launch is made with, as its instruction and its event say it, in this order. */
export type LaunchLabLaunch = {
  readonly mint: LaunchLabMint;
  readonly curve: LaunchLabCurveParams;
  readonly vesting: LaunchLabVesting;
};

const CONSTANT_PRODUCT = 0;
const KINDS = ['constant-product', 'fixed-price', 'linear-price'] as const;

/** Null for a curve that the program does not know. */
export function readLaunch(from: BorshReader): LaunchLabLaunch | null {
  const mint = { decimals: from.u8(), name: from.text(), symbol: from.text(), uri: from.text() };
  const curve = readCurve(from);
  if (curve === null) return null;
  const vesting = { totalLocked: from.u64(), cliffPeriodS: from.u64(), unlockPeriodS: from.u64() };
  return { mint, curve, vesting };
}

function readCurve(from: BorshReader): LaunchLabCurveParams | null {
  const tag = from.u8();
  const kind = KINDS[tag];
  if (kind === undefined) return null;
  const supply = from.u64();
  const totalBaseSell = tag === CONSTANT_PRODUCT ? from.u64() : 0n;
  const amounts = { supply, totalQuoteFundRaising: from.u64(), migrateType: from.u8() };
  return kind === 'constant-product' ? { kind, ...amounts, totalBaseSell } : { kind, ...amounts };
}

export function writeLaunch(into: BorshWriter, { mint, curve, vesting }: LaunchLabLaunch): BorshWriter {
  into.u8(mint.decimals).text(mint.name).text(mint.symbol).text(mint.uri);
  into.u8(KINDS.indexOf(curve.kind)).u64(curve.supply);
  if (curve.kind === 'constant-product') into.u64(curve.totalBaseSell);
  into.u64(curve.totalQuoteFundRaising).u8(curve.migrateType);
  return into.u64(vesting.totalLocked).u64(vesting.cliffPeriodS).u64(vesting.unlockPeriodS);
}
