import type { Market, MarketOptions } from '../../electron/sim/market.ts';
import { startMarket } from '../../electron/sim/start-market.ts';

/** Where the chain's clock and the desk's begin; far from the ends of a day. */
export const RIG_START_MS = Date.UTC(2027, 0, 15, 8);
export const SLOT_MS = 400;
/** A block is confirmed this many slots after it was made. */
export const CONFIRMED_AFTER = 2;

/** A market whose slots pass when the test says so. */
export const startRigMarket = (options: Partial<MarketOptions> = {}): Promise<Market> =>
  startMarket({
    seed: 'scenario',
    manual: true,
    startAtMs: RIG_START_MS,
    slotMs: SLOT_MS,
    depths: { confirmedAfter: CONFIRMED_AFTER, finalizedAfter: 8 },
    ...options,
  });
