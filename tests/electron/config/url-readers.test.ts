import { describe, expect, it } from 'vitest';
import { feedUrl, rpcUrl, shownUrl, socketUrl } from '../../../electron/config/url-readers.ts';

const KEY = 'c0ffee00-dead-4bad-8bad-c0ffee00dead';

describe('addresses', () => {
  it('of an RPC endpoint are http, and the websocket form of one is turned into it', () => {
    expect(rpcUrl.read(`https://h.example/?api-key=${KEY}`)).toEqual({
      ok: true,
      value: { url: `https://h.example/?api-key=${KEY}`, corrected: false },
    });
    expect(rpcUrl.read(`wss://h.example/?api-key=${KEY}`)).toEqual({
      ok: true,
      value: { url: `https://h.example/?api-key=${KEY}`, corrected: true },
    });
    expect(rpcUrl.read('ws://127.0.0.1:8900')).toMatchObject({ value: { url: 'http://127.0.0.1:8900' } });
  });

  it('of a websocket are ws; of the http form it is said how it would be, without the key', () => {
    expect(socketUrl.read('wss://h.example').ok).toBe(true);
    const refused = socketUrl.read(`https://h.example/?api-key=${KEY}`);
    expect(refused).toMatchObject({ ok: false });
    expect(JSON.stringify(refused)).toContain('https://h.example?… would be wss://h.example?…');
    expect(JSON.stringify(refused)).not.toContain(KEY);
  });

  it('of a feed may be either', () => {
    for (const text of ['http://h.example', 'https://h.example/pools', 'ws://h.example', 'wss://h.example']) {
      expect(feedUrl.read(text)).toEqual({ ok: true, value: text });
    }
  });

  it.each(['', 'h.example', '//h.example', 'ftp://h.example', 'https://', 'https://a b', 'javascript:1'])(
    'are not read from %j',
    (text) => {
      for (const reader of [rpcUrl, socketUrl, feedUrl]) expect(reader.read(text).ok).toBe(false);
    },
  );

  it('are shown without anything that could be a key', () => {
    const shown = [
      `https://h.example/v2/${KEY}/rpc`,
      `https://h.example/?token=${KEY}`,
      `https://${KEY}:${KEY}@h.example/`,
      `https://h.example/#${KEY}`,
      `not an address ${KEY}`,
      KEY,
    ].map(shownUrl);
    expect(shown).toEqual([
      'https://h.example/v2/…/rpc',
      'https://h.example?…',
      'https://h.example',
      'https://h.example',
      '(not an address)',
      '(not an address)',
    ]);
  });
});
