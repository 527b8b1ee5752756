import { inspect } from 'node:util';
import { Keypair } from '@solana/web3.js';
import { describe, expect, it } from 'vitest';
import { decodeAddress } from '../../../electron/protocol/base58.ts';
import { verifySignature } from '../../../electron/protocol/ed25519.ts';
import { makeEphemeralWallet } from '../../../electron/wallet/ephemeral-wallet.ts';

const seed = (length: number): Uint8Array => Uint8Array.from({ length }, (_, index) => index);

describe('the ephemeral wallet', () => {
  it('has the address that web3.js gives the same seed, and signs for it', () => {
    const wallet = makeEphemeralWallet(seed);
    expect(wallet.address).toBe(Keypair.fromSeed(seed(32)).publicKey.toBase58());
    const message = Buffer.from('a message');
    const signature = wallet.sign(message);
    expect(signature).toHaveLength(64);
    expect(verifySignature(decodeAddress(wallet.address), message, signature)).toBe(true);
  });

  it('is another one each time', () => {
    expect(makeEphemeralWallet().address).not.toBe(makeEphemeralWallet().address);
  });

  it('shows no key however it is printed, and wipes the seed', () => {
    let given = new Uint8Array();
    const wallet = makeEphemeralWallet((length) => (given = Uint8Array.from(seed(length))));
    expect([...given]).toEqual(Array.from({ length: 32 }, () => 0));
    const shown = `${inspect(wallet, { depth: 9, showHidden: true })} ${JSON.stringify(wallet)}`;
    const secret = Buffer.from(seed(32));
    expect(shown).not.toContain(secret.toString('hex'));
    expect(shown).not.toContain('PrivateKey');
    expect(JSON.parse(JSON.stringify(wallet))).toEqual({ address: wallet.address });
  });
});
