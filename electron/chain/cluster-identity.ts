import { z } from 'zod';
import { err, ok, type Result } from '../../shared/result.ts';
import type { RpcClient } from './rpc-client.ts';
import { describeRpcError, isMethodMissing, type RpcError } from './rpc-error.ts';
import { blockhashSchema } from './rpc-schemas.ts';

export type ClusterName = 'mainnet-beta' | 'devnet' | 'testnet' | 'unknown';

/** `genesis` tells clusters apart, `'unknown'` where none tells it; `version` is the first answering node's own. */
export type ClusterIdentity = {
  readonly cluster: ClusterName;
  readonly genesis: string;
  readonly version: string;
};

export type ConnectError = {
  /** `unidentified`: an endpoint that is not on this machine does not say of which cluster it is. */
  readonly code: 'unreachable' | 'different-clusters' | 'unidentified' | 'aborted';
  /** For people; keys in URLs are left out. */
  readonly detail: string;
};

/** The first block's hash of the public clusters (solana-sdk's `ClusterType::get_genesis_hash`). */
const CLUSTERS: Readonly<Record<string, ClusterName>> = {
  '5eykt4UsFv8P8NJdTREpY1vzqKqZKvdpKuc147dw2N9d': 'mainnet-beta',
  EtWTRABZaYq6iMfeYKouRu166VU2xqa1wcaWoxPkrZBG: 'devnet',
  '4uhcVJyU9pJkvQyS88uRDiswHXSGkY3zQawwpjk2NsNY': 'testnet',
};

export const UNKNOWN_GENESIS = 'unknown';
const UNKNOWN_VERSION = 'unknown';

export const clusterOf = (genesis: string): ClusterName => CLUSTERS[genesis] ?? 'unknown';

/** A cluster in words: its name, or the beginning of its genesis hash. */
export function clusterWords(genesis: string): string {
  if (genesis === UNKNOWN_GENESIS) return 'a cluster that it does not name';
  const name = clusterOf(genesis);
  return name === 'unknown' ? `the cluster of genesis ${genesis.slice(0, 8)}…` : name;
}

const NAMES: readonly (readonly [RegExp, ClusterName])[] = [
  [/(?:^|[.-])devnet(?=[.-]|$)/, 'devnet'],
  [/(?:^|[.-])testnet(?=[.-]|$)/, 'testnet'],
  [/(?:^|[.-])mainnet(?=[.-]|$)/, 'mainnet-beta'],
];

/** The cluster that an address names in its host, as those of Solana and Helius do; null where it names none. */
function clusterNamedIn(endpoint: string): ClusterName | null {
  if (!URL.canParse(endpoint)) return null;
  const { hostname } = new URL(endpoint);
  return NAMES.find(([pattern]) => pattern.test(hostname))?.[1] ?? null;
}

/** A devnet address that leads to mainnet, or the reverse: whoever set it up meant something else. */
export function contradictsItsName(endpoint: string, genesis: string): boolean {
  const named = clusterNamedIn(endpoint);
  const is = clusterOf(genesis);
  return named !== null && is !== 'unknown' && named !== is;
}

/** An endpoint, and whether it is on this machine. */
export type IdentifiedClient = { readonly client: RpcClient; readonly isLocal: boolean };

/** Asks every endpoint; at least one must answer, and all that answer must be of one cluster. */
export async function identifyCluster(
  clients: readonly IdentifiedClient[],
  signal: AbortSignal,
): Promise<Result<ClusterIdentity, ConnectError>> {
  const answers = await Promise.all(clients.map((each) => identify(each, signal)));
  if (signal.aborted) return err({ code: 'aborted', detail: 'connecting was cancelled' });
  const found = answers.flatMap((each) => (each.ok ? [each.value] : []));
  const [first] = found;
  if (first === undefined) {
    const errors = answers.flatMap((each) => (each.ok ? [] : [describeRpcError(each.error)]));
    return err({ code: 'unreachable', detail: errors.join('; ') });
  }
  const nameless = found.find(({ genesis, isLocal }) => genesis === UNKNOWN_GENESIS && !isLocal);
  if (nameless !== undefined) {
    const detail = `${nameless.endpoint} does not say of which cluster it is (getGenesisHash is missing)`;
    return err({ code: 'unidentified', detail });
  }
  const misnamed = found.find(({ endpoint, genesis }) => contradictsItsName(endpoint, genesis));
  if (misnamed !== undefined) {
    const { endpoint, genesis } = misnamed;
    return err({
      code: 'different-clusters',
      detail: `${endpoint} calls itself ${clusterNamedIn(endpoint)} and is of ${clusterWords(genesis)}`,
    });
  }
  const stranger = found.find(({ genesis }) => genesis !== first.genesis);
  if (stranger !== undefined) {
    const said = [first, stranger].map(
      ({ endpoint, genesis }) => `${endpoint} is of ${clusterWords(genesis)}`,
    );
    return err({ code: 'different-clusters', detail: said.join(', ') });
  }
  return ok({ cluster: clusterOf(first.genesis), genesis: first.genesis, version: first.version });
}

type Identified = Omit<ClusterIdentity, 'cluster'> & { readonly endpoint: string; readonly isLocal: boolean };

async function identify(
  { client, isLocal }: IdentifiedClient,
  signal: AbortSignal,
): Promise<Result<Identified, RpcError>> {
  const [genesis, version] = await Promise.all([readGenesis(client, signal), readVersion(client, signal)]);
  if (!genesis.ok) return genesis;
  const { name: endpoint } = client;
  return ok({ genesis: genesis.value, version: version ?? UNKNOWN_VERSION, endpoint, isLocal });
}

/** `UNKNOWN_GENESIS` where the server does not tell it; an error where it could not be asked. */
export async function readGenesis(client: RpcClient, signal: AbortSignal): Promise<Result<string, RpcError>> {
  const answered = await client.read('getGenesisHash', [], blockhashSchema, signal, 'buy');
  if (!answered.ok && isMethodMissing(answered.error)) return ok(UNKNOWN_GENESIS);
  return answered;
}

const VERSION = z.object({ 'solana-core': z.string().max(64).nullish().catch(null) });

/** Null where the server does not tell, or could not be asked. */
export async function readVersion(client: RpcClient, signal: AbortSignal): Promise<string | null> {
  const answered = await client.read('getVersion', [], VERSION, signal, 'buy');
  return answered.ok ? (answered.value['solana-core'] ?? null) : null;
}
