import { useMemo, type KeyboardEvent, type PointerEvent } from 'react';
import type { LatencySample } from '../../shared/desk.ts';
import { MAX_LATENCY_SAMPLES } from '../../shared/desk.ts';
import { stageUs, totalUs, type OrderId, type Stage } from '../../shared/order.ts';
import type { Micros } from '../../shared/units.ts';
import { formatMillisOfUs } from '../format/duration.ts';
import { sorted } from '../../shared/percentile.ts';
import { useElementSize } from './element-size.ts';
import styles from './order-chart.module.css';
import { axisTop, scaleTo, spreadLabels } from './scale.ts';
import { PLOT, StageBars, type StageBar } from './stage-bars.tsx';

type Props = {
  readonly samples: readonly LatencySample[];
  readonly marks: readonly { readonly label: string; readonly us: Micros | null }[];
  readonly pointed: OrderId | null;
  readonly onPoint: (order: OrderId | null) => void;
};

const SLOTS = MAX_LATENCY_SAMPLES;
const LABEL_GAP = 13;

/** Always a hundred places, the newest on the right: bars move one place an order and never change their width. */
function barsOf(samples: readonly LatencySample[]): readonly StageBar[] {
  const empty = SLOTS - samples.length;
  return Array.from({ length: SLOTS }, (_, slot) => {
    const stages = samples[slot - empty]?.stages;
    const ms = (stage: Stage): number => (stages === undefined ? 0 : stageUs(stages, stage) / 1000);
    return {
      slot,
      decode: ms('decode'),
      judge: ms('judge'),
      prepare: ms('prepare'),
      sign: ms('sign'),
      send: ms('send'),
    };
  });
}

/** The last hundred orders by stage, with their percentiles; pointing at one, or walking with the arrows, picks it. */
export function OrderChart({ samples, marks, pointed, onPoint }: Props) {
  const [frame, { width, height }] = useElementSize<HTMLDivElement>();
  const bars = useMemo(() => barsOf(samples), [samples]);
  const scale = useMemo(() => {
    const totals = sorted(samples.map(({ stages }) => totalUs(stages) / 1000));
    const p95 = marks.find(({ label }) => label === 'p95')?.us ?? null;
    return scaleTo(axisTop(totals, p95 === null ? null : p95 / 1000));
  }, [samples, marks]);
  const known = useMemo(
    () => marks.flatMap(({ label, us }) => (us === null ? [] : [{ label, ms: us / 1000 }])),
    [marks],
  );
  const lines = useMemo(() => known.map(({ ms }) => ms).filter((ms) => ms <= scale.max), [known, scale]);

  const plotWidth = Math.max(1, width - PLOT.left - PLOT.right);
  const plotHeight = Math.max(1, height - PLOT.top - PLOT.bottom);
  const empty = SLOTS - samples.length;
  const pointedSlot = samples.findIndex(({ id }) => id === pointed) + empty;
  const left = (slot: number): number => PLOT.left + (slot / SLOTS) * plotWidth;
  const top = (ms: number): number => PLOT.top + plotHeight * (1 - Math.min(1, ms / scale.max));
  const tops = spreadLabels(
    known.map(({ ms }) => top(ms)),
    LABEL_GAP,
    PLOT.top + plotHeight,
  );
  const cut = samples.flatMap((sample, index) =>
    totalUs(sample.stages) / 1000 > scale.max ? [{ id: sample.id, slot: index + empty }] : [],
  );

  function onPointerMove(event: PointerEvent<HTMLDivElement>): void {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    const slot = Math.floor(((x - PLOT.left) / plotWidth) * SLOTS);
    onPoint(samples[slot - empty]?.id ?? null);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const step = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
    if (event.key === 'Escape') onPoint(null);
    if (step === 0) return;
    event.preventDefault();
    event.stopPropagation();
    const at = pointed === null ? samples.length : samples.findIndex(({ id }) => id === pointed);
    onPoint(samples[Math.min(samples.length - 1, Math.max(0, at + step))]?.id ?? null);
  }

  const chosen = samples[pointedSlot - empty];
  const valueText =
    chosen === undefined
      ? 'no order picked'
      : `order ${chosen.id}, ${chosen.symbol}, ${formatMillisOfUs(totalUs(chosen.stages))} milliseconds`;
  return (
    <div
      ref={frame}
      className={styles['frame']}
      tabIndex={0}
      role="slider"
      aria-label="Orders, newest on the right"
      aria-valuemin={1}
      aria-valuemax={Math.max(1, samples.length)}
      aria-valuenow={chosen === undefined ? Math.max(1, samples.length) : pointedSlot - empty + 1}
      aria-valuetext={valueText}
      onPointerMove={onPointerMove}
      onPointerLeave={() => onPoint(null)}
      onKeyDown={onKeyDown}
      onBlur={() => onPoint(null)}
    >
      {chosen !== undefined && (
        <div
          className={styles['pointed']}
          style={{
            left: left(pointedSlot - 0.12),
            width: plotWidth / SLOTS,
            top: PLOT.top,
            height: plotHeight,
          }}
        />
      )}
      {width > 0 && height > 0 && (
        <StageBars width={width} height={height} bars={bars} scale={scale} lines={lines} />
      )}
      {known.map(({ label, ms }, index) => (
        <span key={label} className={styles['label']} style={{ top: tops[index] }}>
          {label}
          {ms > scale.max && ' ↑'}
        </span>
      ))}
      {cut.map(({ id, slot }) => (
        <span key={id} className={styles['cut']} style={{ left: left(slot + 0.38) }} />
      ))}
    </div>
  );
}
