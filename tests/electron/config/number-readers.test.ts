import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  milliseconds,
  percent,
  seconds,
  solAmount,
  wholeNumber,
} from '../../../electron/config/number-readers.ts';

const delay = seconds({ min: 100n, max: 300_000n, says: '0.1 to 300 s' });
const timeout = milliseconds('tradeTimeoutMs');
const sol = solAmount('buyLamports');
const slippage = percent('slippageBps');
const orders = wholeNumber('maxConcurrentTrades');

describe('numbers as people write them', () => {
  it('are read in the unit of the setting, exactly', () => {
    expect(timeout.read('30000')).toEqual({ ok: true, value: 30_000 });
    expect(delay.read('5')).toEqual({ ok: true, value: 5000 });
    expect(delay.read('0.25')).toEqual({ ok: true, value: 250 });
    expect(sol.read('0.1')).toEqual({ ok: true, value: 100_000_000n });
    expect(sol.read('12.345678901')).toEqual({ ok: true, value: 12_345_678_901n });
    expect(slippage.read('2.5')).toEqual({ ok: true, value: 250 });
    expect(orders.read('3')).toEqual({ ok: true, value: 3 });
  });

  it.each([
    ['5m', milliseconds('poolCooldownMs'), '5m is 300000'],
    ['1.5 min', milliseconds('poolCooldownMs'), '1.5 min is 90000'],
    ['30s', timeout, '30s is 30000'],
    ['30', timeout, '30 s is 30000'],
    ['5000', delay, '5000 ms is 5'],
    ['500ms', delay, '500ms is 0.5'],
    ['0.1 SOL', sol, '0.1 SOL is 0.1'],
    ['100000000', sol, '100000000 lamports is 0.1'],
    ['0,1', sol, 'with a point: 0.1'],
    ['5%', slippage, '5% is 5'],
    ['500', slippage, '500 bps is 5'],
    ['300_000', milliseconds('poolCooldownMs'), 'without separators: 300000'],
    ['300,000', milliseconds('poolCooldownMs'), 'without separators: 300000'],
    ['-5', timeout, 'it cannot be negative'],
    ['-0.1', sol, 'it cannot be negative'],
  ])('%s is refused with the hint “%3$s”', (text, reader, hint) => {
    expect(reader.read(text)).toEqual({ ok: false, error: `Write ${reader.allowed}; ${hint}.` });
  });

  it.each(['', 'many', '1e3', '0x10', 'NaN', 'Infinity', '1.2.3', '5 parsecs', '9'.repeat(400), '３'])(
    '%s is refused with what is allowed',
    (text) => {
      for (const reader of [timeout, delay, sol, slippage, orders]) {
        expect(reader.read(text)).toEqual({ ok: false, error: `Write ${reader.allowed}.` });
      }
    },
  );

  it('are refused out of their range, at both ends', () => {
    expect(orders.read('0').ok).toBe(false);
    expect(orders.read('17').ok).toBe(false);
    expect(sol.read('0.0009').ok).toBe(false);
    expect(sol.read('100.000000001').ok).toBe(false);
    expect(sol.read('100').ok).toBe(true);
    expect(orders.read('16').ok).toBe(true);
  });

  it('are finite and in range whatever is read', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.double().map(String), fc.bigInt().map(String)), (text) => {
        const value = timeout.read(text);
        if (value.ok) expect(value.value >= 1000 && value.value <= 120_000).toBe(true);
        const amount = sol.read(text);
        if (amount.ok) expect(amount.value >= 1_000_000n && amount.value <= 10n ** 11n).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
