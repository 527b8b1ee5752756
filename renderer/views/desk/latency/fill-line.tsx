import type { Fill } from '../../../../shared/order.ts';
import { FILL_SOURCE_MEANING, FILL_SOURCE_WORDS, fillCosts } from '../../../format/fill-words.ts';
import { Hint } from '../../../ui/hint.tsx';
import styles from './fill-line.module.css';

/** What the order cost beside its swap, and whether it really happened. */
export function FillLine({ fill }: { readonly fill: Fill }) {
  return (
    <p className={styles['line']}>
      <span className="num">{fillCosts(fill)}</span>
      {fill.source !== 'chain' && (
        <Hint says={FILL_SOURCE_MEANING[fill.source]}>
          <span className={styles['source']} tabIndex={0}>
            {FILL_SOURCE_WORDS[fill.source]}
          </span>
        </Hint>
      )}
    </p>
  );
}
