import { describe, expect, it } from 'vitest';
import { startProblemLine } from '../../../electron/shell/start-problem-words.ts';
import { createVoice } from '../../../electron/shell/voice.ts';
import { errorSentence, errorText, withoutSecrets } from '../../../electron/shell/without-secrets.ts';

const KEY = '4Z7cXSyeFR8wNGMVXUE1TwtKn5D5Vu7FzEv69dokLv7KrQk7h6pu4LF8ZRR9yQBhc7uSM6RTTZtU1fmaxiNrxXrs';

describe('text without secrets', () => {
  it('keeps of a URL the scheme and the host', () => {
    expect(
      withoutSecrets('no answer from https://mainnet.example.com:8443/v2/KEY/?api-key=KEY, gave up'),
    ).toBe('no answer from https://mainnet.example.com:8443/… gave up');
    expect(withoutSecrets('wss://user:KEY@ws.example.com/?token=KEY')).toBe('wss://ws.example.com/…');
  });

  it('keeps no key in any of its forms', () => {
    const bytes = JSON.stringify(Array.from({ length: 64 }, (_none, index) => index));
    const hex = 'ab'.repeat(32);
    for (const secret of [KEY, bytes, hex]) expect(withoutSecrets(`got ${secret}.`)).toBe('got ….');
    expect(withoutSecrets('api-key=abc, password: "p w", token=t')).not.toMatch(/abc|"p|=t/);
  });

  it('leaves addresses and plain words alone', () => {
    const text = 'pool So11111111111111111111111111111111111111112 at slot 340000000: [1, 2, 3]';
    expect(withoutSecrets(text)).toBe(text);
  });

  it('is bounded, and made of anything that is thrown', () => {
    expect(withoutSecrets('a b '.repeat(10_000)).length).toBeLessThanOrEqual(4_000);
    expect(errorText({ secret: KEY })).toBe('thrown: object');
    expect(errorText(new Error(KEY))).not.toContain(KEY);
    expect(errorSentence(new TypeError('first\nsecond'))).toBe('TypeError: first');
    expect(errorSentence(undefined)).toBe('thrown: undefined');
  });
});

describe('the terminal', () => {
  it('gets results on stdout and everything else on stderr, without secrets', () => {
    const written: [number, string][] = [];
    const voice = createVoice((descriptor, text) => void written.push([descriptor, text]));
    voice.say('done');
    voice.warn('broken', `https://rpc.example/${KEY}`);
    expect(written).toEqual([
      [1, 'done\n'],
      [2, 'Swingaway: broken\nhttps://rpc.example/…\n'],
    ]);
  });

  it('gets a problem as one line', () => {
    expect(startProblemLine({ what: 'the port', found: 'it is taken', remedy: 'Free it.' })).toBe(
      'the port: it is taken. Free it.',
    );
  });
});
