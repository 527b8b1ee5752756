import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import type { RpcCaller } from '../../../electron/executor/rpc-lane.ts';
import { makeHeliusSenderLane, makeJitoLane } from '../../../electron/executor/tip-lanes.ts';
import { err, ok } from '../../../shared/result.ts';
import { manualClock } from '../../support/manual-clock.ts';

const never = new AbortController().signal;

function recordingClient(name: string, answer: unknown) {
  const calls: unknown[] = [];
  const client: RpcCaller<string> = {
    name,
    call: async <T>(method: string, params: readonly unknown[], schema: z.ZodType<T>) => {
      calls.push([method, params]);
      const parsed = schema.safeParse(answer);
      return parsed.success ? ok(parsed.data) : err('refused');
    },
  };
  return { calls, client };
}

describe('the lane to Jito', () => {
  it('sends base64, says so, and asks once a second at most', async () => {
    const clock = manualClock();
    const { client, calls } = recordingClient('Jito', 'a signature');
    const lane = makeJitoLane({ client, describe: (error) => error }, clock);
    const first = lane.send('AAAA', never);
    const second = lane.send('BBBB', never);
    expect(calls).toEqual([['sendTransaction', ['AAAA', { encoding: 'base64' }]]]);
    clock.advance(1_000);
    expect(calls).toHaveLength(2);
    expect([await first, await second]).toEqual([ok(null), ok(null)]);
  });

  it('gives its refusal in one line', async () => {
    const { client } = recordingClient('Jito', null);
    const lane = makeJitoLane({ client, describe: (error) => `it ${error}` }, manualClock());
    expect([lane.name, await lane.send('AAAA', never)]).toEqual(['Jito', err('it refused')]);
  });
});

describe('the lane to Helius Sender', () => {
  it('skips the preflight and has nothing sent again by itself', async () => {
    const { client, calls } = recordingClient('Helius Sender', 'a signature');
    const lane = makeHeliusSenderLane({ client, describe: (error) => error });
    expect([await lane.send('AAAA', never), await lane.send('BBBB', never)]).toEqual([ok(null), ok(null)]);
    const options = { encoding: 'base64', skipPreflight: true, maxRetries: 0 };
    expect(calls).toEqual([
      ['sendTransaction', ['AAAA', options]],
      ['sendTransaction', ['BBBB', options]],
    ]);
  });
});
