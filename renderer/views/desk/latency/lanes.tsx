import type { LaneReport } from '../../../../shared/order.ts';
import { formatLatency } from '../../../format/duration.ts';
import { cx } from '../../../ui/class-names.ts';
import styles from './lanes.module.css';

function laneFigure(lane: LaneReport): string {
  if (lane.result === 'error') return 'error';
  return lane.tookMs === null ? '…' : formatLatency(lane.tookMs);
}

/** Who took the order, and after how long each said so. */
export function Lanes({ lanes }: { readonly lanes: readonly LaneReport[] }) {
  return (
    <div className={styles['lanes']}>
      {lanes.length === 0 ? (
        <p className={styles['caption']}>no answer from a lane yet</p>
      ) : (
        <dl className={styles['rows']}>
          {lanes.map((lane) => (
            <div key={lane.lane} title={lane.error ?? undefined}>
              <dt>{lane.lane}</dt>
              <dd className={cx('num', lane.result === 'error' && styles['error'])}>{laneFigure(lane)}</dd>
            </div>
          ))}
        </dl>
      )}
      {lanes.length > 0 && <p className={styles['caption']}>lane, accepted</p>}
    </div>
  );
}
