import type { PoolFacts, PoolListing } from '../../../../shared/pool.ts';
import { bps, tokenUnits, unixMs, type UnixMs } from '../../../../shared/units.ts';
import type { FactsPatch } from '../../../support/pools.ts';
import {
  bareListing,
  factsOf,
  HOUR,
  LAUNCHLAB_TERMS,
  mintAddress,
  reservesOf,
  SECOND,
  sol,
  SOMEBODY,
} from '../../../support/pools.ts';
import type { Flaw } from './machine-step.ts';

function patchOf(flaw: Flaw, nowMs: UnixMs): FactsPatch {
  switch (flaw) {
    case 'mint':
      return { mint: { mintAuthority: SOMEBODY } };
    case 'freeze':
      return { mint: { freezeAuthority: SOMEBODY } };
    case 'lp':
      return { lpBurnedBps: nowMs % 2 === 0 ? null : bps(8_999) };
    case 'thin':
      return { detail: { reserves: reservesOf(sol(4.9)) } };
    case 'closed':
      return { detail: { opensAtMs: unixMs(nowMs + HOUR) } };
    case 'soon':
      return { detail: { opensAtMs: unixMs((Math.floor(nowMs / SECOND) + 8) * SECOND) } };
    // It has sold all that it sells when its price has doubled.
    case 'curve':
      return { detail: { terms: { ...LAUNCHLAB_TERMS, baseFloorUnits: tokenUnits(500_000_000_000_000n) } } };
    case 'risky':
      return { mint: { riskyExtension: 'PermanentDelegate' } };
    case 'tax':
      return { mint: { transferFee: { bps: bps(501), maximumUnits: tokenUnits(1n << 63n) } } };
    case 'hollow':
      return { detail: { reserves: reservesOf(sol(50), 3n) } };
    case 'none':
    case 'no-sol':
    case 'program':
      return {};
  }
}

export const factsWith = (pool: number, flaw: Flaw, nowMs: UnixMs): PoolFacts =>
  factsOf(pool, patchOf(flaw, nowMs));

export function listingWith(pool: number, withFacts: boolean, flaw: Flaw, nowMs: UnixMs): PoolListing {
  const listing = bareListing(pool, {
    ...(flaw === 'no-sol' ? { quoteMint: mintAddress(99) } : {}),
    ...(flaw === 'program' ? { program: 'clmm' } : {}),
  });
  return withFacts ? { ...listing, ...factsWith(pool, flaw, nowMs) } : listing;
}
