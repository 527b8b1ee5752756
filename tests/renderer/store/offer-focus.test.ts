import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { offerId, type OfferId } from '../../../shared/offer.ts';
import {
  GUARD_MS,
  NO_FOCUS,
  clicksRest,
  focusOn,
  keysRest,
  moveFocus,
  settleFocus,
  type OfferFocus,
} from '../../../renderer/store/offer-focus.ts';

const [a, b, c, d] = [offerId(1), offerId(2), offerId(3), offerId(4)];
const NOBODY: ReadonlySet<OfferId> = new Set();
const shown = (ids: readonly OfferId[], focused: OfferId): OfferFocus => ({
  ...NO_FOCUS,
  shown: ids,
  focused,
});

describe('the focus of the offers', () => {
  it('falls on the first card that appears, whose keys rest for a moment', () => {
    const focus = settleFocus(NO_FOCUS, [a], NOBODY, 1_000);
    expect(focus.focused).toBe(a);
    expect(keysRest(focus, 1_000 + GUARD_MS - 1)).toBe(true);
    expect(keysRest(focus, 1_000 + GUARD_MS)).toBe(false);
  });

  it('stays where it is when other cards come and go', () => {
    const focus = settleFocus(shown([a, b, c], b), [b, c, d], NOBODY, 1_000);
    expect(focus.focused).toBe(b);
    expect(keysRest(focus, 1_000)).toBe(false);
  });

  it('moves to the next card and rests when its own card went by itself', () => {
    const focus = settleFocus(shown([a, b, c], b), [a, c], NOBODY, 1_000);
    expect(focus.focused).toBe(c);
    expect(keysRest(focus, 1_399)).toBe(true);
    expect(keysRest(focus, 1_400)).toBe(false);
  });

  it('moves on without a rest when the trader answered the card', () => {
    const focus = settleFocus(shown([a, b, c], b), [a, c], new Set([b]), 1_000);
    expect(focus.focused).toBe(c);
    expect(keysRest(focus, 1_000)).toBe(false);
  });

  it('falls back to the card before when the last one went', () => {
    expect(settleFocus(shown([a, b], b), [a], new Set([b]), 0).focused).toBe(a);
  });

  it('lets no click through on cards that just slid up, and on no others', () => {
    const focus = settleFocus(shown([a, b, c], a), [a, c], NOBODY, 1_000);
    expect(clicksRest(focus, c, 1_399)).toBe(true);
    expect(clicksRest(focus, c, 1_400)).toBe(false);
    expect(clicksRest(focus, a, 1_000)).toBe(false);
  });

  it('lets clicks through on what slid up after an answer', () => {
    const focus = settleFocus(shown([a, b, c], a), [b, c], new Set([a]), 1_000);
    expect(clicksRest(focus, b, 1_000)).toBe(false);
  });

  it('moves by steps and stops at both ends', () => {
    const focus = shown([a, b, c], a);
    expect(moveFocus(focus, 1).focused).toBe(b);
    expect(moveFocus(focus, 9).focused).toBe(c);
    expect(moveFocus(focus, -1).focused).toBe(a);
    expect(moveFocus(NO_FOCUS, 1).focused).toBeNull();
  });

  it('does not fall on a card that is not there', () => {
    expect(focusOn(shown([a, b], a), d).focused).toBe(a);
  });

  it('is always one of the cards shown, as long as there is one', () => {
    const lists = fc.array(fc.uniqueArray(fc.constantFrom(a, b, c, d), { maxLength: 4 }), { maxLength: 12 });
    fc.assert(
      fc.property(lists, (steps) => {
        let focus = NO_FOCUS;
        return steps.every((offers, index) => {
          focus = settleFocus(focus, offers, NOBODY, index);
          return offers.length === 0
            ? focus.focused === null
            : focus.focused !== null && offers.includes(focus.focused);
        });
      }),
    );
  });
});
