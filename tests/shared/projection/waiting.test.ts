import { describe, expect, it } from 'vitest';
import { MAX_WAITING_SHOWN, type Desk } from '../../../shared/desk.ts';
import type { EngineEvent } from '../../../shared/events.ts';
import { applyEvent, emptyDesk } from '../../../shared/projection/apply-event.ts';
import { unixMs } from '../../../shared/units.ts';
import { DESK_SESSION } from '../../support/desk.ts';
import { NOON, poolAddress, SETTINGS } from '../../support/pools.ts';

const named = (n: number) => ({ pool: poolAddress(n), symbol: `TOK${n}`, program: 'cpmm' }) as const;
const waits = (n: number, afterMs: number): EngineEvent => ({
  kind: 'pool-waiting',
  atMs: NOON,
  pool: named(n),
  opensAtMs: unixMs(NOON + afterMs),
});
const deskAfter = (...events: readonly EngineEvent[]): Desk =>
  events.reduce(applyEvent, emptyDesk(DESK_SESSION, SETTINGS, NOON));
const symbols = ({ waiting }: Desk) => waiting.map(({ pool }) => pool.symbol);

describe('the pools that open soon', () => {
  it('stand in the order in which they open, each once', () => {
    expect(symbols(deskAfter(waits(1, 900), waits(2, 300), waits(3, 600)))).toEqual(['TOK2', 'TOK3', 'TOK1']);
    expect(symbols(deskAfter(waits(1, 900), waits(2, 300), waits(1, 100)))).toEqual(['TOK1', 'TOK2']);
  });

  it('are gone when they open, and when they end for any other reason', () => {
    const opened = { kind: 'pool-opened', atMs: NOON, pool: named(1) } as const;
    const outcome = { code: 'killed' } as const;
    const closed = { kind: 'pool-closed', atMs: NOON, pool: named(2), outcome, judgedInUs: null } as const;
    expect(symbols(deskAfter(waits(1, 1), waits(2, 2), waits(3, 3), opened, closed))).toEqual(['TOK3']);
    expect(deskAfter(opened, closed).waiting).toEqual([]);
  });

  it('are no more than are shown', () => {
    const many = Array.from({ length: MAX_WAITING_SHOWN + 5 }, (_, n) => waits(n, n));
    expect(deskAfter(...many).waiting).toHaveLength(MAX_WAITING_SHOWN);
  });
});
