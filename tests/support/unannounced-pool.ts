import type { Address } from '../../shared/units.ts';
import type { DeskRig } from './desk-rig.ts';

const MONEY = { moneyAmount: 8_000_000_000n } as const;

/** A new pool that only the chain itself tells of. */
export function unannouncedPool(rig: DeskRig, program: 'amm-v4' | 'cpmm' | 'launchlab'): Address {
  const none = { announce: 'none' } as const;
  const { keys } =
    program === 'amm-v4'
      ? rig.market.createPool(MONEY, none)
      : program === 'cpmm'
        ? rig.market.createPool({ ...MONEY, program }, none)
        : rig.market.createPool({ program }, none);
  rig.market.advanceSlots(1);
  return keys.pool;
}
