import { memo } from 'react';
import { Area, AreaChart, CartesianGrid, ReferenceLine, XAxis, YAxis } from 'recharts';
import { STAGES, type Stage } from '../../shared/order.ts';
import type { Scale } from './scale.ts';
import { STAGE_LOOKS } from './stages.ts';

/** Milliseconds in each stage; `slot` is the place from the left, 0 … slots − 1. */
export type StageBar = { readonly slot: number } & Readonly<Record<Stage, number>>;

/** Where the plot lies in the chart: what is laid over it must agree. */
export const PLOT = { left: 40, right: 40, top: 8, bottom: 6 } as const;

/** How much of its place a bar fills; the rest is the gap to the next. */
const BAR_SHARE = 0.76;
const GAP = { decode: 0, judge: 0, prepare: 0, sign: 0, send: 0 } as const;

type Props = {
  readonly width: number;
  readonly height: number;
  readonly bars: readonly StageBar[];
  readonly scale: Scale;
  readonly lines: readonly number[];
};

/** A step up where a bar begins and a step to nothing where it ends. */
const stepsOf = (bars: readonly StageBar[]): StageBar[] =>
  bars.flatMap((bar) => [bar, { ...GAP, slot: bar.slot + BAR_SHARE }]);

/**
 * Stacked bars, one an order, drawn as stepped areas: five paths instead of five hundred elements, which
 * Recharts' own bars make anew with every update. No animation, no tooltip, explicit size.
 */
export const StageBars = memo(function StageBars({ width, height, bars, scale, lines }: Props) {
  return (
    <AreaChart
      width={width}
      height={height}
      data={stepsOf(bars)}
      margin={{ left: 0, right: PLOT.right, top: PLOT.top, bottom: PLOT.bottom }}
      accessibilityLayer={false}
    >
      <XAxis dataKey="slot" type="number" domain={[0, bars.length]} hide />
      <YAxis
        width={PLOT.left}
        domain={[0, scale.max]}
        ticks={scale.ticks}
        interval={0}
        allowDataOverflow
        axisLine={false}
        tickLine={false}
        tickMargin={6}
        tickFormatter={(value: number) => value.toFixed(scale.digits)}
        tick={{ fill: 'var(--text-3)', fontSize: 11, fontFamily: 'var(--figures)' }}
      />
      <CartesianGrid vertical={false} stroke="var(--line)" />
      {STAGES.map((stage) => (
        <Area
          key={stage}
          dataKey={stage}
          stackId="order"
          type="stepAfter"
          stroke="none"
          fill={STAGE_LOOKS[stage].color}
          fillOpacity={1}
          shapeRendering="crispEdges"
          dot={false}
          activeDot={false}
          isAnimationActive={false}
        />
      ))}
      {lines.map((line, index) => (
        <ReferenceLine
          key={`line-${index}`}
          y={line}
          stroke="var(--text-3)"
          strokeDasharray="3 4"
          ifOverflow="hidden"
        />
      ))}
    </AreaChart>
  );
});
