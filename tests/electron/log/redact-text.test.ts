import { describe, expect, it } from 'vitest';
import { isSecretName, redactText } from '../../../electron/log/redact-text.ts';

const BYTES = Array.from({ length: 64 }, (_, index) => (index * 37) % 256);
const SECRET = 'c0ffee00dead4badbeefc0ffee00dead';
const BASE58 = '4wBqpZM9xaSheZzJSMawUKKwhdpChKbZ5eu5ky4Vigw3wBqpZM9xaSheZzJSMawUKKwhdpChKbZ5eu5ky4Vigw';

describe('text on its way to the log', () => {
  it.each([
    [`wss://mainnet.helius-rpc.com/?api-key=${SECRET}`, 'wss://mainnet.helius-rpc.com/?api-key=[redacted]'],
    [`https://h.example/v1?a=1&api_key=${SECRET}&b=2`, 'https://h.example/v1?a=1&api_key=[redacted]&b=2'],
    [`https://h.example/?token=${SECRET}#x`, 'https://h.example/?token=[redacted]#x'],
    [`https://h.example/?key=${SECRET}`, 'https://h.example/?key=[redacted]'],
    [`https://user:${SECRET}@h.example/`, 'https://[redacted]@h.example/'],
    [`https://solana.h.example/v2/${SECRET}/rpc failed`, 'https://solana.h.example/v2/[redacted]/rpc failed'],
    [`https://solana.h.example/${SECRET}`, 'https://solana.h.example/[redacted]'],
    [`api-key=${SECRET}`, 'api-key=[redacted]'],
    [`APIKEY=${SECRET}`, 'APIKEY=[redacted]'],
    [`key ${JSON.stringify(BYTES)} end`, 'key [redacted] end'],
    [`secretKey: "${BASE58}"`, 'secretKey: "[redacted]"'],
    [`{"private_key":"${BASE58}"}`, '{"private_key":"[redacted]"}'],
    [`Authorization: Bearer ${SECRET}`, 'Authorization: Bearer [redacted]'],
  ])('%s loses its secret', (text, shown) => {
    expect(redactText(text)).toBe(shown);
  });

  it.each([
    'http://127.0.0.1:41000/socket.io/',
    'sent 5fLegTJXbM5jXbM5 in 0.9 ms',
    `landed ${BASE58}`,
    'buy of 0.1 SOL: slippage 500, sizes [1,2,3]',
    '675kPX9MHTjS2zt1qfr1NYHuzeLXfQM9H24wFSUt1Mp8',
  ])('%s stays as it is', (text) => {
    expect(redactText(text)).toBe(text);
  });

  it('is cut where it is very long', () => {
    expect(redactText('x'.repeat(100_000)).length).toBeLessThan(5000);
  });

  it('costs no time worth naming however it is built', () => {
    const started = performance.now();
    for (const hostile of ['https://a/'.repeat(500), `https://${'a/'.repeat(2000)}`, '[1,'.repeat(2000)]) {
      redactText(hostile);
    }
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

describe('names of secrets', () => {
  it.each(['secretKey', 'SECRET_KEY', 'private-key', 'apiKey', 'api_key', 'keypair', 'mnemonic', 'password'])(
    '%s is one',
    (name) => {
      expect(isSecretName(name)).toBe(true);
    },
  );

  it.each(['publicKey', 'pool', 'signature', 'tokenMint', 'keyboard', 'seed', 'genesis', 'wallet'])(
    '%s is none',
    (name) => {
      expect(isSecretName(name)).toBe(false);
    },
  );
});
