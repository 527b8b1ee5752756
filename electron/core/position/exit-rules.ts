import type { Position } from '../../../shared/position.ts';
import type { ExitSettings } from '../../../shared/settings.ts';
import type { Lamports, UnixMs } from '../../../shared/units.ts';

export type ExitReason = 'take-profit' | 'stop-loss' | 'held-long-enough';

/** Whether the position is to be sold now, and by which rule. Without a known value only the time can say so. */
export function exitDue(
  position: Position,
  value: Lamports | null,
  rules: ExitSettings,
  nowMs: UnixMs,
): ExitReason | null {
  const cost = position.costLamports;
  if (
    value !== null &&
    rules.stopLossBps !== null &&
    value * 10_000n <= cost * BigInt(10_000 - rules.stopLossBps)
  ) {
    return 'stop-loss';
  }
  if (
    value !== null &&
    rules.takeProfitBps !== null &&
    value * 10_000n >= cost * BigInt(10_000 + rules.takeProfitBps)
  ) {
    return 'take-profit';
  }
  return rules.maxHoldMs !== null && nowMs - position.openedAtMs >= rules.maxHoldMs
    ? 'held-long-enough'
    : null;
}
