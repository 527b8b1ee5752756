import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shownText } from '../../shared/untrusted-text.ts';

describe('text that strangers chose', () => {
  it.each([
    ['BONK', 'BONK'],
    ['日本 🚀', '日本 🚀'],
    ['  two   words ', 'two words'],
    ['\u202eKNOB', 'KNOB'],
    ['a\u200b\u200d\u2060b', 'ab'],
    ['line\nbreak\u2028here', 'linebreakhere'],
    ['\u3164', null],
    ['', null],
    ['e\u0301\u0302\u0303\u0304\u0305\u0306', 'e\u0301\u0302\u0303'],
  ])('%j is shown as %j', (text, shown) => {
    expect(shownText(text, 32)).toBe(shown);
  });

  it('is not shown when it is longer than allowed or holds half a character', () => {
    expect(shownText('A'.repeat(33), 32)).toBeUndefined();
    expect(shownText('ok\ud83d', 32)).toBeUndefined();
  });

  it('is never longer than it came, stays the same when shown again, and holds nothing unshown', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 64 }), (text) => {
        const shown = shownText(text, 64);
        if (typeof shown !== 'string') return;
        expect(shown.length).toBeLessThanOrEqual(text.length);
        expect(shownText(shown, 64)).toBe(shown);
        expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      }),
      { numRuns: 1000 },
    );
  });
});
