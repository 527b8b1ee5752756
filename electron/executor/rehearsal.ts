import { randomBytes } from 'node:crypto';
import { lamports } from '../../shared/units.ts';
import { signingKeyFromSeed } from '../protocol/ed25519.ts';
import { encodeTransaction } from '../protocol/transaction-wire.ts';
import { SAMPLE, sampleOrder } from './sample-order.ts';
import { swapMessage } from './swap-transaction.ts';

/**
 * Builds and signs a sample order as a real one is built and signed, so that the first real one does not pay for code
 * that was never run. The key is thrown away, and nothing leaves the function but the number of bytes.
 */
export function makeRehearsal(): () => number {
  const key = signingKeyFromSeed(randomBytes(32));
  let sell = false;
  return () => {
    sell = !sell;
    const message = swapMessage({
      ticket: sampleOrder(sell ? 'sell' : 'buy', 'base'),
      wallet: SAMPLE.wallet,
      blockhash: SAMPLE.blockhash,
      microLamportsPerUnit: 1_000n,
      tokenAccountRent: lamports(2_039_280n),
      version: 'v2',
      closeTokenAccount: false,
    });
    const bytes = encodeTransaction([key.sign(message)], message);
    return Buffer.from(bytes).toString('base64').length;
  };
}
