import { useCallback, useMemo } from 'react';
import type { Desk } from '../../../../shared/desk.ts';
import { STAGES, type OrderId } from '../../../../shared/order.ts';
import type { Micros } from '../../../../shared/units.ts';
import { OrderChart } from '../../../charts/order-chart.tsx';
import { STAGE_LOOKS } from '../../../charts/stages.ts';
import { formatMillisOfUs } from '../../../format/duration.ts';
import { useCockpit, useSampledDesk, useScreen } from '../../../store/desk-context.tsx';
import { latencySummary } from '../../../store/latency-summary.ts';
import { cx } from '../../../ui/class-names.ts';
import { Empty } from '../../../ui/empty.tsx';
import { Panel } from '../../../ui/panel.tsx';
import styles from './latency-panel.module.css';

/** A chart update costs about 10 ms: twice a second is 2 % of the window's time. */
const SAMPLE_MS = 500;

const selectMeasured = ({ latencies, landingsMs, slotsBehind }: Desk) => ({
  latencies,
  landingsMs,
  slotsBehind,
});

type FigureProps = {
  readonly label: string;
  readonly value: string | null;
  readonly unit?: string;
  readonly big?: boolean;
  /** Why there is no figure yet. */
  readonly none: string;
};

function Figure({ label, value, unit, big = false, none }: FigureProps) {
  return (
    <div className={cx(big && styles['big'])}>
      <dt>{label}</dt>
      <dd className="num" title={value === null ? none : undefined}>
        {value ?? '–'}
        {value === null ? (
          <span className="unseen">{none}</span>
        ) : (
          unit !== undefined && <small>{unit}</small>
        )}
      </dd>
    </div>
  );
}

const ms = (us: Micros | null): string | null => (us === null ? null : formatMillisOfUs(us));
const NO_ORDER = 'no order was sent yet';
const NO_LANDING = 'no order has landed yet';

function countWords(orders: number): string {
  if (orders === 0) return 'no orders yet';
  return orders === 1 ? 'one order' : `last ${orders} orders`;
}

/** Event to wire: from the socket's callback to the bytes on the last sender's socket, order by order. */
export function LatencyPanel() {
  const { screen } = useCockpit();
  const measured = useSampledDesk(selectMeasured, SAMPLE_MS);
  const pointed = useScreen((state) => state.pointedOrder);
  const summary = useMemo(() => latencySummary(measured), [measured]);
  const { p50Us, p95Us, p99Us, toProcessedP50Ms, slotsBehindP50 } = summary;
  const marks = useMemo(
    () => [
      { label: 'p99', us: p99Us },
      { label: 'p95', us: p95Us },
      { label: 'p50', us: p50Us },
    ],
    [p50Us, p95Us, p99Us],
  );
  const point = useCallback(
    (order: OrderId | null) =>
      screen.setState((state) => (state.pointedOrder === order ? state : { pointedOrder: order })),
    [screen],
  );
  const { latencies } = measured;
  return (
    <Panel
      title="Event to wire"
      count={countWords(latencies.length)}
      aside={
        latencies.length > 0 && <span className={styles['hover']}>hover an order for its waterfall</span>
      }
      className={styles['panel']}
    >
      <dl className={styles['figures']}>
        <Figure big label="p50" value={ms(p50Us)} unit="ms" none={NO_ORDER} />
        <Figure label="p95" value={ms(p95Us)} unit="ms" none={NO_ORDER} />
        <Figure label="p99" value={ms(p99Us)} unit="ms" none={NO_ORDER} />
        <Figure
          label="landed, p50"
          value={toProcessedP50Ms === null ? null : String(Math.round(toProcessedP50Ms))}
          unit="ms"
          none={NO_LANDING}
        />
        <Figure
          label="slots behind, p50"
          value={slotsBehindP50 === null ? null : String(slotsBehindP50)}
          none="no buy straight from a pool event has landed yet"
        />
      </dl>
      {latencies.length === 0 ? (
        <Empty
          what="Each order becomes a bar here, split by stage."
          why="No order was sent yet: the first one draws the chart."
        />
      ) : (
        <>
          <OrderChart samples={latencies} marks={marks} pointed={pointed} onPoint={point} />
          <div className={styles['ends']}>
            <span>100 orders ago</span>
            <span>now, ms</span>
          </div>
          <ul className={styles['legend']}>
            {STAGES.map((stage) => (
              <li key={stage}>
                <span className={styles['swatch']} style={{ background: STAGE_LOOKS[stage].color }} />
                {STAGE_LOOKS[stage].label}
              </li>
            ))}
          </ul>
        </>
      )}
    </Panel>
  );
}
