import { memo } from 'react';
import type { Offer } from '../../../../shared/offer.ts';
import { bps, type Bps } from '../../../../shared/units.ts';
import { formatPercent, formatPercentChange } from '../../../format/percent.ts';
import { formatPrice, priceChangeBps, solPerToken } from '../../../format/price.ts';
import { formatLiquidity } from '../../../format/sol.ts';
import { cx } from '../../../ui/class-names.ts';
import styles from './offer-figures.module.css';

/** From here on buying and selling at once hurts enough to be marked. */
const COSTLY_BPS = 300;
/** A price that ran this far since the pool was seen is worth a second look before one runs after it. */
const RAN_BPS = 300;

const changeTone = (change: Bps | null): string | undefined => {
  if (change === null || change === 0) return undefined;
  if (change >= RAN_BPS) return styles['warn'];
  return change > 0 ? styles['good'] : styles['bad'];
};

type Props = Pick<Offer, 'first' | 'now' | 'tokenDecimals'>;

export const OfferFigures = memo(function OfferFigures({ first, now, tokenDecimals }: Props) {
  const change = priceChangeBps(first, now);
  const cost = bps(0 - now.roundTripBps);
  return (
    <dl className={styles['figures']}>
      <div>
        <dt>liquidity</dt>
        <dd className="num">{formatLiquidity(now.solReserve)} SOL</dd>
      </div>
      <div>
        <dt>price since seen</dt>
        <dd className="num">
          {formatPrice(solPerToken(now, tokenDecimals))}{' '}
          {change !== null && (
            <span className={cx(changeTone(change))}>{formatPercentChange(change, 1)}</span>
          )}
        </dd>
      </div>
      <div>
        <dt>impact</dt>
        <dd className="num">{formatPercent(now.impactBps, 2)}</dd>
      </div>
      <div>
        <dt>buy + sell</dt>
        <dd className={cx('num', now.roundTripBps >= COSTLY_BPS && styles['bad'])}>
          {formatPercentChange(cost, 2)}
        </dd>
      </div>
    </dl>
  );
});
