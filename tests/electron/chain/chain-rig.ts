import { makeRpcClient } from '../../../electron/chain/rpc-client.ts';
import { makeRpcEndpoints, type RpcEndpoints } from '../../../electron/chain/rpc-endpoints.ts';
import { millis } from '../../../shared/units.ts';
import { manualClock, type ManualClock } from '../../support/manual-clock.ts';
import { textsIn } from './json-rpc-request.ts';
import { inContext, scriptedRpc, type ScriptedRpc } from './scripted-rpc.ts';

export type ChainRig = {
  readonly node: ScriptedRpc;
  readonly clock: ManualClock;
  readonly endpoints: RpcEndpoints;
  close(): Promise<void>;
};

/** One scripted node, asked on a hand-driven clock. */
export async function chainRig(): Promise<ChainRig> {
  const node = await scriptedRpc();
  const clock = manualClock();
  const endpoints = makeRpcEndpoints([
    makeRpcClient({ url: node.url, timeoutMs: millis(5_000), clock, random: () => 0 }),
  ]);
  return {
    node,
    clock,
    endpoints,
    close: async () => {
      await endpoints.close();
      await node.close();
    },
  };
}

/** Has the node serve these accounts, by address, and nothing for any other. */
export function serveAccounts(
  node: ScriptedRpc,
  accounts: () => Readonly<Record<string, object>>,
  slot = 100,
): void {
  node.on('getMultipleAccounts', ([addresses]) =>
    inContext(
      textsIn(addresses).map((each) => accounts()[each] ?? null),
      slot,
    ),
  );
}
