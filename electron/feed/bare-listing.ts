import type { PoolListing, PoolProgram } from '../../shared/pool.ts';
import type { Address, Slot } from '../../shared/units.ts';
import { shownText } from '../../shared/untrusted-text.ts';
import { MAX_NAME_LENGTH, MAX_SYMBOL_LENGTH } from './new-pool-schema.ts';

/** A pool by its program and its two sides; the rest is read from the chain before it is judged. */
export function bareListing(
  pool: {
    readonly pool: Address;
    readonly program: PoolProgram;
    readonly baseMint: Address;
    readonly quoteMint: Address;
    readonly slot: Slot;
    /** As its creator wrote them; texts that may not be shown are left out. */
    readonly token?: { readonly symbol: string; readonly name: string };
  },
  feed: string,
): PoolListing {
  const { token, ...keys } = pool;
  return {
    ...keys,
    symbol: token === undefined ? null : (shownText(token.symbol, MAX_SYMBOL_LENGTH) ?? null),
    name: token === undefined ? null : (shownText(token.name, MAX_NAME_LENGTH) ?? null),
    detail: null,
    mint: null,
    lpBurnedBps: null,
    feed,
  };
}
