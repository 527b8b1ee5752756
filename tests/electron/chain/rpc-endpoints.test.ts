import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { makeRpcClient } from '../../../electron/chain/rpc-client.ts';
import { makeRpcEndpoints, type RpcEndpoints } from '../../../electron/chain/rpc-endpoints.ts';
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
  );
});
afterEach(async () => {
  await endpoints.close();
  await Promise.all(nodes.map((node) => node.close()));
});

describe('several endpoints asked as one', () => {
  it('asks the first alone while it answers', async () => {
    nodes[0].on('getThing', { result: 1 });
    expect(await endpoints.read('getThing', [], z.number(), never)).toEqual({ ok: true, value: 1 });
    expect(nodes[1].calls).toHaveLength(0);
  });

  it('turns to the next when one does not answer, and stays there', async () => {
    nodes[0].on('getThing', 'hang');
    nodes[1].on('getThing', { result: 2 });
    const asked = endpoints.read('getThing', [], z.number(), never);
    await eventually('the first is asked', () => nodes[0].calls.length === 1);
    clock.advance(1_000);
    expect(await asked).toEqual({ ok: true, value: 2 });
    expect(await endpoints.read('getThing', [], z.number(), never)).toEqual({ ok: true, value: 2 });
    expect(nodes[0].calls).toHaveLength(1);
  });

  it('does not shop around for another answer to a refused call', async () => {
    nodes[0].on('getThing', { error: { code: -32602, message: 'bad params' } });
    expect(await endpoints.read('getThing', [], z.number(), never)).toMatchObject({
      error: { code: 'rpc-error' },
    });
    expect(nodes[1].calls).toHaveLength(0);
  });

  it('refuses to be made of none', () => {
    expect(() => makeRpcEndpoints([])).toThrow('at least one');
  });
});
