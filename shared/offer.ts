import type { PoolProgram } from './pool.ts';
import type { Address, Bps, Lamports, Slot, TokenUnits, UnixMs } from './units.ts';

export type OfferId = string & { readonly __unit: 'offer-id' };
export const offerId = (sequence: number): OfferId => `offer-${sequence}` as OfferId;

/** One check that the pool went through, as a chip: `value` is the share that was found, where the check has one. */
export type Check = {
  readonly code: 'mint-authority' | 'freeze-authority' | 'lp-burned' | 'transfer-fee';
  readonly verdict: 'passed' | 'warned';
  readonly value: Bps | null;
};

/** What the order would do at the reserves of one moment. */
export type OfferQuote = {
  readonly solReserve: Lamports;
  readonly tokenReserve: TokenUnits;
  readonly expectedOut: TokenUnits;
  readonly impactBps: Bps;
  /** What buying and selling again at once would cost, as a share of the spend. */
  readonly roundTripBps: Bps;
};

/** A pool that waits for the trader's word. */
export type Offer = {
  readonly id: OfferId;
  readonly pool: Address;
  readonly program: PoolProgram;
  readonly tokenMint: Address;
  readonly tokenDecimals: number;
  readonly symbol: string;
  readonly name: string | null;
  readonly slot: Slot | null;
  readonly madeAtMs: UnixMs;
  readonly expiresAtMs: UnixMs;
  readonly spendLamports: Lamports;
  readonly checks: readonly Check[];
  readonly first: OfferQuote;
  readonly now: OfferQuote;
  /** Raised by one with every change of `now`: an approval names the one it saw. */
  readonly revision: number;
};
