/** Axis steps that people read without thinking: 1, 2 or 5 times a power of ten. */
export function niceStep(span: number, wanted: number): number {
  if (!(span > 0)) return 1;
  const rough = span / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const lead = rough / power;
  return power * (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10);
}

export type Scale = {
  readonly max: number;
  readonly step: number;
  readonly ticks: readonly number[];
  readonly digits: number;
};

/** An axis from 0 to at least `top`, in three to six steps, whichever leaves the least room over it. */
export function scaleTo(top: number): Scale {
  const candidates = [3, 4, 5, 6].map((wanted) => niceStep(top, wanted));
  const heightOf = (step: number): number => step * Math.max(1, Math.ceil(top / step - 1e-9));
  const step = candidates.reduce((best, next) => (heightOf(next) < heightOf(best) - 1e-9 ? next : best));
  const count = Math.max(1, Math.ceil(top / step - 1e-9));
  const digits = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const ticks = Array.from({ length: count + 1 }, (_, index) => Number((index * step).toFixed(digits)));
  return { max: ticks.at(-1) ?? step, step, ticks, digits };
}

/** One order far above the others would press them all flat: from here the axis is cut and the bar marked. */
const CUT_OVER_P95 = 3;

/** How high the axis must reach for `ascending` values with this 95th percentile. */
export function axisTop(ascending: readonly number[], p95: number | null): number {
  const largest = ascending.at(-1) ?? 0;
  return p95 === null || largest <= p95 * CUT_OVER_P95 ? largest * 1.08 : p95 * 2;
}

/**
 * Moves the middles of labels apart so that each is at least `gap` from the next, half of that from the top, and not
 * under `bottom`; order is kept, also of labels at the same height: the first stands on top.
 */
export function spreadLabels(tops: readonly number[], gap: number, bottom: number): readonly number[] {
  const order = tops
    .map((top, index) => ({ top, index }))
    .toSorted((a, b) => b.top - a.top || b.index - a.index);
  const placed: number[] = [];
  let limit = bottom;
  for (const { top, index } of order) {
    const at = Math.min(top, limit);
    placed[index] = at;
    limit = at - gap;
  }
  let floor = gap / 2;
  for (const { index } of order.toReversed()) {
    const at = Math.max(placed[index] ?? 0, floor);
    placed[index] = at;
    floor = at + gap;
  }
  return placed;
}
