import { describe, expect, it } from 'vitest';
import { redactUrl, secretScrubber } from '../../../electron/chain/redact-url.ts';

describe('redactUrl', () => {
  it('shows scheme, host and port, and hints at what it leaves out', () => {
    expect(redactUrl('https://mainnet.helius-rpc.com/?api-key=SECRET-KEY')).toBe(
      'https://mainnet.helius-rpc.com?…',
    );
    expect(redactUrl('https://a.example:8443/v2/0123456789abcdef')).toBe('https://a.example:8443/…');
    expect(redactUrl('https://user:pass@a.example/')).toBe('https://a.example');
    expect(redactUrl('http://127.0.0.1:8899')).toBe('http://127.0.0.1:8899');
  });

  it('shows nothing of what is no URL', () => {
    expect(redactUrl('my-secret-key')).toBe('(not a URL)');
  });
});

describe('secretScrubber', () => {
  it('takes keys of the query, the path and the user part out of text, encoded or not', () => {
    const scrub = secretScrubber(
      'https://joe:p%40ss-word@a.example/v2/0123456789abcdef?api-key=SECRET%2FKEY&x=',
    );
    const said = scrub('key SECRET/KEY (SECRET%2FKEY) of joe with p@ss-word at /v2/0123456789abcdef is bad');
    expect(said).toBe('key … (…) of … with … at /v2/… is bad');
  });

  it('leaves text alone where the URL holds no secret', () => {
    expect(secretScrubber('http://127.0.0.1:8899')('as it is')).toBe('as it is');
  });
});
