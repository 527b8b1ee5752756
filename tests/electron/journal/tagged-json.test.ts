import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromTaggedJson, toTaggedJson } from '../../../electron/journal/tagged-json.ts';

describe('JSON with bigints', () => {
  it('keeps a bigint apart from the same digits as number and as text', () => {
    const value = { big: 12n, number: 12, text: '12', negative: -5n, zero: 0n, list: [2n ** 64n] };
    expect(toTaggedJson(value)).toContain('{"$n":"12"}');
    expect(fromTaggedJson(toTaggedJson(value))).toEqual(value);
  });

  it('brings back any value that it takes', () => {
    const any = fc.anything({ withBigInt: true, maxDepth: 4 });
    fc.assert(
      fc.property(any, (value) => {
        let text: string;
        try {
          text = toTaggedJson(value);
        } catch {
          return;
        }
        // JSON knows no negative zero; no amount is one.
        expect(toTaggedJson(fromTaggedJson(text))).toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['undefined', { a: undefined }],
    ['NaN', [Number.NaN]],
    ['an infinity', { a: Infinity }],
    ['a function', () => 1],
    ['a symbol', Symbol('s')],
    ['an instance', new Date(0)],
    ['a Map', new Map([[1, 2]])],
    ['a key of its own sign', { $n: '5' }],
  ])('does not take %s', (_name, value) => {
    expect(() => toTaggedJson(value)).toThrow(/recorded|stands for a bigint/);
  });

  it('does not take what holds itself', () => {
    const loop: { self?: unknown } = {};
    loop.self = loop;
    expect(() => toTaggedJson(loop)).toThrow('too deep');
  });

  it.each(['{"$n":"1.5"}', '{"$n":5}', '{"$n":"1","x":2}', '{"$n":""}', '{"$n":"0x5"}', '{"$n":"-0"}', '{'])(
    'does not read %s',
    (text) => {
      expect(() => fromTaggedJson(text)).toThrow(SyntaxError);
    },
  );
});
