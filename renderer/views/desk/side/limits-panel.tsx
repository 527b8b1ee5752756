import type { Desk } from '../../../../shared/desk.ts';
import type { OrderView } from '../../../../shared/order.ts';
import { formatCount } from '../../../format/decimal.ts';
import { formatSol } from '../../../format/sol.ts';
import { lamports } from '../../../../shared/units.ts';
import { useSampledDesk } from '../../../store/desk-context.tsx';
import { Meter } from '../../../ui/meter.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { shareOf } from './share.ts';
import styles from './limits-panel.module.css';

/** A landed order has given its slot back, though the chain has yet to make it final. */
const holdsSlot = ({ status }: OrderView): boolean => status !== 'confirmed';

const selectLimits = ({ settings, buysInHour, liveOrders, queued, day }: Desk) => ({
  settings,
  buys: buysInHour.length,
  live: Object.values(liveOrders).filter(holdsSlot).length,
  queued,
  day,
});

/** How much of each limit is used up. */
export function LimitsPanel() {
  const { settings, buys, live, queued, day } = useSampledDesk(selectLimits, 200);
  const lost = lamports(day.realizedLamports < 0n ? 0n - day.realizedLamports : 0n);
  return (
    <Panel
      title="Limits"
      aside={queued > 0 && <span className="num">{queued} queued</span>}
      className={styles['panel']}
    >
      <div className={styles['meters']}>
        <Meter
          label="Trades this hour"
          used={formatCount(buys)}
          limit={formatCount(settings.maxTradesPerHour)}
          share={shareOf(buys, settings.maxTradesPerHour)}
        />
        <Meter
          label="Live orders"
          used={formatCount(live)}
          limit={formatCount(settings.maxConcurrentTrades)}
          share={shareOf(live, settings.maxConcurrentTrades)}
        />
        <Meter
          label="Spent today"
          used={formatSol(day.spentLamports, 2)}
          limit={formatSol(settings.spendCapLamports, 2)}
          unit="SOL"
          share={shareOf(day.spentLamports, settings.spendCapLamports)}
        />
        <Meter
          label="Loss today, with fees"
          used={formatSol(lost, 2)}
          limit={formatSol(settings.lossCapLamports, 2)}
          unit="SOL"
          share={shareOf(lost, settings.lossCapLamports)}
        />
      </div>
    </Panel>
  );
}
