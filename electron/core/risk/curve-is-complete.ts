import type { Reserves, TradablePool } from '../../../shared/pool.ts';

/** A LaunchLab curve that has sold all that it sells trades no more, either way: it waits to migrate. */
export const curveIsComplete = ({ terms }: Pick<TradablePool, 'terms'>, { base }: Reserves): boolean =>
  terms.kind === 'launchlab' && base <= terms.baseFloorUnits;
