import { describe, expect, it } from 'vitest';
import { linkFailure } from '../../../electron/feed/link-failure.ts';

describe('the words for a failed connection', () => {
  it('hold the message and the code', () => {
    const error = Object.assign(new Error('connect failed'), { code: 'ECONNREFUSED' });
    expect(linkFailure(error)).toBe('connect failed (ECONNREFUSED)');
    const said = Object.assign(new Error('connect ECONNREFUSED ::1'), { code: 'ECONNREFUSED' });
    expect(linkFailure(said)).toBe('connect ECONNREFUSED ::1');
  });

  it('hold no query, so no key', () => {
    const words = linkFailure(new Error('bad answer from wss://h.example/?api-key=SECRET-KEY&x=1 now'));
    expect(words).toBe('bad answer from wss://h.example/ now');
  });

  it('are one short line whatever the other side said', () => {
    const words = linkFailure(`two\nlines ${'x'.repeat(10_000)}`);
    expect(words).not.toContain('\n');
    expect(words.length).toBeLessThanOrEqual(160);
  });

  it('are never empty', () => {
    expect(linkFailure(new Error(''))).toBe('Error');
    expect(linkFailure('')).toBe('unknown error');
  });
});
