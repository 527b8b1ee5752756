import { createStore, type StoreApi } from 'zustand/vanilla';
import type { OfferId } from '../../shared/offer.ts';
import type { OrderId } from '../../shared/order.ts';
import { NO_FOCUS, type OfferFocus } from './offer-focus.ts';

export type TapeFilter = 'all' | 'fills' | 'refusals' | 'system';

/** What is true of this window only: nothing here reaches the engine. */
export type ScreenState = {
  readonly settingsOpen: boolean;
  /** The order under the pointer in the chart; the waterfall shows it instead of the last one. */
  readonly pointedOrder: OrderId | null;
  readonly tapeFilter: TapeFilter;
  readonly offerFocus: OfferFocus;
  /** Offers that were answered here and are not closed by the engine yet. */
  readonly answered: ReadonlySet<OfferId>;
};

export type ScreenStore = StoreApi<ScreenState>;

export function createScreenStore(): ScreenStore {
  return createStore<ScreenState>(() => ({
    settingsOpen: false,
    pointedOrder: null,
    tapeFilter: 'all',
    offerFocus: NO_FOCUS,
    answered: new Set(),
  }));
}
