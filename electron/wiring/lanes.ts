import type { Chain } from '../chain/make-chain.ts';
import { makeRpcClient } from '../chain/rpc-client.ts';
import { describeRpcError } from '../chain/rpc-error.ts';
import type { Config } from '../config/config.ts';
import type { TippedSender } from '../config/endpoints.ts';
import type { Closers } from '../engine/closers.ts';
import type { Clock } from '../engine/ports/clock.ts';
import { makeRpcLane } from '../executor/rpc-lane.ts';
import type { SendLane } from '../executor/send-lane.ts';
import { makeHeliusSenderLane, makeJitoLane } from '../executor/tip-lanes.ts';
import { HELIUS_SENDER_TIP_ACCOUNTS, JITO_TIP_ACCOUNTS, type TipPolicy } from '../executor/tip-policy.ts';

/** Every way on which an order goes out at once, and the tips that it carries for some of them. */
export type Lanes = { readonly lanes: readonly SendLane[]; readonly tips: readonly TipPolicy[] };

/** One lane for each endpoint and each sender that asks for a tip, named for the window. */
export function makeLanes(config: Config, chain: Chain, clock: Clock, closers: Closers): Lanes {
  const describe = describeRpcError;
  const clientOf = (name: string, { url }: TippedSender) => {
    const client = makeRpcClient({ url, timeoutMs: config.rpcTimeoutMs, clock, random: Math.random });
    closers.add(() => client.close());
    return { name, call: client.call.bind(client) };
  };
  const lanes: SendLane[] = chain.rpc.map((client, at) => {
    const name = chain.rpc.length === 1 ? 'RPC' : `RPC ${at + 1}`;
    return makeRpcLane({ name, call: (...request) => client.call(...request) }, describe);
  });
  const tips: TipPolicy[] = [];
  const { jito, heliusSender } = config;
  if (jito !== null) {
    lanes.push(makeJitoLane({ client: clientOf('Jito', jito), describe }, clock));
    tips.push({ lane: 'jito', lamports: jito.tipLamports, accounts: JITO_TIP_ACCOUNTS });
  }
  if (heliusSender !== null) {
    lanes.push(makeHeliusSenderLane({ client: clientOf('Helius Sender', heliusSender), describe }));
    const { tipLamports } = heliusSender;
    tips.push({ lane: 'helius-sender', lamports: tipLamports, accounts: HELIUS_SENDER_TIP_ACCOUNTS });
  }
  return { lanes, tips };
}
