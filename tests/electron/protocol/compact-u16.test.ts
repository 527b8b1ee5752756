import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeCompactU16, encodeCompactU16 } from '../../../electron/protocol/compact-u16.ts';

describe('compact-u16', () => {
  it('has the lengths and bytes of the format', () => {
    const cases: readonly (readonly [number, readonly number[]])[] = [
      [0, [0]],
      [5, [5]],
      [0x7f, [0x7f]],
      [0x80, [0x80, 0x01]],
      [0xff, [0xff, 0x01]],
      [0x100, [0x80, 0x02]],
      [0x7fff, [0xff, 0xff, 0x01]],
      [0xffff, [0xff, 0xff, 0x03]],
    ];
    for (const [value, bytes] of cases) expect([...encodeCompactU16(value)]).toEqual(bytes);
  });

  it('reads back what it wrote, wherever it stands', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffff }), fc.nat(5), (value, offset) => {
        const bytes = Uint8Array.from([...new Uint8Array(offset), ...encodeCompactU16(value), 9]);
        expect(decodeCompactU16(bytes, offset)).toEqual({ value, next: bytes.length - 1 });
      }),
    );
  });

  it('refuses a cut, an overlong and a too large one', () => {
    for (const bytes of [
      [],
      [0x80],
      [0x80, 0x80],
      [0x80, 0x00],
      [0xff, 0x80, 0x00],
      [0xff, 0xff, 0x04],
      [0x80, 0x80, 0x80, 0x01],
    ]) {
      expect(decodeCompactU16(Uint8Array.from(bytes), 0)).toBeNull();
    }
    expect(() => encodeCompactU16(0x10000)).toThrow(RangeError);
    expect(() => encodeCompactU16(-1)).toThrow(RangeError);
  });
});
