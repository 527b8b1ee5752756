import { describe, expect, it } from 'vitest';
import { createEndpointFaults } from '../../../../electron/sim/endpoint/endpoint-faults.ts';
import { RequestFates } from '../../../../electron/sim/endpoint/request-fate.ts';
import { createRandom } from '../../../../electron/sim/prng/random.ts';

const ask = (method: string): string => JSON.stringify({ jsonrpc: '2.0', id: 1, method });

function fates(seed = 'fate') {
  const faults = createEndpointFaults(() => null);
  const clock = { nowMs: 10_000 };
  const decide = new RequestFates(faults, createRandom(seed), () => clock.nowMs);
  return { faults, clock, of: (method = 'getSlot') => decide.of(ask(method)) };
}

describe('the fate of a request', () => {
  it('is an answer at once when nothing is broken', () => {
    expect(fates().of()).toEqual({ kind: 'answered', afterMs: 0 });
  });

  it('is to hang, to fail or to be refused as often as it was asked for', () => {
    const { faults, of } = fates();
    Object.assign(faults, {
      hangs: 1,
      serverErrors: 1,
      serverErrorStatus: 502,
      tooManyRequests: 1,
      retryAfterS: 7,
    });
    expect([of(), of(), of(), of()]).toEqual([
      { kind: 'hangs' },
      { kind: 'refused', status: 502, retryAfterS: null },
      { kind: 'refused', status: 429, retryAfterS: 7 },
      { kind: 'answered', afterMs: 0 },
    ]);
  });

  it('is to be refused above so many requests a second', () => {
    const { faults, clock, of } = fates();
    faults.requestsASecond = 2;
    expect([of(), of(), of()].map((each) => each.kind)).toEqual(['answered', 'answered', 'refused']);
    clock.nowMs += 999;
    expect(of().kind).toBe('refused');
    clock.nowMs += 1;
    expect(of().kind).toBe('answered');
  });

  it('has a delay with a jitter that the seed gives', () => {
    const delays = (seed: string) => {
      const { faults, of } = fates(seed);
      Object.assign(faults, { rpcLatencyMs: 30, rpcJitterMs: 20 });
      return Array.from({ length: 50 }, () => {
        const fate = of();
        return fate.kind === 'answered' ? fate.afterMs : NaN;
      });
    };
    expect(delays('a')).toEqual(delays('a'));
    expect(delays('a')).not.toEqual(delays('b'));
    expect(Math.min(...delays('a'))).toBeGreaterThanOrEqual(30);
    expect(Math.max(...delays('a'))).toBeLessThanOrEqual(50);
    expect(new Set(delays('a')).size).toBeGreaterThan(8);
  });

  it('is bad only for the methods that were named, in a batch too', () => {
    const { faults, of } = fates();
    Object.assign(faults, { hangs: 9, onlyMethods: ['sendTransaction'] });
    expect(of('getSlot').kind).toBe('answered');
    expect(of('sendTransaction').kind).toBe('hangs');
    const batch = `[${ask('getSlot')},${ask('sendTransaction')}]`;
    expect(new RequestFates(faults, createRandom('x'), () => 0).of(batch).kind).toBe('hangs');
    expect(new RequestFates(faults, createRandom('x'), () => 0).of('{').kind).toBe('answered');
  });
});
