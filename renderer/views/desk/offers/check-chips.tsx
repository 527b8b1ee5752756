import { memo } from 'react';
import type { Check } from '../../../../shared/offer.ts';
import { checkWords } from '../../../format/check-words.ts';
import { cx } from '../../../ui/class-names.ts';
import styles from './check-chips.module.css';

/** What the pool's checks found. A warned check carries a mark besides its colour. */
export const CheckChips = memo(function CheckChips({ checks }: { readonly checks: readonly Check[] }) {
  if (checks.length === 0) return null;
  return (
    <ul className={styles['chips']}>
      {checks.map((check) => (
        <li key={check.code} className={cx(styles['chip'], styles[check.verdict])}>
          {check.verdict === 'warned' && <span aria-label="warning">! </span>}
          {checkWords(check)}
        </li>
      ))}
    </ul>
  );
});
