import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { makeRpcClient } from '../../../electron/chain/rpc-client.ts';
import { makeRpcEndpoints, type RpcEndpoints } from '../../../electron/chain/rpc-endpoints.ts';
import type { RpcPriority } from '../../../electron/chain/rpc-priority.ts';
import { millis } from '../../../shared/units.ts';
import { eventually } from '../../support/eventually.ts';
import { manualClock, type ManualClock } from '../../support/manual-clock.ts';
import { scriptedRpc, type ScriptedRpc } from './scripted-rpc.ts';

const never = new AbortController().signal;
let nodes: readonly [ScriptedRpc, ScriptedRpc];
let clock: ManualClock;
let endpoints: RpcEndpoints;

beforeEach(async () => {
  nodes = [await scriptedRpc(), await scriptedRpc()];
  clock = manualClock();
  const timeoutMs = millis(1_000);
  endpoints = makeRpcEndpoints(
    nodes.map(({ url }) => makeRpcClient({ url, timeoutMs, clock, random: () => 0 })),
    { clock, random: () => 0 },
  );
});
afterEach(async () => {
  await endpoints.close();
  await Promise.all(nodes.map((node) => node.close()));
});

describe('several endpoints asked as one', () => {
  it('asks the first alone while it answers', async () => {
    nodes[0].on('getThing', { result: 1 });
    expect(await endpoints.read('getThing', [], z.number(), never, 'buy')).toEqual({ ok: true, value: 1 });
    expect(nodes[1].calls).toHaveLength(0);
  });

  it('turns to the next when one does not answer, and stays there', async () => {
    nodes[0].on('getThing', 'hang');
    nodes[1].on('getThing', { result: 2 });
    const asked = endpoints.read('getThing', [], z.number(), never, 'buy');
    await eventually('the first is asked', () => nodes[0].calls.length === 1);
    clock.advance(1_000);
    expect(await asked).toEqual({ ok: true, value: 2 });
    expect(await endpoints.read('getThing', [], z.number(), never, 'buy')).toEqual({ ok: true, value: 2 });
    expect(nodes[0].calls).toHaveLength(1);
  });

  it('does not shop around for another answer to a refused call', async () => {
    nodes[0].on('getThing', { error: { code: -32602, message: 'bad params' } });
    expect(await endpoints.read('getThing', [], z.number(), never, 'buy')).toMatchObject({
      error: { code: 'rpc-error' },
    });
    expect(nodes[1].calls).toHaveLength(0);
  });

  it('refuses to be made of none', () => {
    expect(() => makeRpcEndpoints([], { clock, random: () => 0 })).toThrow('at least one');
  });
});

describe('choosing among endpoints', () => {
  const read = (priority: RpcPriority = 'buy') =>
    endpoints.read('getThing', [], z.unknown(), never, priority);

  it('turns to another at once when one is asked too much, and stays away from it for a while', async () => {
    nodes[0].on('getThing', { status: 429, headers: { 'retry-after': '4' } });
    nodes[1].on('getThing', { result: 2 });
    expect(await read()).toEqual({ ok: true, value: 2 });
    expect(clock.timers()).toBe(0);
    expect(nodes.map(({ calls }) => calls.length)).toEqual([1, 1]);
  });

  it('turns to another that has the method', async () => {
    nodes[0].on('getThing', { error: { code: -32_601, message: 'Method not found' } });
    nodes[1].on('getThing', { result: 2 });
    expect(await read()).toEqual({ ok: true, value: 2 });
  });

  it('asks one whose breaker is open last, and for metadata not at all', async () => {
    nodes[0].on('getThing', { status: 500 });
    nodes[1].on('getThing', { status: 500 });
    for (const client of endpoints.all) {
      for (let i = 0; i < 5; i += 1) await client.call('getThing', [], z.unknown(), never);
    }
    expect(endpoints.all.map((client) => client.state().breaker)).toEqual(['open', 'open']);
    expect(await read('metadata')).toMatchObject({ error: { code: 'not-asked' } });
    nodes[1].on('getThing', { result: 2 });
    expect(await read('buy')).toEqual({ ok: true, value: 2 });
    expect(nodes[0].calls).toHaveLength(6);
    await read('buy');
    expect(nodes[0].calls).toHaveLength(6);
  });

  it('does not believe an answer of a slot that cannot be, and asks the next', async () => {
    const believing = makeRpcEndpoints(endpoints.all, {
      clock,
      random: () => 0,
      isBelievable: (_client, told) => told < 1_000,
    });
    nodes[0].on('getThing', { result: { context: { slot: 999_999 }, value: 1 } });
    nodes[1].on('getThing', { result: { context: { slot: 90 }, value: 2 } });
    const answered = await believing.read('getThing', [], z.unknown(), never, 'buy');
    expect(answered).toMatchObject({ ok: true, value: { value: 2 } });
  });
});
