import type { OrderSide } from '../../../shared/order.ts';
import type { Reserves, SolSide, TradablePool, TransferFee } from '../../../shared/pool.ts';
import type { Bps, TokenUnits } from '../../../shared/units.ts';

/** A side of a pool. */
export type PoolSide = SolSide;

/** An exact amount into one side of a pool, whatever its program. */
export type SwapIn = {
  readonly reserves: Reserves;
  readonly inSide: PoolSide;
  /** What leaves the trader's account: a transfer fee is taken of it on the way into the pool. */
  readonly amountIn: TokenUnits;
  /** What the mint of each side keeps of a transfer; null where it keeps nothing. */
  readonly transferFees: { readonly base: TransferFee | null; readonly quote: TransferFee | null };
};

export type SwapOut = {
  /** What arrives in the trader's account, after every fee; 0 or no quote at all when that is nothing. */
  readonly out: TokenUnits;
  /** What the program and the mint keep, in units of what goes in where it is taken there, else of what comes out. */
  readonly fee: TokenUnits;
  /** How much worse than the price before the swap, no fee counted, rounded up. */
  readonly priceImpactBps: Bps;
  /** The pool after it. */
  readonly after: Reserves;
};

/** What a quote needs of a pool besides its reserves. */
export type PricedPool = Pick<TradablePool, 'solSide' | 'terms' | 'transferFee'>;

/** A buy's amount is lamports and goes into the SOL side; a sell's is token units. */
export function swapOf(pool: PricedPool, side: OrderSide, reserves: Reserves, amountIn: TokenUnits): SwapIn {
  const tokenSide = pool.solSide === 'base' ? 'quote' : 'base';
  const transferFees = { base: null, quote: null, [tokenSide]: pool.transferFee };
  return { reserves, inSide: side === 'buy' ? pool.solSide : tokenSide, amountIn, transferFees };
}
