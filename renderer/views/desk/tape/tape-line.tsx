import { ArrowRight } from 'lucide-react';
import { Fragment, memo } from 'react';
import type { TapeKind, TapeRow } from '../../../../shared/desk.ts';
import { micros } from '../../../../shared/units.ts';
import { formatClockMs } from '../../../format/clock-time.ts';
import { formatMillisOfUs } from '../../../format/duration.ts';
import { cx } from '../../../ui/class-names.ts';
import styles from './tape-line.module.css';

const TONES: Readonly<Record<TapeKind, string | undefined>> = {
  filled: styles['good'],
  sold: styles['good'],
  refused: styles['strong'],
  skipped: styles['strong'],
  waiting: styles['warn'],
  failed: styles['bad'],
  feed: styles['warn'],
  system: undefined,
  sent: styles['strong'],
};

/** The bundled faces have no arrow to the right, so it is drawn. */
function withArrows(text: string) {
  return text.split('→').map((part, index) => (
    <Fragment key={index}>
      {index > 0 && <ArrowRight size={11} className={styles['arrow']} aria-label="to" />}
      {part}
    </Fragment>
  ));
}

/** Rows flow one under the other: a new one on top moves the others without rendering them. */
export const TapeLine = memo(function TapeLine({ row }: { readonly row: TapeRow }) {
  return (
    <div className={styles['line']} data-even={row.id % 2 === 0}>
      <span className={cx('num', styles['time'])}>{formatClockMs(row.atMs)}</span>
      <span className={cx(styles['kind'], TONES[row.kind])}>{row.kind}</span>
      <span className={styles['text']} title={row.text}>
        {row.symbol !== '' && <span className={styles['symbol']}>{row.symbol}</span>}
        {withArrows(row.text)}
      </span>
      <span className={cx('num', styles['took'])}>
        {row.tookUs !== null && `${formatMillisOfUs(micros(row.tookUs))} ms`}
      </span>
    </div>
  );
});
