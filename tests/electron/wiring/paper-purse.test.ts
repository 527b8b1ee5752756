import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../electron/config/config.ts';
import type { EngineInput } from '../../../electron/core/input.ts';
import { Replica } from '../../../electron/engine/replica.ts';
import { playWithPaper } from '../../../electron/wiring/paper-purse.ts';
import type { EngineEvent } from '../../../shared/events.ts';
import { orderId } from '../../../shared/order.ts';
import { emptyDesk } from '../../../shared/projection/apply-event.ts';
import { lamports, millis } from '../../../shared/units.ts';
import { failureOf, fillOf, NOON, SETTINGS, ticketOf } from '../../support/pools.ts';

const env = {
  SWINGAWAY_DATA_DIR: '/data',
  SWINGAWAY_MODE: 'paper',
  RPC_URL: 'http://127.0.0.1:1',
  SWINGAWAY_PAPER_SOL: '2',
};

describe('what paper trading plays with', () => {
  it('is told at the start, after each fill with the wallet’s part of it, and after each failure less its fee', () => {
    const config = readConfig({ env, envFileText: null, argv: [] });
    if (!config.ok) throw new Error(JSON.stringify(config.error));
    const session = { mode: 'paper', version: '0', standInRuntime: false, presetNotes: [] } as const;
    const replica = new Replica(emptyDesk(session, SETTINGS, NOON));
    const told: EngineInput[] = [];
    playWithPaper(config.value, 'W', replica, (input) => void told.push(input));
    const happened: readonly EngineEvent[] = [
      { kind: 'order-reserved', atMs: NOON, ticket: ticketOf(1, 1) },
      {
        kind: 'order-confirmed',
        atMs: NOON,
        id: orderId(1),
        fill: fillOf({ walletLamports: lamports(-102_044_280n) }),
        afterMs: millis(1),
      },
      { kind: 'order-reserved', atMs: NOON, ticket: ticketOf(2, 2) },
      { kind: 'order-failed', atMs: NOON, id: orderId(2), failure: failureOf(), afterMs: millis(1) },
    ];
    for (const event of happened) replica.apply(event);
    const held = told.map((input) => (input.kind === 'wallet-status' ? input.status.lamports : null));
    expect(held).toEqual([2_000_000_000n, 1_897_955_720n, 1_897_950_720n]);
  });
});
