import { useMemo } from 'react';
import type { Desk } from '../../../../shared/desk.ts';
import { totalUs, type OrderId, type OrderView, type StageTimes } from '../../../../shared/order.ts';
import { Waterfall } from '../../../charts/waterfall.tsx';
import { shortAddress } from '../../../format/address.ts';
import { formatMillisOfUs } from '../../../format/duration.ts';
import { TRIGGER_WORDS, orderOutcome } from '../../../format/order-words.ts';
import { useSampledDesk, useScreen } from '../../../store/desk-context.tsx';
import { cx } from '../../../ui/class-names.ts';
import { CopyMenu, copyable } from '../../../ui/copy-menu.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { FillLine } from './fill-line.tsx';
import { Lanes } from './lanes.tsx';
import styles from './last-order-panel.module.css';

type Shown = {
  readonly id: OrderId;
  readonly symbol: string;
  readonly stages: StageTimes;
  /** Null when the order is older than what the desk keeps in full. */
  readonly order: OrderView | null;
};

function shownOrder(desk: Desk, wanted: OrderId | null): Shown | null {
  const id = wanted ?? desk.lastSentOrder;
  if (id === null) return null;
  const order = desk.liveOrders[id] ?? desk.recentOrders.find((recent) => recent.id === id) ?? null;
  const sample = desk.latencies.findLast((measured) => measured.id === id);
  const stages = order?.stages ?? sample?.stages;
  const symbol = order?.symbol ?? sample?.symbol;
  return stages === undefined || symbol === undefined ? null : { id, symbol, stages, order };
}

/** The waterfall of the order that is pointed at in the chart, else of the newest one that was sent. */
export function LastOrderPanel() {
  const pointed = useScreen((state) => state.pointedOrder);
  const select = useMemo(() => (desk: Desk) => shownOrder(desk, pointed), [pointed]);
  const shown = useSampledDesk(select, 250);
  const title = pointed === null ? 'Last order' : 'Order';
  if (shown === null) {
    return (
      <Panel title={title} className={styles['panel']}>
        <Empty
          what="The newest order’s way, stage by stage, appears here."
          why="No order was sent yet in this session."
        />
      </Panel>
    );
  }
  const { id, symbol, stages, order } = shown;
  const outcome = order === null ? null : orderOutcome(order);
  const signature = order?.signature ?? null;
  return (
    <CopyMenu>
      <div
        className={styles['trigger']}
        {...copyable(signature === null ? {} : { 'Copy signature': signature })}
      >
        <Panel
          title={title}
          count={
            <span className="num">
              #{id} {symbol} {order?.side}
            </span>
          }
          aside={outcome !== null && <span className={cx(styles[outcome.tone])}>{outcome.words}</span>}
          className={styles['panel']}
        >
          <div className={styles['body']}>
            <Waterfall stages={stages} sends={order?.sends ?? 1} />
            {order !== null && <Lanes lanes={order.lanes} />}
          </div>
          {order !== null && order.fill !== null && <FillLine fill={order.fill} />}
          <p className={styles['foot']}>
            <span>
              <span className={cx('num', styles['total'])}>{formatMillisOfUs(totalUs(stages))} ms</span>{' '}
              {order === null ? 'in all; what became of it is no longer kept' : TRIGGER_WORDS[order.trigger]}
            </span>
            {signature !== null && (
              <span className={cx('num', styles['signature'])} title={signature}>
                {shortAddress(signature)}
              </span>
            )}
          </p>
        </Panel>
      </div>
    </CopyMenu>
  );
}
