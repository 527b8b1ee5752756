import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPubsubMessage } from '../../../electron/feed/pubsub-message.ts';
import { hostileValue } from './hostile-values.ts';

const read = (message: unknown) => readPubsubMessage(JSON.stringify(message));

describe('a message of a node’s websocket', () => {
  it('confirms with a number under the id of the request', () => {
    const ack = { jsonrpc: '2.0', result: 4743323479349712, id: 1 };
    expect(read(ack)).toEqual({ kind: 'subscribed', id: 1, subscription: 4743323479349712 });
  });

  it('is malformed when it is neither a notification nor an answer, or is longer than is read', () => {
    const broken = { kind: 'malformed', reason: { code: 'broken-packet', field: null } };
    expect(read({ jsonrpc: '2.0', result: 'yes', id: 1 })).toEqual(broken);
    expect(read({ jsonrpc: '2.0', result: 5, id: 'mine' })).toEqual(broken);
    expect(read({})).toEqual(broken);
    expect(read([])).toMatchObject({ reason: { code: 'not-an-object' } });
    expect(readPubsubMessage(' '.repeat(1_000_001))).toMatchObject({ reason: { code: 'too-long' } });
  });

  it('refuses with an error, also one that it can match to no request', () => {
    const error = { code: -32602, message: 'Invalid params' };
    expect(read({ error, id: 1 })).toEqual({ kind: 'refused', id: 1, detail: 'Invalid params' });
    expect(read({ error, id: null })).toEqual({ kind: 'refused', id: null, detail: 'Invalid params' });
    expect(read({ error: 'no', id: 1 })).toEqual({ kind: 'refused', id: 1, detail: 'no reason given' });
  });

  it('notifies by method', () => {
    const frame = { jsonrpc: '2.0', method: 'logsNotification', params: { result: 1 } };
    expect(read(frame)).toEqual({ kind: 'notification', method: 'logsNotification', frame });
    expect(read({ method: 'logsSubscribe', id: 'x' })).toEqual({ kind: 'other' });
  });

  it('is one of its kinds whatever it holds, and never throws', () => {
    const keys = fc.constantFrom('method', 'id', 'result', 'error', 'params', '__proto__');
    fc.assert(
      fc.property(fc.oneof(hostileValue, fc.dictionary(keys, hostileValue)), (value) => {
        expect(typeof read(value ?? null).kind).toBe('string');
      }),
    );
    fc.assert(fc.property(fc.string(), (text) => void readPubsubMessage(text)));
  });
});
