import { describe, expect, it } from 'vitest';
import { readRetryAfter } from '../../../electron/chain/retry-after.ts';
import { unixMs } from '../../../shared/units.ts';

const now = unixMs(Date.UTC(2026, 0, 1));

describe('a Retry-After header', () => {
  it.each([
    ['3', 3_000],
    ['0.5', 500],
    ['0', 0],
    ['Thu, 01 Jan 2026 00:00:07 GMT', 7_000],
    ['Wed, 31 Dec 2025 00:00:00 GMT', 0],
    ['86400', 60_000],
    ['soon', null],
    ['', null],
    ['-5', null],
    [undefined, null],
  ])('%j means %j ms', (header, expected) => {
    const read = readRetryAfter(header, now);
    // A negative number is read as a date by some; it never makes anybody wait.
    if (expected === null) expect(read ?? 0).toBe(0);
    else expect(read).toBe(expected);
  });

  it('takes the first of several', () => {
    expect(readRetryAfter(['2', '9'], now)).toBe(2_000);
  });
});
