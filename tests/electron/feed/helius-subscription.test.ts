import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readHeliusMessage } from '../../../electron/feed/helius-subscription.ts';
import { hostileValue } from './hostile-values.ts';

const read = (message: unknown) => readHeliusMessage(JSON.stringify(message));

describe('what Helius sends', () => {
  it('acknowledges with a number under the id of the request', () => {
    expect(read({ jsonrpc: '2.0', result: 4743323479349712, id: 1 })).toEqual({ kind: 'subscribed' });
    expect(read({ jsonrpc: '2.0', result: 'yes', id: 1 })).toEqual({ kind: 'malformed' });
    expect(read({ jsonrpc: '2.0', result: 5, id: 2 })).toEqual({ kind: 'other' });
  });

  it('refuses with an error, also one that it can match to no request', () => {
    const error = { code: -32602, message: 'Invalid params' };
    expect(read({ error, id: 1 })).toEqual({ kind: 'refused', detail: 'Invalid params' });
    expect(read({ error, id: null })).toEqual({ kind: 'refused', detail: 'Invalid params' });
    expect(read({ error: 'no', id: 1 })).toEqual({ kind: 'refused', detail: 'no reason given' });
    expect(read({ error, id: 7 })).toEqual({ kind: 'other' });
  });

  it('is one of its kinds whatever it holds, and never throws', () => {
    const keys = fc.constantFrom('method', 'id', 'result', 'error', 'params', '__proto__');
    fc.assert(
      fc.property(fc.oneof(hostileValue, fc.dictionary(keys, hostileValue)), (value) => {
        expect(typeof read(value ?? null).kind).toBe('string');
      }),
    );
    fc.assert(fc.property(fc.string(), (text) => void readHeliusMessage(text)));
  });
});
