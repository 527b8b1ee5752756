import { describe, expect, it } from 'vitest';
import { borshOrNull } from '../../../electron/protocol/borsh-reader.ts';
import { BorshWriter } from '../../../electron/protocol/borsh-writer.ts';
import { SYSTEM_PROGRAM, TOKEN_PROGRAM } from '../../../electron/protocol/programs.ts';

const written = new BorshWriter()
  .u8(255)
  .u16(0xabcd)
  .u64(2n ** 64n - 1n)
  .address(TOKEN_PROGRAM)
  .text('größer')
  .done();

const readAll = (bytes: Uint8Array, offset = 0) =>
  borshOrNull(bytes, offset, (from) => ({
    u8: from.u8(),
    u16: from.u16(),
    u64: from.u64(),
    address: from.address(),
    text: from.text(),
    left: from.left,
  }));

describe('Borsh values', () => {
  it('are read as they were written, from where they begin', () => {
    const values = {
      u8: 255,
      u16: 0xabcd,
      u64: 2n ** 64n - 1n,
      address: TOKEN_PROGRAM,
      text: 'größer',
      left: 0,
    };
    expect(readAll(written)).toEqual(values);
    expect(readAll(Buffer.concat([Buffer.of(1, 2), written, Buffer.of(9)]), 2)).toEqual({
      ...values,
      left: 1,
    });
  });

  it('that end early are nothing, wherever they are cut', () => {
    for (let length = 0; length < written.length; length += 1) {
      expect(readAll(written.subarray(0, length))).toBeNull();
    }
    // A text of 4 GB in four bytes.
    expect(borshOrNull(Uint8Array.of(255, 255, 255, 255, 65), 0, (from) => from.text())).toBeNull();
  });

  it('that are no UTF-8 are marked, and not refused', () => {
    expect(borshOrNull(Uint8Array.of(1, 0, 0, 0, 255), 0, (from) => from.text())).toBe('\ufffd');
  });

  it('pass on what else goes wrong', () => {
    const broken = (): never => {
      throw new Error('a mistake');
    };
    expect(() => borshOrNull(written, 0, broken)).toThrow('a mistake');
  });

  it('that do not fit are not written', () => {
    const writer = new BorshWriter().address(SYSTEM_PROGRAM);
    for (const value of [-1, 256, 0.5, Number.NaN]) expect(() => writer.u8(value)).toThrow(RangeError);
    for (const value of [-1, 65_536, 0.5]) expect(() => writer.u16(value)).toThrow(RangeError);
    for (const value of [-1n, 2n ** 64n]) expect(() => writer.u64(value)).toThrow(RangeError);
    expect(writer.done()).toEqual(new Uint8Array(32));
  });
});
