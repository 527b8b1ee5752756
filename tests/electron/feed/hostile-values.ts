import * as fc from 'fast-check';

/** Values that a feed may hold where another was meant; all of them can come out of `JSON.parse`. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue({ maxDepth: 4 }),
  fc.constantFrom<unknown>(
    JSON.parse('1e400'),
    -0,
    -1,
    0.5,
    2 ** 53,
    1e300,
    '',
    ' ',
    '\u0000',
    '\ud800',
    'a\udc00b',
    '\u202eKNOB',
    '１２３',
    '0x10',
    '1e3',
    '-5',
    '+5',
    '00',
    '18446744073709551616',
    '9'.repeat(5000),
    'z'.repeat(44),
    '1'.repeat(44),
    'I'.repeat(44),
    'A'.repeat(100_000),
    [],
    {},
    [[[[[[]]]]]],
    null,
    true,
    JSON.parse('{"__proto__":{"polluted":true}}'),
    JSON.parse('{"toString":1,"constructor":{"prototype":1}}'),
    JSON.parse('['.repeat(2000) + ']'.repeat(2000)),
  ),
);

export const hostileKey: fc.Arbitrary<string> = fc.oneof(
  fc.string({ maxLength: 20 }),
  fc.constantFrom('__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'length', ''),
);
