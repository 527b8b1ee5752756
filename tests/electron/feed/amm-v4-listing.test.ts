import { describe, expect, it } from 'vitest';
import { ammV4Listing } from '../../../electron/feed/amm-v4-listing.ts';
import type { AmmV4Creation } from '../../../electron/protocol/amm-v4-creation.ts';
import { address, signature, slot, tokenUnits } from '../../../shared/units.ts';

const creation: AmmV4Creation = {
  keys: {
    pool: address('pool'),
    authority: address('authority'),
    coinVault: address('coin-vault'),
    pcVault: address('pc-vault'),
    lpMint: address('lp-mint'),
    coinMint: address('coin-mint'),
    pcMint: address('pc-mint'),
    market: address('market'),
    marketProgram: address('market-program'),
  },
  openTimeUnixS: 1_735_000_000n,
  coinDecimals: 9,
  pcDecimals: 6,
  coinReserve: tokenUnits(5n),
  pcReserve: tokenUnits(7n),
  lpMint: address('lp-mint'),
  creator: address('creator'),
  signature: signature('signature'),
  slot: slot(42),
};

describe('a creation on the chain as a listing', () => {
  it('has coin as its base and pc as its quote, and leaves what the chain did not say', () => {
    expect(ammV4Listing(creation, 'helius')).toEqual({
      pool: 'pool',
      program: 'amm-v4',
      baseMint: 'coin-mint',
      quoteMint: 'pc-mint',
      symbol: null,
      name: null,
      slot: 42,
      detail: {
        baseMint: 'coin-mint',
        quoteMint: 'pc-mint',
        terms: { kind: 'amm-v4' },
        accounts: { baseVault: 'coin-vault', quoteVault: 'pc-vault', lpMint: 'lp-mint' },
        baseDecimals: 9,
        quoteDecimals: 6,
        reserves: { base: 5n, quote: 7n },
        opensAtMs: 1_735_000_000_000,
      },
      mint: null,
      lpBurnedBps: null,
      feed: 'helius',
    });
  });

  it('opens in the year 9999 at the latest, so that its time stays a date', () => {
    const opensAtMs = ammV4Listing({ ...creation, openTimeUnixS: 2n ** 64n - 1n }, 'helius').detail
      ?.opensAtMs;
    expect(opensAtMs).toBe(253_402_300_799_000);
  });
});
