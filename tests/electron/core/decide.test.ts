import { NO_RACE } from '../../../shared/status.ts';
import { describe, expect, it } from 'vitest';
import { decide } from '../../../electron/core/decide.ts';
import type { EngineInput } from '../../../electron/core/input.ts';
import { lamports, micros, millis } from '../../../shared/units.ts';
import { CoreDesk, kindsOf } from '../../support/desk.ts';
import { fullListing, NOON, settingsWith, sol } from '../../support/pools.ts';

function freeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  if (value instanceof Map || value instanceof Set) {
    for (const inner of value.values()) freeze(inner);
    const refuse = (): never => {
      throw new Error('the state was changed in place');
    };
    return Object.assign(value, { set: refuse, add: refuse, delete: refuse, clear: refuse });
  }
  for (const inner of Object.values(value)) freeze(inner);
  return Object.freeze(value);
}

describe('deciding', () => {
  it('leaves the state that it was given as it was, and says the same of it again', () => {
    const desk = new CoreDesk({ settings: settingsWith({ maxConcurrentTrades: 1 }) });
    desk.list(fullListing(1));
    desk.list(fullListing(2));
    desk.sent(1);
    const state = freeze(desk.state);
    const inputs: EngineInput[] = [
      { kind: 'listing', listing: fullListing(3) },
      { kind: 'tick' },
      { kind: 'command', command: { kind: 'kill', by: 'button' } },
      { kind: 'notice', id: '1' as never, notice: { kind: 'expired', proof: 'x' } },
    ];
    for (const input of inputs) expect(decide(state, input, NOON)).toEqual(decide(state, input, NOON));
  });

  it('tells the depth of the queue whenever it changes, and only then', () => {
    const desk = new CoreDesk({ settings: settingsWith({ maxConcurrentTrades: 1 }) });
    expect(kindsOf(desk.list(fullListing(1)))).not.toContain('queue-changed');
    expect(desk.list(fullListing(2)).events.at(-1)).toEqual({ kind: 'queue-changed', atMs: NOON, depth: 1 });
    expect(kindsOf(desk.tick())).toEqual([]);
    expect(desk.command({ kind: 'kill', by: 'button' })).toEqual({ ok: true });
    expect(desk.events.at(-1)).toEqual({ kind: 'queue-changed', atMs: NOON, depth: 0 });
  });

  it('replies to commands alone', () => {
    const desk = new CoreDesk();
    expect(desk.tick().reply).toBeNull();
    expect(desk.hear({ kind: 'command', command: { kind: 'arm' } }).reply).toEqual({ ok: true });
  });

  it('passes statuses on with the moment at which they were heard', () => {
    const desk = new CoreDesk();
    const health = { loopDelayP99Us: micros(9), inboxDepth: 0, heapMb: 50 };
    const chain = {
      state: 'live',
      endpointsUp: 1,
      endpoints: 1,
      latencyMs: millis(2),
      slot: null,
      blockhashAgeMs: null,
      endpointList: [],
      caches: [],
      note: null,
    } as const;
    const feed = {
      feed: 'sim',
      label: 'Sim',
      state: 'lost',
      latencyMs: null,
      received: 0,
      malformed: 0,
      malformedBy: {},
      duplicates: 0,
      drops: 1,
      lastEventAtMs: null,
      race: NO_RACE,
      note: null,
    } as const;
    desk.wait(3);
    const atMs = NOON + 3;
    const told = (input: EngineInput) => desk.hear(input).events;
    expect(told({ kind: 'engine-health', health })).toEqual([{ kind: 'engine-health', atMs, health }]);
    expect(told({ kind: 'chain-status', status: chain })).toEqual([
      { kind: 'chain-status', atMs, status: chain },
    ]);
    expect(told({ kind: 'feed-status', status: feed })).toEqual([
      { kind: 'feed-status', atMs, status: feed },
    ]);
    expect(told({ kind: 'told', level: 'warning', text: 'x' })).toEqual([
      { kind: 'notice', atMs, level: 'warning', text: 'x' },
    ]);
  });

  it('keeps the balance and the costs for its limits', () => {
    const desk = new CoreDesk({ walletLamports: null });
    desk.list(fullListing(1));
    expect(desk.desk.outcomes).toEqual({ 'facts-unavailable': 1 });
    desk.hear({ kind: 'wallet-status', status: { address: 'wallet-1', lamports: sol(0.11) } });
    desk.hear({ kind: 'costs', tokenAccountRentLamports: lamports(1n), networkFeeLamports: sol(0.02) });
    desk.list(fullListing(1));
    expect(desk.desk.outcomes).toEqual({ 'facts-unavailable': 1, 'balance-too-low': 1 });
    desk.hear({ kind: 'costs', tokenAccountRentLamports: lamports(1n), networkFeeLamports: sol(0.002) });
    desk.list(fullListing(1));
    expect(desk.statusOf(1)).toBe('reserved');
  });
});
