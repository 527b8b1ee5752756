import { describe, expect, it } from 'vitest';
import { fuseIndex, setFuses } from '../../../scripts/runtime/fuses.mjs';

const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

const executable = (wire: string, version = 1): Buffer =>
  Buffer.concat([
    Buffer.from(`before${sentinel}`),
    Buffer.from([version, wire.length]),
    Buffer.from(`${wire}after`),
  ]);

describe('the fuses of an executable', () => {
  it('are set where asked and left alone elsewhere', () => {
    const bytes = executable('10001011');
    setFuses(bytes, {
      [fuseIndex.nodeCliInspect]: 'on',
      [fuseIndex.loadBrowserProcessSpecificV8Snapshot]: 'off',
    });
    expect(bytes.equals(executable('10011001'))).toBe(true);
  });

  it('are refused where there is no wire, or two', () => {
    expect(() => setFuses(Buffer.from('nothing here'), {})).toThrow('no fuse wire');
    expect(() => setFuses(Buffer.concat([executable('1'), executable('1')]), {})).toThrow('more than one');
  });

  it('are refused on a wire of another version', () => {
    expect(() => setFuses(executable('1111', 2), { 0: 'off' })).toThrow('version 2');
  });

  it('are refused beyond the wire, and where one was removed', () => {
    expect(() => setFuses(executable('1111'), { 4: 'on' })).toThrow('beyond');
    expect(() => setFuses(executable('1r11'), { 1: 'on' })).toThrow('removed');
  });
});
