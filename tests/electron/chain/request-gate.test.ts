import { setMaxListeners } from 'node:events';
import { beforeEach, describe, expect, it } from 'vitest';
import { makeRequestGate, MOST_WAITING, type RequestGate } from '../../../electron/chain/request-gate.ts';
import type { RpcPriority } from '../../../electron/chain/rpc-priority.ts';
import { millis } from '../../../shared/units.ts';
import { manualClock, type ManualClock } from '../../support/manual-clock.ts';

const never = new AbortController().signal;
setMaxListeners(0, never);
let clock: ManualClock;
let gate: RequestGate;
let entered: string[];

beforeEach(() => {
  clock = manualClock();
  gate = makeRequestGate(10, millis(3_000), clock);
  entered = [];
});

function ask(priority: RpcPriority, name: string = priority, signal = never): void {
  const answer = gate.enter(priority, signal);
  if (answer === 'entered') entered.push(name);
  else void answer.then((how) => void entered.push(how === 'entered' ? name : `${name} ${how}`));
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('the gate before an endpoint', () => {
  it('lets an exit in at once, however much is under way', () => {
    for (let i = 0; i < 50; i += 1) ask('buy');
    ask('exit');
    expect(entered.at(-1)).toBe('exit');
  });

  it('keeps room for what tells whether an order landed', () => {
    for (let i = 0; i < 20; i += 1) ask('buy');
    const buys = entered.length;
    ask('confirm');
    expect(buys).toBeLessThan(20);
    expect(entered.at(-1)).toBe('confirm');
  });

  it('lets those that wait in by priority, and within one in their order', async () => {
    gate = makeRequestGate(100, millis(3_000), clock);
    for (let i = 0; i < 10; i += 1) ask('confirm', 'first');
    ask('metadata', 'm');
    ask('buy', 'b1');
    ask('buy', 'b2');
    ask('confirm', 'c');
    entered.length = 0;
    for (let i = 0; i < 12; i += 1) {
      gate.leave('confirm');
      await turn();
    }
    expect(entered).toEqual(['c', 'b1', 'b2', 'm']);
  });

  it('slows metadata alone when the budget is spent', async () => {
    for (let i = 0; i < 8; i += 1) ask('buy');
    for (let i = 0; i < 8; i += 1) gate.leave('buy');
    for (let i = 0; i < 8; i += 1) ask('buy');
    for (let i = 0; i < 8; i += 1) gate.leave('buy');
    expect(entered).toHaveLength(16);
    ask('metadata');
    expect(entered).toHaveLength(16);
    ask('buy');
    gate.leave('buy');
    expect(entered).toHaveLength(17);
    clock.advance(799);
    await turn();
    expect(entered).toHaveLength(17);
    clock.advance(1);
    await turn();
    expect(entered.at(-1)).toBe('metadata');
    expect(clock.timers()).toBe(0);
  });

  it('holds metadata back for as long as the endpoint asked, and nothing else', async () => {
    gate.holdBack(millis(5_000));
    ask('metadata');
    for (const priority of ['buy', 'confirm', 'exit'] as const) ask(priority);
    expect(entered).toEqual(['buy', 'confirm', 'exit']);
    gate.leave('buy');
    gate.leave('confirm');
    clock.advance(4_999);
    await turn();
    expect(entered).toHaveLength(3);
    expect(gate.isHeldBack()).toBe(true);
    clock.advance(1);
    await turn();
    expect(entered.at(-1)).toBe('metadata');
  });

  it('forgets who left, and has no timer for them', async () => {
    gate.holdBack(millis(5_000));
    const leaving = new AbortController();
    ask('metadata', 'm', leaving.signal);
    expect(clock.timers()).toBe(1);
    leaving.abort();
    await turn();
    expect(entered).toEqual(['m aborted']);
    expect(clock.timers()).toBe(0);
  });

  it('lets nothing that a trade needs wait behind requests that hang', async () => {
    for (let i = 0; i < 8; i += 1) ask('buy', 'hangs');
    ask('buy', 'b');
    ask('metadata', 'm');
    entered.length = 0;
    clock.advance(2_999);
    await turn();
    expect(entered).toEqual([]);
    clock.advance(1);
    await turn();
    expect(entered).toEqual(['b late']);
    clock.advance(60_000);
    await turn();
    expect(entered).toEqual(['b late']);
  });

  it('takes no more than its bound, and answers all when it closes', async () => {
    gate.holdBack(millis(5_000));
    for (let i = 0; i < MOST_WAITING; i += 1) ask('metadata');
    ask('metadata', 'last');
    await turn();
    expect(entered).toEqual(['last full']);
    gate.close();
    await turn();
    expect(entered).toHaveLength(MOST_WAITING + 1);
    expect(clock.timers()).toBe(0);
    ask('buy', 'late');
    await turn();
    expect(entered.at(-1)).toBe('late aborted');
  });
});
