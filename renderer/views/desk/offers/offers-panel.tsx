import { useEffect } from 'react';
import type { OfferId } from '../../../../shared/offer.ts';
import type { ApprovalSettings } from '../../../../shared/settings.ts';
import { formatSolSize } from '../../../format/sol.ts';
import { useCockpit, useDesk, useScreen } from '../../../store/desk-context.tsx';
import { settleFocus } from '../../../store/offer-focus.ts';
import { CopyMenu } from '../../../ui/copy-menu.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { OfferCard } from './offer-card.tsx';
import styles from './offers-panel.module.css';
import { useOfferAnswers } from './offer-answers.ts';
import { useOfferKeys } from './offer-keys.ts';
import { OpeningSoon } from './opening-soon.tsx';
import { useShownOffers } from './shown-offers.ts';

/** Nobody reads further; the rest wait their turn behind these. */
const MAX_CARDS = 60;

function approvalWords({ mode, autoBelowLamports }: ApprovalSettings): string {
  if (mode === 'auto') return 'all go out by themselves';
  return mode === 'manual' ? 'every buy asks you' : `auto below ${formatSolSize(autoBelowLamports)} SOL`;
}

/** The pools that wait for the trader's word, oldest first, so that a new one never moves the others. */
export function OffersPanel() {
  const { screen, ticker } = useCockpit();
  const offers = useShownOffers();
  const approval = useDesk((desk) => desk.settings.approval);
  const canBuy = useDesk((desk) => desk.trading.state === 'armed');
  const focused = useScreen((state) => state.offerFocus.focused);
  const answered = useScreen((state) => state.answered);
  const shown = offers.slice(0, MAX_CARDS);
  const answers = useOfferAnswers();

  useEffect(() => {
    const ids = offers.slice(0, MAX_CARDS).map(({ id }) => id);
    screen.setState((state) => ({
      offerFocus: settleFocus(state.offerFocus, ids, state.answered, ticker.now()),
      answered: stillOpen(state.answered, ids),
    }));
  }, [offers, screen, ticker]);
  useOfferKeys(shown, canBuy, answers);

  return (
    <Panel
      title="Waiting for you"
      count={<span className="num">{offers.length}</span>}
      aside={approvalWords(approval)}
    >
      {shown.length === 0 ? (
        <Empty what="Pools that need your word appear here." why={emptyWhy(canBuy, approval)} />
      ) : (
        <CopyMenu>
          <ol className={styles['cards']}>
            {shown.map((offer) => (
              <OfferCard
                key={offer.id}
                offer={offer}
                focused={offer.id === focused}
                answered={answered.has(offer.id)}
                canBuy={canBuy}
                answers={answers}
              />
            ))}
            {offers.length > MAX_CARDS && (
              <li className={styles['more']}>and {offers.length - MAX_CARDS} more behind these</li>
            )}
          </ol>
        </CopyMenu>
      )}
      <OpeningSoon />
    </Panel>
  );
}

function stillOpen(answered: ReadonlySet<OfferId>, open: readonly OfferId[]): ReadonlySet<OfferId> {
  const kept = open.filter((id) => answered.has(id));
  return kept.length === answered.size ? answered : new Set(kept);
}

function emptyWhy(canBuy: boolean, { mode, autoBelowLamports }: ApprovalSettings): string {
  if (!canBuy) return 'Buying is off, so no pool is offered.';
  if (mode === 'auto') return 'Every buy goes out by itself: nothing will wait for you.';
  if (mode === 'manual') return 'No new pool has passed your checks just now.';
  return `No pool is waiting. Buys under ${formatSolSize(autoBelowLamports)} SOL go out by themselves.`;
}
