import { describe, expect, it } from 'vitest';
import { Replica } from '../../../electron/engine/replica.ts';
import { nameTokens } from '../../../electron/wiring/token-names.ts';
import type { EngineEvent } from '../../../shared/events.ts';
import { shownSymbol } from '../../../shared/pool.ts';
import { emptyDesk } from '../../../shared/projection/apply-event.ts';
import type { Address } from '../../../shared/units.ts';
import { NOON, SETTINGS, ticketOf, tradableOf } from '../../support/pools.ts';

const SESSION = { mode: 'sim', version: '0', standInRuntime: true, presetNotes: [] } as const;

const bought = (n: number, symbol: string | null, side: 'buy' | 'sell' = 'buy'): EngineEvent => {
  const pool = tradableOf(n);
  const shown = { ...pool, symbol: symbol ?? shownSymbol(null, pool.tokenMint) };
  return { kind: 'order-reserved', atMs: NOON, ticket: ticketOf(n, n, { side, pool: shown }) };
};

describe('naming tokens', () => {
  it('reads the symbol of what is bought by its mint alone, and tells it', async () => {
    const asked: Address[] = [];
    const heard: unknown[] = [];
    const replica = new Replica(emptyDesk(SESSION, SETTINGS, NOON));
    const symbols = new Map([[tradableOf(1).tokenMint, 'ONE']]);
    const metadata = {
      read: (mint: Address) => {
        asked.push(mint);
        return Promise.resolve({ name: null, symbol: symbols.get(mint) ?? null });
      },
    };
    nameTokens({ metadata }, replica, (input) => void heard.push(input), new AbortController().signal);
    for (const event of [bought(1, null), bought(2, null), bought(3, 'NAMED'), bought(4, null, 'sell')])
      replica.apply(event);
    await Promise.resolve();
    expect(asked).toEqual([tradableOf(1).tokenMint, tradableOf(2).tokenMint]);
    expect(heard).toEqual([{ kind: 'token-named', mint: tradableOf(1).tokenMint, symbol: 'ONE' }]);
  });

  it('tells nothing once the desk is closed', async () => {
    const closed = new AbortController();
    const replica = new Replica(emptyDesk(SESSION, SETTINGS, NOON));
    const metadata = { read: () => Promise.resolve({ name: null, symbol: 'LATE' }) };
    const never = (): never => {
      throw new Error('it was told');
    };
    nameTokens({ metadata }, replica, never, closed.signal);
    replica.apply(bought(1, null));
    closed.abort();
    await Promise.resolve();
  });
});
