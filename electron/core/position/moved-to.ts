import type { Position } from '../../../shared/position.ts';
import type { Address, Lamports, TokenUnits, UnixMs } from '../../../shared/units.ts';

/** The position as it is in another pool: with what is held there already, and as old as the older of the two. */
export function movedTo(pool: Address, moved: Position, there: Position | null): Position {
  if (there === null) return { ...moved, pool };
  return {
    ...there,
    tokenUnits: (there.tokenUnits + moved.tokenUnits) as TokenUnits,
    costLamports: (there.costLamports + moved.costLamports) as Lamports,
    openedAtMs: Math.min(there.openedAtMs, moved.openedAtMs) as UnixMs,
  };
}
