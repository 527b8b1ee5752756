import type { Desk } from '../../../../shared/desk.ts';
import { lamports, type Address, type Lamports } from '../../../../shared/units.ts';
import { formatSolChange } from '../../../format/sol.ts';
import { useDesk, useSampledDesk } from '../../../store/desk-context.tsx';
import { cx } from '../../../ui/class-names.ts';
import { CopyMenu } from '../../../ui/copy-menu.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { PositionRow } from './position-row.tsx';
import styles from './positions-panel.module.css';
import { SellEverything } from './sell-everything.tsx';

const selectPositions = ({ positions, marks, liveOrders }: Desk) => ({ positions, marks, liveOrders });

/** What selling everything now would bring over its cost; null while no position has a value. */
export function openResult({ positions, marks }: Pick<Desk, 'positions' | 'marks'>): Lamports | null {
  const marked = positions.filter(({ pool }) => marks[pool] !== undefined);
  if (marked.length === 0) return null;
  const sum = marked.reduce(
    (total, held) => total + (marks[held.pool]?.valueLamports ?? 0n) - held.costLamports,
    0n,
  );
  return lamports(sum);
}

export function sellingPools(liveOrders: Desk['liveOrders']): ReadonlySet<Address> {
  return new Set(Object.values(liveOrders).flatMap(({ side, pool }) => (side === 'sell' ? [pool] : [])));
}

/** What is held, what it is worth now, and the way out. */
export function PositionsPanel() {
  const { positions, marks, liveOrders } = useSampledDesk(selectPositions, 250);
  const exit = useDesk((desk) => desk.settings.exit);
  const canSell = useDesk((desk) => desk.trading.state !== 'halted');
  const open = openResult({ positions, marks });
  const selling = sellingPools(liveOrders);
  return (
    <Panel
      title="Positions"
      count={<span className="num">{positions.length}</span>}
      className={styles['panel']}
      aside={
        <>
          {open !== null && (
            <span
              className={cx('num', styles['open'], open > 0n && styles['gain'], open < 0n && styles['loss'])}
            >
              {formatSolChange(open, 3)} SOL
            </span>
          )}
          {positions.length > 0 && <SellEverything count={positions.length} disabled={!canSell} />}
        </>
      }
    >
      {positions.length === 0 ? (
        <Empty
          what="What you hold appears here, with its value now."
          why="Nothing is held: no buy has landed, or all is sold."
        />
      ) : (
        <CopyMenu>
          <ul className={styles['rows']}>
            {positions.map((position) => (
              <PositionRow
                key={position.pool}
                position={position}
                mark={marks[position.pool] ?? null}
                exit={exit}
                selling={selling.has(position.pool)}
                canSell={canSell}
              />
            ))}
          </ul>
        </CopyMenu>
      )}
    </Panel>
  );
}
