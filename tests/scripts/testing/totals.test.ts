import { describe, expect, it } from 'vitest';
import {
  oneFailed,
  playwrightTotals,
  sumTotals,
  totalsLine,
  vitestTotals,
} from '../../../scripts/testing/totals.mjs';

const vitest = (passed: number, failed: number, pending = 0, todo = 0) => ({
  numPassedTests: passed,
  numFailedTests: failed,
  numPendingTests: pending,
  numTodoTests: todo,
});
const playwright = (expected: number, unexpected: number, flaky = 0, skipped = 0) => ({
  stats: { expected, unexpected, flaky, skipped },
});

describe('the count of a runner', () => {
  it('is what its report says', () => {
    expect(vitestTotals(vitest(10, 0, 2, 1), 0)).toEqual({ passed: 10, failed: 0, skipped: 3 });
    expect(vitestTotals(vitest(10, 2), 1)).toEqual({ passed: 10, failed: 2, skipped: 0 });
    expect(playwrightTotals(playwright(4, 1, 0, 2), 1)).toEqual({ passed: 4, failed: 1, skipped: 2 });
  });

  it('has one failed when the runner left no report', () => {
    expect(vitestTotals(null, 0)).toEqual(oneFailed);
    expect(playwrightTotals(null, 1)).toEqual(oneFailed);
  });

  it('has one failed when the runner failed but no test did', () => {
    expect(vitestTotals(vitest(10, 0), 1)).toEqual({ passed: 10, failed: 1, skipped: 0 });
    expect(playwrightTotals(playwright(4, 0), 1)).toEqual({ passed: 4, failed: 1, skipped: 0 });
  });

  it('has one failed when nothing ran, also when all was skipped', () => {
    expect(vitestTotals(vitest(0, 0), 0).failed).toBe(1);
    expect(vitestTotals(vitest(0, 0, 5), 0)).toEqual({ passed: 0, failed: 1, skipped: 5 });
    expect(playwrightTotals(playwright(0, 0), 0).failed).toBe(1);
  });

  it('counts a test that passed only on another try as failed', () => {
    expect(playwrightTotals(playwright(4, 0, 1), 0)).toEqual({ passed: 4, failed: 1, skipped: 0 });
  });
});

describe('the last line', () => {
  it('sums all steps', () => {
    const all = [oneFailed, { passed: 10, failed: 0, skipped: 0 }, { passed: 4, failed: 2, skipped: 0 }];
    expect(totalsLine(sumTotals(all))).toBe('14 passed, 3 failed');
  });

  it('names skipped tests only when there are some', () => {
    expect(totalsLine({ passed: 1, failed: 0, skipped: 2 })).toBe('1 passed, 0 failed, 2 skipped');
    expect(totalsLine(sumTotals([]))).toBe('0 passed, 0 failed');
  });
});
