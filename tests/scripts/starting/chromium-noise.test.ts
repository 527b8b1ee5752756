import { describe, expect, it } from 'vitest';
import { isChromiumNoise, lineSplitter } from '../../../scripts/starting/chromium-noise.mjs';

describe('Chromium’s own log lines', () => {
  it('are told from what the desk says', () => {
    expect(isChromiumNoise('[10897:1122/204546.964196:ERROR:bus.cc(407)] Failed to connect to the bus')).toBe(
      true,
    );
    expect(isChromiumNoise('[42:7:1122/204546.964196:WARNING:a.cc(1)] text')).toBe(true);
    expect(isChromiumNoise('[feed] ERROR: lost')).toBe(false);
    expect(isChromiumNoise('Error: RPC_TIMEOUT_MS must be a whole number')).toBe(false);
  });
});

describe('cutting a stream into lines', () => {
  it('joins what arrives in pieces and keeps an unended last line', () => {
    const lines: string[] = [];
    const splitter = lineSplitter((line) => lines.push(line));
    for (const piece of ['on', 'e\ntwo\nth', 'ree']) splitter.push(piece);
    expect(lines).toEqual(['one', 'two']);
    splitter.end();
    splitter.end();
    expect(lines).toEqual(['one', 'two', 'three']);
  });
});
