import { describe, expect, it } from 'vitest';
import { shownSymbol, solReserves, solSideOf } from '../../shared/pool.ts';
import { address, tokenUnits, WSOL_MINT } from '../../shared/units.ts';

const TOKEN = address('EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v');
const OTHER = address('Other');

describe('the SOL side of a pool', () => {
  it('is the side that is wrapped SOL', () => {
    expect(solSideOf({ baseMint: WSOL_MINT, quoteMint: TOKEN })).toBe('base');
    expect(solSideOf({ baseMint: TOKEN, quoteMint: WSOL_MINT })).toBe('quote');
  });

  it('is neither where neither or both are', () => {
    expect(solSideOf({ baseMint: TOKEN, quoteMint: OTHER })).toBeNull();
    expect(solSideOf({ baseMint: WSOL_MINT, quoteMint: WSOL_MINT })).toBeNull();
  });

  it('says which reserve is lamports', () => {
    const reserves = { base: tokenUnits(1n), quote: tokenUnits(2n) };
    expect(solReserves('base', reserves)).toEqual({ sol: 1n, token: 2n });
    expect(solReserves('quote', reserves)).toEqual({ sol: 2n, token: 1n });
  });
});

describe('the name of a token', () => {
  it('is its symbol, or the ends of its mint', () => {
    expect(shownSymbol('USDC', TOKEN)).toBe('USDC');
    expect(shownSymbol(null, TOKEN)).toBe('EPjF…Dt1v');
  });
});
