import { makeAccountReader, type AccountReader } from '../../../electron/chain/account-reader.ts';
import { makeRpcClient } from '../../../electron/chain/rpc-client.ts';
import { makeRpcEndpoints, type RpcEndpoints } from '../../../electron/chain/rpc-endpoints.ts';
import { millis } from '../../../shared/units.ts';
import { manualClock, type ManualClock } from '../../support/manual-clock.ts';
import { recordingLog } from '../../support/recording-log.ts';
import { textsIn } from './json-rpc-request.ts';
import { inContext, scriptedRpc, type ScriptedRpc } from './scripted-rpc.ts';

export type ChainRig = {
  readonly node: ScriptedRpc;
  readonly clock: ManualClock;
  readonly endpoints: RpcEndpoints;
  readonly reader: AccountReader;
  readonly log: ReturnType<typeof recordingLog>;
  close(): Promise<void>;
};

/** One scripted node, asked on a hand-driven clock. */
export async function chainRig(): Promise<ChainRig> {
  const node = await scriptedRpc();
  const clock = manualClock();
  const random = (): number => 0;
  const endpoints = makeRpcEndpoints(
    [makeRpcClient({ url: node.url, timeoutMs: millis(5_000), clock, random })],
    { clock, random },
  );
  const log = recordingLog();
  return {
    node,
    clock,
    endpoints,
    reader: makeAccountReader(endpoints, log),
    log,
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
