import { describe, expect, it } from 'vitest';
import { assertNever } from '../../shared/assert-never.ts';

describe('a case that cannot be', () => {
  it('is named, with what it is a case of', () => {
    expect(() => assertNever({ kind: 'x' } as never, 'event')).toThrow('unexpected event: {"kind":"x"}');
    expect(() => assertNever('y' as never)).toThrow('unexpected value: "y"');
  });

  it('is named when it holds money too', () => {
    expect(() => assertNever({ lamports: 5n } as never, 'event')).toThrow(
      'unexpected event: {"lamports":"5"}',
    );
  });
});
