import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { makeRpcClient, type RpcClient } from '../../../electron/chain/rpc-client.ts';
import { describeRpcError } from '../../../electron/chain/rpc-error.ts';
import { millis } from '../../../shared/units.ts';
import { eventually } from '../../support/eventually.ts';
import { manualClock, type ManualClock } from '../../support/manual-clock.ts';
import { scriptedRpc, type ScriptedRpc } from './scripted-rpc.ts';

const never = new AbortController().signal;
const KEY = 'SECRET-KEY-123';

let node: ScriptedRpc;
let clock: ManualClock;
let client: RpcClient;

beforeEach(async () => {
  node = await scriptedRpc();
  clock = manualClock();
  client = makeRpcClient({
    url: `${node.url}/rpc?api-key=${KEY}`,
    timeoutMs: millis(5_000),
    clock,
    random: () => 0,
  });
});
afterEach(async () => {
  await client.close();
  await node.close();
});

const text = z.string();

describe('an RPC client', () => {
  it('asks in JSON-RPC at the whole URL and gives the parsed result', async () => {
    node.on('getThing', { result: 'a thing' });
    expect(await client.call('getThing', ['x', { commitment: 'confirmed' }], text, never)).toEqual({
      ok: true,
      value: 'a thing',
    });
    expect(node.calls).toMatchObject([
      { method: 'getThing', params: ['x', { commitment: 'confirmed' }], path: `/rpc?api-key=${KEY}` },
    ]);
  });

  it('keeps its connection between calls', async () => {
    node.on('getThing', { result: '' });
    for (let i = 0; i < 20; i += 1) await client.call('getThing', [], text, never);
    // A second one where the first was not back in the pool yet.
    expect(node.connections()).toBeLessThanOrEqual(2);
  });

  it('gives up after the timeout on the injected clock', async () => {
    node.on('getThing', 'hang');
    const asked = client.call('getThing', [], text, never);
    await eventually('the call arrives', () => node.calls.length === 1);
    clock.advance(4_999);
    clock.advance(1);
    expect(await asked).toMatchObject({ ok: false, error: { code: 'timeout', afterMs: 5_000 } });
    expect(clock.timers()).toBe(0);
  });

  it('ends at once when its signal fires, before or during the call', async () => {
    node.on('getThing', 'hang');
    expect(await client.call('getThing', [], text, AbortSignal.abort())).toMatchObject({
      error: { code: 'aborted' },
    });
    expect(node.calls).toHaveLength(0);
    const stop = new AbortController();
    const asked = client.read('getThing', [], text, stop.signal, 'buy');
    await eventually('the call arrives', () => node.calls.length === 1);
    stop.abort();
    expect(await asked).toMatchObject({ error: { code: 'aborted' } });
  });

  it('tells the kinds of failure apart', async () => {
    node.on('refused', { error: { code: -32602, message: 'bad params', data: { logs: [] } } });
    node.on('busy', { status: 500 });
    node.on('garbled', { raw: 'not json' });
    node.on('odd', { raw: '[]' });
    node.on('number', { result: { value: 'seven' } });
    node.on('stranger', { raw: '{"jsonrpc":"2.0","id":99,"result":"x"}' });
    node.on('cut', 'drop-connection');
    const failure = async (method: string, schema: z.ZodType = text) => {
      const answered = await client.call(method, [], schema, never);
      return answered.ok ? null : answered.error;
    };
    expect(await failure('refused')).toMatchObject({
      code: 'rpc-error',
      rpc: { code: -32602, message: 'bad params', data: { logs: [] } },
    });
    expect(await failure('busy')).toMatchObject({ code: 'http-status', status: 500 });
    expect(await failure('garbled')).toMatchObject({ code: 'malformed' });
    expect(await failure('odd')).toMatchObject({ code: 'malformed' });
    expect(await failure('number', z.object({ value: z.number() }))).toMatchObject({
      code: 'malformed',
      detail: 'number: unexpected shape at value',
    });
    expect(await failure('stranger')).toMatchObject({ code: 'malformed' });
    expect(await failure('cut')).toMatchObject({ code: 'unreachable' });
  });

  it('is unreachable where nobody listens', async () => {
    const gone = await scriptedRpc();
    await gone.close();
    const lost = makeRpcClient({ url: gone.url, timeoutMs: millis(1_000), clock, random: () => 0 });
    const answered = await lost.call('getThing', [], text, never);
    expect(answered).toMatchObject({ error: { code: 'unreachable', detail: 'ECONNREFUSED' } });
    await lost.close();
  });

  it('shows the key in no error, not even when the server quotes it', async () => {
    node.on('refused', { error: { code: 1, message: `key ${KEY} is not valid` } });
    node.on('busy', { status: 401 });
    for (const method of ['refused', 'busy']) {
      const answered = await client.call(method, [], text, never);
      if (answered.ok) throw new Error('it should fail');
      expect(JSON.stringify(answered.error)).not.toContain(KEY);
      expect(describeRpcError(answered.error)).not.toContain(KEY);
    }
    expect(client.name).not.toContain(KEY);
  });

  it('reads again after failures that may pass, waiting longer each time, three times in all', async () => {
    let asked = 0;
    node.on('getThing', () => {
      asked += 1;
      return asked < 3 ? { status: 503 } : { result: 'at last' };
    });
    const answer = client.read('getThing', [], text, never, 'buy');
    await eventually('the first wait', () => clock.nextInMs() === 150);
    clock.advance(149);
    expect(asked).toBe(1);
    clock.advance(1);
    await eventually('the second wait', () => clock.nextInMs() === 300);
    clock.advance(300);
    expect(await answer).toEqual({ ok: true, value: 'at last' });
  });

  it('neither reads again what was refused nor repeats a call', async () => {
    node.on('refused', { error: { code: -32602, message: 'bad params' } });
    node.on('busy', { status: 503 });
    await client.read('refused', [], text, never, 'buy');
    await client.call('busy', [], text, never);
    expect(node.calls.map(({ method }) => method)).toEqual(['refused', 'busy']);
  });
});

describe('an endpoint that is asked too much', () => {
  const tooMany = { status: 429, headers: { 'retry-after': '3' } };

  it('is read again when the time it asked for is over', async () => {
    let asked = 0;
    node.on('getThing', () => {
      asked += 1;
      return asked === 1 ? tooMany : { result: 'at last' };
    });
    const answer = client.read('getThing', [], text, never, 'buy');
    await eventually('it waits', () => clock.nextInMs() === 3_000);
    clock.advance(3_000);
    expect(await answer).toEqual({ ok: true, value: 'at last' });
    expect(client.state()).toMatchObject({ throttled: 1, breaker: 'closed' });
  });

  it('is not waited for longer than a pool is worth', async () => {
    node.on('getThing', { status: 429, headers: { 'retry-after': '30' } });
    const answer = await client.read('getThing', [], text, never, 'buy');
    expect(answer).toMatchObject({ error: { code: 'http-status', status: 429, retryAfterMs: 30_000 } });
    expect(node.calls).toHaveLength(1);
  });

  it('gets no metadata reads until then, but trades at once', async () => {
    node.on('getThing', tooMany);
    await client.call('getThing', [], text, never);
    node.on('getThing', { result: 'x' });
    let named = false;
    const naming = client.call('getThing', ['name'], text, never, 'metadata').then(() => (named = true));
    for (const priority of ['buy', 'confirm', 'exit'] as const) {
      expect((await client.call('getThing', [priority], text, never, priority)).ok).toBe(true);
    }
    expect(named).toBe(false);
    clock.advance(3_000);
    await naming;
    expect(node.calls.map(({ params }) => params[0])).toEqual([undefined, 'buy', 'confirm', 'exit', 'name']);
  });

  it('is known also where the refusal comes in a good answer', async () => {
    node.on('getThing', { error: { code: -32_429, message: 'rate limited' } });
    await client.call('getThing', [], text, never);
    expect(client.state()).toMatchObject({ throttled: 1, heldBack: true });
  });
});

describe('an endpoint that fails', () => {
  it('opens its breaker, which keeps no order from being sent', async () => {
    node.on('getThing', { status: 500 });
    for (let i = 0; i < 5; i += 1) await client.call('getThing', [], text, never);
    expect(client.state().breaker).toBe('open');
    expect(client.admits()).toBe(false);
    node.on('getThing', { result: 'x' });
    expect((await client.call('getThing', [], text, never)).ok).toBe(true);
    expect(client.state().breaker).toBe('closed');
  });

  it('is asked nothing once it is excluded', async () => {
    client.exclude('it is of another cluster');
    expect(await client.call('getThing', [], text, never)).toMatchObject({
      error: { code: 'not-asked', detail: 'it is of another cluster' },
    });
    expect(node.calls).toHaveLength(0);
  });
});
