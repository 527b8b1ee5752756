import { describe, expect, it } from 'vitest';
import { MAX_TOKEN_NAMES } from '../../../shared/desk.ts';
import type { EngineEvent } from '../../../shared/events.ts';
import { shownSymbol } from '../../../shared/pool.ts';
import { applyEvent, emptyDesk } from '../../../shared/projection/apply-event.ts';
import { address, lamports, tokenUnits } from '../../../shared/units.ts';
import { NOON, SETTINGS, ticketOf, tradableOf } from '../../support/pools.ts';

const SESSION = { mode: 'sim', version: '0', standInRuntime: true, presetNotes: [] } as const;
const EMPTY = emptyDesk(SESSION, SETTINGS, NOON);
const MINT = address('MintAAAAAAAAAAAAAAAA1111');
const SHORT = shownSymbol(null, MINT);

const fold = (...events: readonly EngineEvent[]) => events.reduce(applyEvent, EMPTY);
const named: EngineEvent = { kind: 'token-named', atMs: NOON, mint: MINT, symbol: 'REAL' };
const reserved = (id: number, symbol: string): EngineEvent => ({
  kind: 'order-reserved',
  atMs: NOON,
  ticket: ticketOf(id, id, { pool: { ...tradableOf(id), tokenMint: MINT, symbol } }),
});
const held = (symbol: string): EngineEvent => ({
  kind: 'position-changed',
  atMs: NOON,
  position: {
    pool: address('P'),
    tokenMint: MINT,
    tokenDecimals: 6,
    symbol,
    tokenUnits: tokenUnits(1n),
    costLamports: lamports(1n),
    openedAtMs: NOON,
  },
  realizedLamports: lamports(0n),
});
const refused: EngineEvent = {
  kind: 'pool-closed',
  atMs: NOON,
  pool: { pool: address('P'), symbol: SHORT, program: 'cpmm' },
  outcome: { code: 'nothing-out' },
  judgedInUs: null,
};

describe('a token that is named after it was first shown', () => {
  it('goes by its symbol wherever it was shown by its mint', () => {
    const desk = fold(reserved(1, SHORT), held(SHORT), refused, named);
    const shown = [
      ...desk.cooldowns,
      ...Object.values(desk.liveOrders),
      ...desk.positions,
      ...desk.tape.filter(({ symbol }) => symbol !== ''),
    ].map(({ symbol }) => symbol);
    expect(shown.length).toBeGreaterThanOrEqual(4);
    expect(new Set(shown)).toEqual(new Set(['REAL']));
  });

  it('goes by it in all that is told later, too', () => {
    const desk = fold(named, held(SHORT), refused, reserved(1, SHORT));
    expect(desk.positions[0]?.symbol).toBe('REAL');
    expect(desk.tape[0]?.symbol).toBe('REAL');
    expect(Object.values(desk.liveOrders)[0]?.symbol).toBe('REAL');
  });

  it('leaves every other token as it is, and what named itself', () => {
    const other = shownSymbol(null, address('OtherAAAAAAAAAAAAAAA2222'));
    const desk = fold(
      reserved(1, other),
      reserved(2, 'SELF'),
      named,
      reserved(3, other),
      reserved(4, 'SELF'),
    );
    expect(Object.values(desk.liveOrders).map(({ symbol }) => symbol)).toEqual([
      other,
      'SELF',
      other,
      'SELF',
    ]);
  });

  it('is one of the newest that are remembered', () => {
    const many = Array.from({ length: MAX_TOKEN_NAMES + 5 }, (_, n): EngineEvent => {
      const mint = address(`${String(n).padStart(4, 'a')}MintMint${String(n).padStart(4, 'b')}`);
      return { kind: 'token-named', atMs: NOON, mint, symbol: `T${n}` };
    });
    const desk = fold(...many, { kind: 'token-named', atMs: NOON, mint: MINT, symbol: 'REAL' }, named);
    expect(desk.names).toHaveLength(MAX_TOKEN_NAMES);
    expect(desk.names.at(-1)).toEqual({ shownAs: SHORT, symbol: 'REAL' });
  });
});
