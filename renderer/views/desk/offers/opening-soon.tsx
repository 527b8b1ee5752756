import { memo, useId } from 'react';
import type { WaitingPool } from '../../../../shared/desk.ts';
import { PROGRAM_NAMES } from '../../../../shared/program-names.ts';
import { formatAge } from '../../../format/duration.ts';
import { useDesk } from '../../../store/desk-context.tsx';
import { cx } from '../../../ui/class-names.ts';
import { copyable } from '../../../ui/copy-menu.tsx';
import { LiveText } from '../../../ui/live-text.tsx';
import styles from './opening-soon.module.css';

/** The chain's clock decides; it may be a little behind ours, and then the countdown is over before the wait. */
const leftWords = (leftMs: number): string =>
  leftMs > 0 ? `opens in ${formatAge(leftMs)}` : 'opens at the next slot';

const Row = memo(function Row({ waiting: { pool, opensAtMs } }: { readonly waiting: WaitingPool }) {
  return (
    <li className={styles['row']} {...copyable({ 'Copy pool address': pool.pool })}>
      <span className={styles['symbol']}>{pool.symbol}</span>
      {pool.program !== null && <span className={styles['program']}>{PROGRAM_NAMES[pool.program]}</span>}
      <LiveText
        className={cx('num', styles['left'])}
        everyMs={100}
        at={(nowMs) => leftWords(opensAtMs - nowMs)}
      />
    </li>
  );
});

/** Pools that are judged as soon as the chain's clock opens them, the next one first; nothing where there is none. */
export function OpeningSoon() {
  const waiting = useDesk((desk) => desk.waiting);
  const id = useId();
  if (waiting.length === 0) return null;
  return (
    <section className={styles['group']} aria-labelledby={id}>
      <h3 id={id} className={styles['title']}>
        Opening soon <span className="num">{waiting.length}</span>
      </h3>
      <ol className={styles['rows']} tabIndex={0} aria-labelledby={id}>
        {waiting.map((each) => (
          <Row key={each.pool.pool} waiting={each} />
        ))}
      </ol>
    </section>
  );
}
