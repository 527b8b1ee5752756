import type { Desk } from '../../shared/desk.ts';
import { totalUs } from '../../shared/order.ts';
import { micros, type Micros } from '../../shared/units.ts';
import { percentileOf, sorted } from '../../shared/percentile.ts';

/** The figures over the chart. Null where there is nothing to measure yet. */
export type LatencySummary = {
  readonly p50Us: Micros | null;
  readonly p95Us: Micros | null;
  readonly p99Us: Micros | null;
  readonly toProcessedP50Ms: number | null;
  readonly slotsBehindP50: number | null;
};

type Measured = Pick<Desk, 'latencies' | 'landingsMs' | 'slotsBehind'>;

const asMicros = (us: number | null): Micros | null => (us === null ? null : micros(us));

export function latencySummary({ latencies, landingsMs, slotsBehind }: Measured): LatencySummary {
  const totals = sorted(latencies.map(({ stages }) => totalUs(stages)));
  return {
    p50Us: asMicros(percentileOf(totals, 50)),
    p95Us: asMicros(percentileOf(totals, 95)),
    p99Us: asMicros(percentileOf(totals, 99)),
    toProcessedP50Ms: percentileOf(sorted(landingsMs), 50),
    slotsBehindP50: percentileOf(sorted(slotsBehind), 50),
  };
}
