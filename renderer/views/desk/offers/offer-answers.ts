import { useMemo } from 'react';
import type { CommandReply } from '../../../../shared/commands.ts';
import type { Offer, OfferId } from '../../../../shared/offer.ts';
import { useCockpit, type Cockpit } from '../../../store/desk-context.tsx';
import { clicksRest, focusOn, keysRest } from '../../../store/offer-focus.ts';

/** The trader's word on an offer. Each does nothing for an offer that is answered already or just moved. */
export type OfferAnswers = {
  approve(offer: Offer, by: 'key' | 'click'): void;
  skip(offer: Offer, by: 'key' | 'click'): void;
  focus(id: OfferId): void;
};

export function offerAnswers({
  screen,
  ticker,
  actions,
}: Pick<Cockpit, 'screen' | 'ticker' | 'actions'>): OfferAnswers {
  function mayAnswer(id: OfferId, by: 'key' | 'click'): boolean {
    const { offerFocus, answered } = screen.getState();
    if (answered.has(id)) return false;
    const nowMs = ticker.now();
    return by === 'key' ? !keysRest(offerFocus, nowMs) : !clicksRest(offerFocus, id, nowMs);
  }

  async function answer(id: OfferId, send: () => Promise<CommandReply>): Promise<void> {
    screen.setState(({ answered }) => ({ answered: new Set(answered).add(id) }));
    const reply = await send();
    if (reply.ok) return;
    // Refused: the card is there as before and may be answered again.
    screen.setState(({ answered }) => {
      const open = new Set(answered);
      open.delete(id);
      return { answered: open };
    });
  }

  return {
    approve: (offer, by) => {
      if (mayAnswer(offer.id, by)) void answer(offer.id, () => actions.approve(offer));
    },
    skip: (offer, by) => {
      if (mayAnswer(offer.id, by)) void answer(offer.id, () => actions.skip(offer));
    },
    focus: (id) => screen.setState(({ offerFocus }) => ({ offerFocus: focusOn(offerFocus, id) })),
  };
}

export function useOfferAnswers(): OfferAnswers {
  const cockpit = useCockpit();
  return useMemo(() => offerAnswers(cockpit), [cockpit]);
}
