import { describe, expect, it } from 'vitest';
import { isLoopback } from '../../shared/loopback.ts';

describe('an address on this machine', () => {
  it.each([
    'http://127.0.0.1:8899',
    'ws://localhost:8900/',
    'http://[::1]:1',
    'http://127.9.8.7',
    'http://2130706433/',
    'http://0x7f.1',
  ])('%s is one', (url) => expect(isLoopback(url)).toBe(true));

  it.each([
    'https://api.mainnet-beta.solana.com',
    'http://127.0.0.1.example.com',
    'http://localhost.example.com',
    'http://127.0.0.1@example.com',
    'http://example.com/127.0.0.1',
    'http://0.0.0.0',
    'http://10.0.0.1',
    'http://[::ffff:7f00:1]',
    'not an address',
  ])('%s is none', (url) => expect(isLoopback(url)).toBe(false));
});
