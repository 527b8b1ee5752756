import { memo, useEffect, useRef } from 'react';
import type { Offer } from '../../../../shared/offer.ts';
import { PROGRAM_NAMES } from '../../../../shared/program-names.ts';
import { shortAddress } from '../../../format/address.ts';
import { cx } from '../../../ui/class-names.ts';
import { copyable } from '../../../ui/copy-menu.tsx';
import { CheckChips } from './check-chips.tsx';
import { OfferAge } from './offer-age.tsx';
import type { OfferAnswers } from './offer-answers.ts';
import styles from './offer-card.module.css';
import { OfferFigures } from './offer-figures.tsx';
import { OfferFoot } from './offer-foot.tsx';

type Props = {
  readonly offer: Offer;
  readonly focused: boolean;
  /** Answered here, and not closed by the engine yet. */
  readonly answered: boolean;
  readonly canBuy: boolean;
  readonly answers: OfferAnswers;
};

/** One pool that waits. Its parts are memoised: a new price renders the figures, not the buttons. */
export const OfferCard = memo(function OfferCard({ offer, focused, answered, canBuy, answers }: Props) {
  const card = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (focused) card.current?.scrollIntoView({ block: 'nearest' });
  }, [focused]);
  const { id, symbol, name, program, pool, tokenMint, slot, madeAtMs, expiresAtMs, spendLamports } = offer;
  return (
    <li
      ref={card}
      className={cx(styles['card'], focused && styles['focused'], answered && styles['answered'])}
      aria-current={focused}
      aria-label={`${symbol} waits for you`}
      data-offer={id}
      {...copyable({ 'Copy pool address': pool, 'Copy token mint': tokenMint })}
      onPointerDown={() => answers.focus(id)}
      onFocus={() => answers.focus(id)}
    >
      <div className={styles['head']}>
        <h3 className={styles['symbol']}>{symbol}</h3>
        {name !== null && <span className={styles['name']}>{name}</span>}
        <span className={styles['program']}>{PROGRAM_NAMES[program]}</span>
      </div>
      <p className={cx('num', styles['meta'])} title={pool}>
        {shortAddress(pool)} <span aria-hidden="true">·</span> <OfferAge slot={slot} madeAtMs={madeAtMs} />
      </p>
      <OfferFigures now={offer.now} first={offer.first} tokenDecimals={offer.tokenDecimals} />
      <CheckChips checks={offer.checks} />
      <OfferFoot
        spendLamports={spendLamports}
        madeAtMs={madeAtMs}
        expiresAtMs={expiresAtMs}
        focused={focused}
        answered={answered}
        canBuy={canBuy}
        onApprove={() => answers.approve(offer, 'click')}
        onSkip={() => answers.skip(offer, 'click')}
      />
    </li>
  );
});
