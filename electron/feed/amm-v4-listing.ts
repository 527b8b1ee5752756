import type { PoolListing } from '../../shared/pool.ts';
import { unixMs, type UnixMs } from '../../shared/units.ts';
import type { AmmV4Creation } from '../protocol/amm-v4-creation.ts';
import { MAX_OPEN_TIME_S } from './new-pool-schema.ts';

/** What of a creation goes into a listing; its log and the pool's account say it as well as its transaction. */
export type ToldOfAmmV4 = Pick<
  AmmV4Creation,
  'keys' | 'openTimeUnixS' | 'coinDecimals' | 'pcDecimals' | 'coinReserve' | 'pcReserve' | 'slot'
>;

/**
 * A pool's creation on the chain as a listing. What neither the instruction nor its log says (the token's symbol,
 * its mint, the share of burned LP) stays null and is read from the chain.
 */
export function ammV4Listing(creation: ToldOfAmmV4, feed: string): PoolListing {
  const { keys } = creation;
  return {
    pool: keys.pool,
    program: 'amm-v4',
    baseMint: keys.coinMint,
    quoteMint: keys.pcMint,
    symbol: null,
    name: null,
    slot: creation.slot,
    detail: {
      baseMint: keys.coinMint,
      quoteMint: keys.pcMint,
      terms: { kind: 'amm-v4' },
      accounts: {
        baseVault: keys.coinVault,
        quoteVault: keys.pcVault,
        lpMint: keys.lpMint,
      },
      baseDecimals: creation.coinDecimals,
      quoteDecimals: creation.pcDecimals,
      reserves: { base: creation.coinReserve, quote: creation.pcReserve },
      opensAtMs: openingTime(creation.openTimeUnixS),
    },
    mint: null,
    lpBurnedBps: null,
    feed,
  };
}

/** On the chain it can be any 64-bit number; past the year 9999 it means never, and is cut there. */
function openingTime(unixS: bigint): UnixMs {
  return unixMs(Number(unixS > MAX_OPEN_TIME_S ? MAX_OPEN_TIME_S : unixS) * 1000);
}
