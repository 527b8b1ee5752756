import type { ExitSettings } from '../../shared/settings.ts';
import type { Bps } from '../../shared/units.ts';
import { formatLength } from './duration.ts';
import { percentInput } from './percent.ts';

const figure = (share: Bps | null): string => (share === null ? '' : percentInput(share));

/** The exit rules as a row's small print: `TP 50 · SL 20 · 30 min`. */
export function exitWords({ takeProfitBps, stopLossBps, maxHoldMs }: ExitSettings): string {
  const parts = [
    takeProfitBps === null ? null : `TP ${figure(takeProfitBps)}`,
    stopLossBps === null ? null : `SL ${figure(stopLossBps)}`,
    maxHoldMs === null ? null : formatLength(maxHoldMs),
  ].filter((part) => part !== null);
  return parts.length === 0 ? 'no exit rule' : parts.join(' · ');
}

/** The same as a sentence. */
export function exitSentence({ takeProfitBps, stopLossBps, maxHoldMs }: ExitSettings): string {
  const parts = [
    takeProfitBps === null ? null : `when it has gained ${figure(takeProfitBps)} %`,
    stopLossBps === null ? null : `when it has lost ${figure(stopLossBps)} %`,
    maxHoldMs === null ? null : `after ${formatLength(maxHoldMs)}`,
  ].filter((part) => part !== null);
  if (parts.length === 0) return 'No exit rule is set: it is sold only by you.';
  return `Sold by itself ${parts.join(', or ')}.`;
}
