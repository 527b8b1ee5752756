import { randomBytes } from 'node:crypto';
import { lamports } from '../../shared/units.ts';
import { signingKeyFromSeed } from '../protocol/ed25519.ts';
import { encodeTransaction } from '../protocol/transaction-wire.ts';
import { SAMPLE, sampleOrder } from './sample-order.ts';
import { swapMessage } from './swap-transaction.ts';

const ORDERS = (['amm-v4', 'cpmm', 'launchlab'] as const).flatMap((route) =>
  (['buy', 'sell'] as const).map((side) => sampleOrder(side, 'base', route)),
);

/**
 * Builds and signs a sample order of each route in turn, as a real one is built and signed, so that the first real one does not pay for code
 * that was never run. The key is thrown away, and nothing leaves the function but the number of bytes.
 */
export function makeRehearsal(): () => number {
  const key = signingKeyFromSeed(randomBytes(32));
  let turn = 0;
  return () => {
    const ticket = ORDERS[turn % ORDERS.length];
    turn += 1;
    if (ticket === undefined) throw new Error('nothing to rehearse');
    const message = swapMessage({
      ticket,
      wallet: SAMPLE.wallet,
      blockhash: SAMPLE.blockhash,
      microLamportsPerUnit: 1_000n,
      tokenAccountRent: lamports(2_039_280n),
      version: 'v2',
      tips: [],
    });
    const bytes = encodeTransaction([key.sign(message)], message);
    return Buffer.from(bytes).toString('base64').length;
  };
}
