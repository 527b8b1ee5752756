import { describe, expect, it } from 'vitest';
import { MAX_LINE_CHARACTERS, readRecordedLine, recordedLine } from '../../../electron/feed/recorded-line.ts';

const ORIGIN = { ms: 12.3456, feed: 'socket-io', source: 'socket-io' } as const;

describe('a line of a recording', () => {
  it('reads as it was written, its time to the microsecond', () => {
    const line = recordedLine(ORIGIN, '{"a": [1]}');
    expect(line).toBe('{"v":1,"ms":12.346,"feed":"socket-io","source":"socket-io","message":{"a": [1]}}\n');
    expect(readRecordedLine(line.trimEnd())).toEqual({
      ok: true,
      value: { ...ORIGIN, ms: 12.346, message: { a: [1] } },
    });
  });

  it.each([
    '',
    'garbage',
    'null',
    '[]',
    '{"v":2,"ms":1,"feed":"a","source":"helius","message":1}',
    '{"v":1,"ms":-1,"feed":"a","source":"helius","message":1}',
    '{"v":1,"ms":1e309,"feed":"a","source":"helius","message":1}',
    '{"v":1,"ms":1e15,"feed":"a","source":"helius","message":1}',
    '{"v":1,"ms":1,"feed":"","source":"helius","message":1}',
    '{"v":1,"ms":1,"feed":"a","source":"other","message":1}',
    '{"v":1,"ms":1,"feed":"a","source":"helius"}',
    '{"v":1,"ms":1,"feed":"a","source":"helius","message":1,"more":1}',
    '{"v":1,"ms":1,"feed":"a","source":"helius","message":1,"__proto__":{}}',
  ])('is refused when it is anything else: %s', (line) => {
    expect(readRecordedLine(line)).toEqual({ ok: false, error: { code: 'bad-line', field: null } });
  });

  it('is not read when it is too long', () => {
    const line = 'x'.repeat(MAX_LINE_CHARACTERS + 1);
    expect(readRecordedLine(line)).toEqual({ ok: false, error: { code: 'too-long', field: null } });
  });
});
