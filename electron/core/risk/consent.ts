import type { Lamports, TokenUnits } from '../../../shared/units.ts';

/** What an approved card showed: the spend is never exceeded, the out amount holds within the slippage. */
export type Consent = { readonly spendLamports: Lamports; readonly shownOut: TokenUnits };
