import type { OfferId } from '../../shared/offer.ts';

/** Where the keys act, and until when cards that just moved do not take an order. */
export type OfferFocus = {
  /** The offers as last shown, in order. */
  readonly shown: readonly OfferId[];
  readonly focused: OfferId | null;
  /** Before this the keys A and S do nothing: the focused card went away by itself. */
  readonly keysFromMs: number;
  /** Before its time a card does not take a click: it just moved under the pointer. */
  readonly clicksFromMs: Readonly<Record<OfferId, number>>;
};

/** Longer than a finger that was already moving, shorter than a second thought. */
export const GUARD_MS = 400;

export const NO_FOCUS: OfferFocus = { shown: [], focused: null, keysFromMs: 0, clicksFromMs: {} };

/**
 * The focus after the list became `offers`. `answered` holds the offers that the trader approved or skipped:
 * their going away is no surprise. When a card goes by itself, the keys rest if it was the focused one, and every
 * card that moved up into another's place does not take a click, both for `GUARD_MS`.
 */
export function settleFocus(
  before: OfferFocus,
  offers: readonly OfferId[],
  answered: ReadonlySet<OfferId>,
  nowMs: number,
): OfferFocus {
  const still = new Set(offers);
  const firstGone = before.shown.findIndex((id) => !still.has(id) && !answered.has(id));
  const clicksFromMs: Record<OfferId, number> = {};
  for (const id of offers) {
    const moved = firstGone !== -1 && before.shown.indexOf(id) > firstGone;
    const known = before.clicksFromMs[id] ?? 0;
    const from = moved ? nowMs + GUARD_MS : known;
    if (from > nowMs) clicksFromMs[id] = from;
  }
  if (before.focused === null || still.has(before.focused)) {
    const appeared = before.focused === null && offers.length > 0;
    return {
      shown: offers,
      focused: before.focused ?? offers[0] ?? null,
      keysFromMs: appeared ? Math.max(before.keysFromMs, nowMs + GUARD_MS) : before.keysFromMs,
      clicksFromMs,
    };
  }
  const own = answered.has(before.focused);
  return {
    shown: offers,
    focused: successor(before, still),
    keysFromMs: own ? before.keysFromMs : nowMs + GUARD_MS,
    clicksFromMs,
  };
}

/** The card that took the focused one's place: the next that is still there, else the last before it. */
function successor(before: OfferFocus, still: ReadonlySet<OfferId>): OfferId | null {
  const at = before.shown.findIndex((id) => id === before.focused);
  const next = before.shown.slice(at + 1).find((id) => still.has(id));
  return next ?? before.shown.slice(0, at).findLast((id) => still.has(id)) ?? [...still][0] ?? null;
}

/** The focus moved by `steps` cards, stopping at the ends. */
export function moveFocus(focus: OfferFocus, steps: number): OfferFocus {
  if (focus.shown.length === 0) return focus;
  const at = focus.focused === null ? -1 : focus.shown.indexOf(focus.focused);
  const to = Math.min(focus.shown.length - 1, Math.max(0, at + steps));
  return { ...focus, focused: focus.shown[to] ?? null };
}

export const focusOn = (focus: OfferFocus, id: OfferId): OfferFocus =>
  focus.shown.includes(id) ? { ...focus, focused: id } : focus;

export const keysRest = (focus: OfferFocus, nowMs: number): boolean => nowMs < focus.keysFromMs;
export const clicksRest = (focus: OfferFocus, id: OfferId, nowMs: number): boolean =>
  nowMs < (focus.clicksFromMs[id] ?? 0);
