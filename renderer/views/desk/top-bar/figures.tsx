import type { Desk } from '../../../../shared/desk.ts';
import { groupThousands } from '../../../format/decimal.ts';
import { formatSol, formatSolChange } from '../../../format/sol.ts';
import { useSampledDesk } from '../../../store/desk-context.tsx';
import { cx } from '../../../ui/class-names.ts';
import { Hint } from '../../../ui/hint.tsx';
import styles from './figures.module.css';

const selectFigures = (desk: Desk) => ({
  slot: desk.chain?.slot ?? null,
  stale: desk.chain?.state !== 'live',
  address: desk.wallet?.address ?? null,
  lamports: desk.wallet?.lamports ?? null,
  realized: desk.day.realizedLamports,
});

/** Where the chain is, what the wallet holds, and what the day brought so far. */
export function Figures() {
  const { slot, stale, address, lamports, realized } = useSampledDesk(selectFigures, 400);
  const tone = realized > 0n ? styles['gain'] : realized < 0n ? styles['loss'] : null;
  return (
    <dl className={styles['figures']}>
      <div className={cx(stale && styles['stale'])}>
        <dt>{stale && slot !== null ? 'last slot' : 'slot'}</dt>
        <dd className="num">{slot === null ? '–' : groupThousands(String(slot))}</dd>
      </div>
      <Hint says={<span className="num">{address ?? 'no wallet yet'}</span>}>
        <div tabIndex={0}>
          <dt>wallet</dt>
          <dd className="num">{lamports === null ? '–' : `${formatSol(lamports, 3)} SOL`}</dd>
        </div>
      </Hint>
      <Hint says="Realized since midnight UTC, fees included.">
        <div tabIndex={0}>
          <dt>today</dt>
          <dd className={cx('num', tone)}>{formatSolChange(realized, 3)}</dd>
        </div>
      </Hint>
    </dl>
  );
}
