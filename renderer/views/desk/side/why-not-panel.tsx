import type { Desk } from '../../../../shared/desk.ts';
import { REFUSALS, type PoolOutcome } from '../../../../shared/refusal.ts';
import { formatCount } from '../../../format/decimal.ts';
import { outcomeLabel, outcomeMeaning } from '../../../format/outcome-label.ts';
import { useSampledDesk } from '../../../store/desk-context.tsx';
import { cx } from '../../../ui/class-names.ts';
import { Empty } from '../../../ui/empty.tsx';
import { Hint } from '../../../ui/hint.tsx';
import { Panel } from '../../../ui/panel.tsx';
import styles from './why-not-panel.module.css';

const selectOutcomes = ({ outcomes, poolsSeen }: Desk) => ({ outcomes, poolsSeen });

type Row = { readonly outcome: PoolOutcome; readonly count: number };

const isOutcome = (code: string): code is PoolOutcome => code === 'bought' || Object.hasOwn(REFUSALS, code);

/** Refusals by count, most frequent first; what was bought stands last, apart from them. */
export function outcomeRows(outcomes: Desk['outcomes']): readonly Row[] {
  const rows = Object.keys(outcomes)
    .filter(isOutcome)
    .map((outcome) => ({ outcome, count: outcomes[outcome] ?? 0 }));
  const last = (row: Row): number => (row.outcome === 'bought' ? 1 : 0);
  return rows.toSorted(
    (a, b) => last(a) - last(b) || b.count - a.count || a.outcome.localeCompare(b.outcome),
  );
}

/** Every pool ends in exactly one of these. */
export function WhyNotPanel() {
  const { outcomes, poolsSeen } = useSampledDesk(selectOutcomes, 500);
  const rows = outcomeRows(outcomes);
  const largest = Math.max(1, ...rows.map(({ count }) => count));
  return (
    <Panel
      title="Why not"
      count={
        <>
          <span className="num">{formatCount(poolsSeen)}</span> {poolsSeen === 1 ? 'pool' : 'pools'} seen
        </>
      }
      className={styles['panel']}
    >
      {rows.length === 0 ? (
        <Empty
          what="Each pool’s one reason is counted here."
          why={poolsSeen === 0 ? 'No pool was seen yet.' : 'No pool has come to its end yet.'}
        />
      ) : (
        <ul className={styles['rows']}>
          {rows.map(({ outcome, count }) => (
            <Hint key={outcome} says={outcomeMeaning(outcome)} side="left">
              <li className={cx(styles['row'], outcome === 'bought' && styles['last'])} tabIndex={0}>
                <span className={styles['label']}>{outcomeLabel(outcome)}</span>
                <span className={styles['track']}>
                  <span
                    className={cx(styles['fill'], outcome === 'bought' && styles['bought'])}
                    style={{ transform: `scaleX(${count / largest})` }}
                  />
                </span>
                <span className={cx('num', styles['count'])}>{formatCount(count)}</span>
              </li>
            </Hint>
          ))}
        </ul>
      )}
    </Panel>
  );
}
