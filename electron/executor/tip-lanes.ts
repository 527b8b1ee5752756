import { z } from 'zod';
import { err, ok } from '../../shared/result.ts';
import { millis } from '../../shared/units.ts';
import type { Clock } from '../engine/ports/clock.ts';
import { paceLane } from './paced-lane.ts';
import type { RpcCaller } from './rpc-lane.ts';
import type { SendLane } from './send-lane.ts';

/** One request a second for each address and region. */
const JITO_EVERY_MS = millis(1_000);

type TipLane<E> = {
  /** A client of its own, whose connection is kept alive. */
  readonly client: RpcCaller<E>;
  /** Puts the client's error in one line. */
  readonly describe: (error: E) => string;
};

/**
 * Jito's `/api/v1/transactions` (docs.jito.wtf/lowlatencytxnsend): a sendTransaction that always skips the preflight.
 * Takes only what tips one of its accounts, as `TipPolicy` sees to. Being taken is not landing.
 */
export function makeJitoLane<E>({ client, describe }: TipLane<E>, clock: Clock): SendLane {
  const lane = sendTransactionLane({ client, describe }, { encoding: 'base64' });
  return paceLane(lane, JITO_EVERY_MS, clock);
}

/** Helius Sender's `/fast` (helius.dev/docs/sending-transactions/sender), on the same terms: a tip of its own in it. */
export function makeHeliusSenderLane<E>(parts: TipLane<E>): SendLane {
  return sendTransactionLane(parts, { encoding: 'base64', skipPreflight: true, maxRetries: 0 });
}

const sendTransactionLane = <E>(
  { client, describe }: TipLane<E>,
  options: Readonly<Record<string, unknown>>,
): SendLane => ({
  name: client.name,
  send: async (transactionBase64, signal) => {
    const params = [transactionBase64, options];
    const answered = await client.call('sendTransaction', params, z.string(), signal);
    return answered.ok ? ok(null) : err(describe(answered.error));
  },
});
