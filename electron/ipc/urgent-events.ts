import type { EngineEventKind } from '../../shared/events.ts';

/** What the trader must see at once: fills, failures, the stop, and what waits for an answer. */
const URGENT: ReadonlySet<EngineEventKind> = new Set<EngineEventKind>([
  'order-confirmed',
  'order-failed',
  'trading-changed',
  'offer-made',
]);

export const isUrgent = (kind: EngineEventKind): boolean => URGENT.has(kind);
