import type { Address, Lamports, Signature } from '../../../shared/units.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { Chain } from '../chain/chain.ts';
import { closeServer, listenOnLoopback, LOOPBACK } from '../listen-on-loopback.ts';
import type { Random } from '../prng/random.ts';
import { createPubsubServer, type PubsubServer } from '../pubsub/pubsub-server.ts';
import { createRpcServer } from '../rpc/rpc-server.ts';
import type { Scheduler } from '../scheduler.ts';
import { createEndpointFaults, type EndpointActions, type EndpointFaults } from './endpoint-faults.ts';
import { RequestFates } from './request-fate.ts';

export type EndpointParts = {
  readonly chain: Chain;
  readonly airdrop: (to: Address, amount: Lamports) => Signature | null;
  readonly scheduler: Scheduler;
  readonly random: Random;
};

/** An RPC node: JSON-RPC and PubSub over the chain, with faults of its own. */
export type Endpoint = {
  readonly rpcUrl: string;
  readonly wsUrl: string;
  readonly faults: EndpointFaults;
  readonly pubsub: PubsubServer;
  close(): Promise<void>;
};

/** Port 0 takes a free one. The error is a sentence for people. */
export async function openEndpoint(
  { chain, airdrop, scheduler, random }: EndpointParts,
  ports: { readonly rpc: number; readonly ws: number } = { rpc: 0, ws: 0 },
): Promise<Result<Endpoint, string>> {
  let actions: EndpointActions | null = null;
  const faults = createEndpointFaults(() => actions);
  const fates = new RequestFates(faults, random, () => scheduler.nowMs());
  const rpc = createRpcServer({ chain, faults, airdrop }, fates, scheduler);
  const pubsub = createPubsubServer(chain, faults);
  actions = {
    cut: () => {
      rpc.closeAllConnections();
      pubsub.cut();
    },
    silence: () => pubsub.silence(),
  };
  const close = async (): Promise<void> => {
    pubsub.close();
    await Promise.all([closeServer(rpc), closeServer(pubsub.http)]);
  };
  const rpcPort = await listenOnLoopback(rpc, ports.rpc, "the market's RPC (--rpc-port)");
  const wsPort = rpcPort.ok
    ? await listenOnLoopback(pubsub.http, ports.ws, "the market's WebSocket (--ws-port)")
    : rpcPort;
  if (!rpcPort.ok || !wsPort.ok) {
    await close();
    return err(rpcPort.ok ? (wsPort.ok ? '' : wsPort.error) : rpcPort.error);
  }
  return ok({
    rpcUrl: `http://${LOOPBACK}:${rpcPort.value}`,
    wsUrl: `ws://${LOOPBACK}:${wsPort.value}`,
    faults,
    pubsub,
    close,
  });
}
