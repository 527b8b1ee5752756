import { describe, expect, it } from 'vitest';
import { makeCircuitBreaker } from '../../../electron/chain/circuit-breaker.ts';
import { monoUs } from '../../../shared/units.ts';

const at = (ms: number) => monoUs(ms * 1000);

describe('a circuit breaker', () => {
  it('stays closed until there are enough samples, and opens when half of them failed', () => {
    const breaker = makeCircuitBreaker();
    for (let i = 0; i < 4; i += 1) breaker.failed(at(0));
    expect(breaker.state(at(0))).toBe('closed');
    breaker.failed(at(0));
    expect(breaker.state(at(0))).toBe('open');
    expect(breaker.admits(at(0))).toBe(false);
  });

  it('bears a failure now and then', () => {
    const breaker = makeCircuitBreaker();
    for (let i = 0; i < 100; i += 1) {
      if (i % 3 === 0) breaker.failed(at(i));
      else breaker.succeeded();
    }
    expect(breaker.state(at(100))).toBe('closed');
  });

  it('lets one request through when its time is over, which closes it', () => {
    const breaker = makeCircuitBreaker();
    for (let i = 0; i < 5; i += 1) breaker.failed(at(0));
    expect(breaker.state(at(4_999))).toBe('open');
    expect(breaker.state(at(5_000))).toBe('half-open');
    expect([breaker.admits(at(5_000)), breaker.admits(at(5_000))]).toEqual([true, false]);
    breaker.succeeded();
    expect(breaker.state(at(5_000))).toBe('closed');
  });

  it('stays open twice as long each time the probe fails, up to a minute', () => {
    const breaker = makeCircuitBreaker();
    for (let i = 0; i < 5; i += 1) breaker.failed(at(0));
    let now = 0;
    const waits: number[] = [];
    for (let wait = 5_000; waits.length < 6; wait = Math.min(wait * 2, 60_000)) {
      expect(breaker.state(at(now + wait - 1))).toBe('open');
      now += wait;
      waits.push(wait);
      expect(breaker.admits(at(now))).toBe(true);
      breaker.failed(at(now));
    }
    expect(waits).toEqual([5_000, 10_000, 20_000, 40_000, 60_000, 60_000]);
  });

  it('probes again when the probe was cancelled, and closes on any good answer', () => {
    const breaker = makeCircuitBreaker();
    for (let i = 0; i < 5; i += 1) breaker.failed(at(0));
    expect(breaker.admits(at(5_000))).toBe(true);
    breaker.cancelled();
    expect(breaker.admits(at(5_000))).toBe(true);
    breaker.failed(at(5_000));
    breaker.failed(at(5_001));
    expect(breaker.state(at(15_000))).toBe('half-open');
    breaker.succeeded();
    expect(breaker.state(at(5_001))).toBe('closed');
  });
});
