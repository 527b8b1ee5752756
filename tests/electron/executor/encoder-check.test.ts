import { describe, expect, it } from 'vitest';
import { checkEncoder } from '../../../electron/executor/encoder-check.ts';

describe('the encoder check', () => {
  it('finds the buy and sell bytes of every route equal to those of the Raydium SDK and web3.js, for both WSOL sides', async () => {
    expect(await checkEncoder()).toEqual({ ok: true, value: 16 });
  });
});
