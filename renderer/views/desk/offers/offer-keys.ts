import { useHotkeys, type HotkeyCallback, type Options } from 'react-hotkeys-hook';
import type { Offer } from '../../../../shared/offer.ts';
import { useCockpit, useWiderThan } from '../../../store/desk-context.tsx';
import { moveFocus } from '../../../store/offer-focus.ts';
import type { OfferAnswers } from './offer-answers.ts';

/** Where every key belongs to something else. */
const MODAL = '[role="dialog"], [role="alertdialog"], [role="menu"]';
/** Where the arrows belong to something else: the chart, a list that scrolls, a row of choices. */
const OWN_ARROWS = `${MODAL}, [role="slider"], [role="log"], [role="radiogroup"]`;

const within = (selector: string) => (event: KeyboardEvent) =>
  event.repeat || (event.target instanceof Element && event.target.closest(selector) !== null);

/** What has the focus after a click on the desk must not swallow the letters; fields where one types do. */
const LETTERS: Options = {
  useKey: true,
  preventDefault: true,
  enableOnFormTags: ['slider', 'radio'],
  ignoreEventWhen: within(MODAL),
};
const ARROWS: Options = { useKey: true, preventDefault: true, ignoreEventWhen: within(OWN_ARROWS) };

/** A and S answer the focused offer as it is on the screen; J, K and the arrows move between the cards. */
export function useOfferKeys(shown: readonly Offer[], canBuy: boolean, answers: OfferAnswers): void {
  const { screen } = useCockpit();
  const columns = useWiderThan(1920) ? 2 : 1;
  const focusedOffer = (): Offer | undefined =>
    shown.find(({ id }) => id === screen.getState().offerFocus.focused);
  const move =
    (steps: number): HotkeyCallback =>
    () =>
      screen.setState(({ offerFocus }) => ({ offerFocus: moveFocus(offerFocus, steps) }));

  useHotkeys(
    'a',
    () => {
      const offer = focusedOffer();
      if (offer !== undefined && canBuy) answers.approve(offer, 'key');
    },
    LETTERS,
    [shown, canBuy, answers],
  );
  useHotkeys(
    's',
    () => {
      const offer = focusedOffer();
      if (offer !== undefined) answers.skip(offer, 'key');
    },
    LETTERS,
    [shown, answers],
  );
  useHotkeys('j', move(1), LETTERS, [screen]);
  useHotkeys('k', move(-1), LETTERS, [screen]);
  useHotkeys('arrowright', move(1), ARROWS, [screen]);
  useHotkeys('arrowleft', move(-1), ARROWS, [screen]);
  useHotkeys('arrowdown', move(columns), ARROWS, [screen, columns]);
  useHotkeys('arrowup', move(-columns), ARROWS, [screen, columns]);
}
