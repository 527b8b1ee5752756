import { ArrowRight } from 'lucide-react';
import { memo, useRef } from 'react';
import type { Position, PositionMark } from '../../../../shared/position.ts';
import type { ExitSettings } from '../../../../shared/settings.ts';
import { formatAge, formatHeld } from '../../../format/duration.ts';
import { exitSentence, exitWords } from '../../../format/exit-words.ts';
import { changeBps, formatPercentChange } from '../../../format/percent.ts';
import { formatSol, formatSolExact } from '../../../format/sol.ts';
import { useCockpit, useDesk, useDeskTick } from '../../../store/desk-context.tsx';
import { Button } from '../../../ui/button.tsx';
import { cx } from '../../../ui/class-names.ts';
import { copyable } from '../../../ui/copy-menu.tsx';
import { LiveText } from '../../../ui/live-text.tsx';
import { TrendMark } from '../../../ui/trend-mark.tsx';
import styles from './position-row.module.css';

type Props = {
  readonly position: Position;
  readonly mark: PositionMark | null;
  readonly exit: ExitSettings;
  /** A sell order is on its way. */
  readonly selling: boolean;
  readonly canSell: boolean;
};

/** A mark stands until the pool changes; only while the chain is out of reach does its age mean anything. */
const STALE_MS = 5_000;

export const PositionRow = memo(function PositionRow({ position, mark, exit, selling, canSell }: Props) {
  const { actions } = useCockpit();
  const row = useRef<HTMLLIElement>(null);
  const followed = useDesk((desk) => desk.chain?.state === 'live');
  const isStale = (nowMs: number): boolean => !followed && mark !== null && nowMs - mark.atMs > STALE_MS;
  useDeskTick(500, (nowMs) => {
    if (row.current !== null) row.current.dataset['stale'] = String(isStale(nowMs));
  });
  const { pool, symbol, costLamports, tokenMint, openedAtMs } = position;
  const change = mark === null ? null : changeBps(costLamports, mark.valueLamports);
  return (
    <li
      ref={row}
      className={styles['row']}
      data-pool={pool}
      {...copyable({ 'Copy pool address': pool, 'Copy token mint': tokenMint })}
    >
      <span className={styles['symbol']}>{symbol}</span>
      <span
        className={cx(
          'num',
          styles['change'],
          change !== null && (change < 0 ? styles['loss'] : styles['gain']),
        )}
      >
        {change === null ? (
          'no value yet'
        ) : (
          <>
            <TrendMark change={change} />
            {formatPercentChange(change, 1)}
          </>
        )}
      </span>
      <Button
        small
        className={styles['sell']}
        disabled={selling || !canSell}
        aria-label={selling ? `${symbol} is being sold` : `Sell all ${symbol}`}
        title={canSell ? undefined : 'Trading is halted: choose “Sell only” or arm first'}
        onClick={() => void actions.sell(pool, symbol)}
      >
        {selling ? 'Selling…' : 'Sell'}
      </Button>
      <div className={styles['under']}>
        <span className={cx('num', styles['value'])} title={`cost ${formatSolExact(costLamports)} SOL`}>
          {formatSol(costLamports, 3)}
          <ArrowRight size={11} className={styles['arrow']} aria-label="now worth" />
          {mark === null ? '–' : formatSol(mark.valueLamports, 3)}
          {mark !== null && (
            <LiveText
              className={styles['age']}
              everyMs={500}
              at={(nowMs) => (isStale(nowMs) ? ` ${formatAge(nowMs - mark.atMs)} old` : '')}
            />
          )}
        </span>
        <span className={styles['rules']} title={exitSentence(exit)}>
          {exitWords(exit)}
        </span>
        <LiveText
          className={cx('num', styles['held'])}
          everyMs={500}
          at={(nowMs) => formatHeld(nowMs - openedAtMs)}
        />
      </div>
    </li>
  );
});
