import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { makeRpcLane, type RpcCaller } from '../../../electron/executor/rpc-lane.ts';
import { err, ok } from '../../../shared/result.ts';

const never = new AbortController().signal;

describe('the RPC lane', () => {
  it('sends base64 without preflight and without retries of the node’s own', async () => {
    const calls: unknown[] = [];
    const client: RpcCaller<string> = {
      name: 'node',
      call: async (method, params, schema, signal) => {
        calls.push([method, params, signal]);
        const parsed = schema.safeParse('5sig');
        return parsed.success ? ok(parsed.data) : err('not a text');
      },
    };
    const lane = makeRpcLane(client, (error) => error);
    expect(lane.name).toBe('node');
    expect(await lane.send('AAAA', never)).toEqual({ ok: true, value: null });
    expect(calls).toEqual([
      ['sendTransaction', ['AAAA', { encoding: 'base64', skipPreflight: true, maxRetries: 0 }], never],
    ]);
  });

  it('gives the client’s error in one line', async () => {
    const client: RpcCaller<{ code: string }> = {
      name: 'node',
      call: async <T>(_method: string, _params: readonly unknown[], _schema: z.ZodType<T>) =>
        err({ code: 'busy' }),
    };
    const lane = makeRpcLane(client, ({ code }) => `it is ${code}`);
    expect(await lane.send('AAAA', never)).toEqual({ ok: false, error: 'it is busy' });
  });
});
