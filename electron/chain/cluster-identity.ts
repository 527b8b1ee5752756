import { z } from 'zod';
import { err, ok, type Result } from '../../shared/result.ts';
import type { RpcClient } from './rpc-client.ts';
import { describeRpcError, type RpcError } from './rpc-error.ts';
import { blockhashSchema } from './rpc-schemas.ts';

/** `genesis` tells mainnet, devnet and test clusters apart; `version` is the first answering node's own. */
export type ClusterIdentity = { readonly genesis: string; readonly version: string };

export type ConnectError = {
  readonly code: 'unreachable' | 'different-clusters' | 'aborted';
  /** For people; keys in URLs are left out. */
  readonly detail: string;
};

const VERSION = z.object({ 'solana-core': z.string() });

/** Asks every endpoint; at least one must answer, and all that answer must be of one cluster. */
export async function identifyCluster(
  clients: readonly RpcClient[],
  signal: AbortSignal,
): Promise<Result<ClusterIdentity, ConnectError>> {
  const answers = await Promise.all(clients.map((client) => identify(client, signal)));
  if (signal.aborted) return err({ code: 'aborted', detail: 'connecting was cancelled' });
  const found = answers.flatMap((each) => (each.ok ? [each.value] : []));
  const [first] = found;
  if (first === undefined) {
    const errors = answers.flatMap((each) => (each.ok ? [] : [describeRpcError(each.error)]));
    return err({ code: 'unreachable', detail: errors.join('; ') });
  }
  const stranger = found.find(({ genesis }) => genesis !== first.genesis);
  if (stranger !== undefined) {
    const detail = `${first.endpoint} and ${stranger.endpoint} are of different clusters`;
    return err({ code: 'different-clusters', detail });
  }
  return ok({ genesis: first.genesis, version: first.version });
}

type Identified = ClusterIdentity & { readonly endpoint: string };

async function identify(client: RpcClient, signal: AbortSignal): Promise<Result<Identified, RpcError>> {
  const [genesis, version] = await Promise.all([
    client.read('getGenesisHash', [], blockhashSchema, signal),
    client.read('getVersion', [], VERSION, signal),
  ]);
  if (!genesis.ok) return genesis;
  if (!version.ok) return version;
  return ok({ genesis: genesis.value, version: version.value['solana-core'], endpoint: client.name });
}
