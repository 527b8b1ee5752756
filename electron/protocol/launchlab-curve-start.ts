import type { LaunchLabCurveParams } from './launchlab-launch.ts';

/** Where a constant-product curve begins: reserves that are not there, and that set its price. */
export type LaunchLabCurveStart = { readonly virtualBase: bigint; readonly virtualQuote: bigint };

export type LaunchLabCurveSource = {
  readonly curve: Extract<LaunchLabCurveParams, { readonly kind: 'constant-product' }>;
  readonly totalLocked: bigint;
  /** Of the global config, in quote units. */
  readonly migrateFee: bigint;
};

/**
 * The virtual reserves of a launch: such that selling all of `totalBaseSell` raises all of `totalQuoteFundRaising`,
 * and that the price then is the one of the pool it migrates to (the SDK's
 * `LaunchConstantProductCurve.getInitParam`, each division rounded down). Null where no such curve exists.
 */
export function launchLabCurveStart({
  curve,
  totalLocked,
  migrateFee,
}: LaunchLabCurveSource): LaunchLabCurveStart | null {
  const { supply, totalBaseSell: sold, totalQuoteFundRaising: raised } = curve;
  const migratedBase = supply - sold - totalLocked;
  const migratedQuote = raised - migrateFee;
  if (migratedBase <= 0n || migratedQuote <= 0n) return null;
  const divisor = (migratedQuote * sold) / migratedBase - raised;
  if (divisor <= 0n) return null;
  const virtualBase = (migratedQuote * sold * sold) / migratedBase / divisor;
  const virtualQuote = (raised * raised) / divisor;
  return { virtualBase, virtualQuote };
}
