import { err, ok, type Result } from '../../shared/result.ts';
import type { Address, Lamports, Millis, Signature } from '../../shared/units.ts';
import type { Clock } from '../engine/ports/clock.ts';
import type { Log } from '../engine/ports/log.ts';
import type { ChainSink, PoolChain } from '../engine/ports/pool-chain.ts';
import { AMM_V4_PROGRAM } from '../protocol/programs.ts';
import { makeAccountReader } from './account-reader.ts';
import { makeBlockhashCache, type BlockhashCache } from './blockhash-cache.ts';
import { makeChainHealth } from './chain-health.ts';
import { identifyCluster, type ClusterIdentity, type ConnectError } from './cluster-identity.ts';
import { DEFAULT_FEE_POLICY, makeFeeCache, type FeeCache, type FeePolicy } from './fee-cache.ts';
import { networkFee } from './network-fee.ts';
import { makePoolFactsReader } from './pool-facts.ts';
import { makePubsubClient, type PubsubClient } from './pubsub-client.ts';
import { makeRentCache, type RentCache } from './rent-cache.ts';
import { makeReservesWatcher } from './reserves-watcher.ts';
import { makeRpcClient, type RpcClient } from './rpc-client.ts';
import { makeRpcEndpoints } from './rpc-endpoints.ts';
import { describeRpcError } from './rpc-error.ts';
import { signatureSchema } from './rpc-schemas.ts';
import { makeSettlementEndpoint, type SettlementEndpoint } from './settlement-endpoint.ts';
import { makeSlotTracker } from './slot-tracker.ts';
import { probeSwapVersion, type SwapVersion } from './swap-version.ts';
import { makeWalletBalance } from './wallet-balance.ts';

export type ChainOptions = {
  /** The first is preferred; all must be of one cluster. */
  readonly rpcUrls: readonly string[];
  readonly wsUrl: string;
  readonly rpcTimeoutMs: Millis;
  readonly wsTimeoutMs: Millis;
  readonly reconnectDelayMs: Millis;
  /** Whose balance is followed; null: nobody's. */
  readonly wallet: Address | null;
  /** What a swap asks for at most: the priority fee is price times this. */
  readonly swapComputeUnits: number;
  readonly feePolicy?: FeePolicy;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
  readonly sink: ChainSink;
};

export type Chain = {
  /** Identifies the cluster, fills the caches and starts everything; once. On an error call `close`. */
  connect(signal: AbortSignal): Promise<Result<ClusterIdentity, ConnectError>>;
  readonly pools: PoolChain;
  readonly blockhashes: Pick<BlockhashCache, 'fresh'>;
  readonly fees: Pick<FeeCache, 'microLamportsPerUnit'>;
  readonly rent: Pick<RentCache, 'tokenAccountLamports'>;
  readonly signatures: Pick<PubsubClient, 'onSignature'>;
  readonly settlement: readonly SettlementEndpoint[];
  /** For the lanes that send. */
  readonly rpc: readonly RpcClient[];
  probeSwapVersion(payer: Address, signal: AbortSignal): Promise<SwapVersion>;
  /** Test clusters only. */
  requestAirdrop(to: Address, amount: Lamports, signal: AbortSignal): Promise<Result<Signature, string>>;
  close(): Promise<void>;
};

/** Everything that speaks with the chain, made and wired. Nothing is sent before `connect`. */
export function makeChain(options: ChainOptions): Chain {
  const { clock, log, sink, random, wallet } = options;
  const clients = options.rpcUrls.map((url) =>
    makeRpcClient({ url, timeoutMs: options.rpcTimeoutMs, clock, random }),
  );
  const endpoints = makeRpcEndpoints(clients);
  const pubsub = makePubsubClient({
    url: options.wsUrl,
    timeoutMs: options.wsTimeoutMs,
    reconnectDelayMs: options.reconnectDelayMs,
    clock,
    random,
    log,
  });
  const blockhashes = makeBlockhashCache(endpoints, clock, log);
  const rent = makeRentCache(endpoints, clock, log, tellCosts);
  const feePolicy = options.feePolicy ?? DEFAULT_FEE_POLICY;
  const fees = makeFeeCache(endpoints, [AMM_V4_PROGRAM], feePolicy, clock, log, tellCosts);
  const slots = makeSlotTracker(pubsub);
  const tell: ChainSink['status'] = (status) => sink.status(status);
  const health = makeChainHealth({ endpoints, pubsub, blockhashes, slots, clock, log, tell });
  const balance =
    wallet === null
      ? null
      : makeWalletBalance(wallet, endpoints, pubsub, clock, log, (status) => sink.wallet(status));
  const reader = makeAccountReader(endpoints);
  const facts = makePoolFactsReader(reader, clock);
  const reserves = makeReservesWatcher(reader, pubsub, clock, log);
  const background = [blockhashes, rent, fees, health, ...(balance === null ? [] : [balance])];

  function tellCosts(): void {
    const tokenAccountRentLamports = rent.tokenAccountLamports();
    if (tokenAccountRentLamports === null) return;
    const networkFeeLamports = networkFee(fees.microLamportsPerUnit(), options.swapComputeUnits);
    sink.costs({ tokenAccountRentLamports, networkFeeLamports });
  }

  return {
    connect: async (signal) => {
      const cluster = await identifyCluster(clients, signal);
      if (!cluster.ok) return cluster;
      pubsub.start();
      const stopAll = (): void => background.forEach((each) => each.stop());
      signal.addEventListener('abort', stopAll, { once: true });
      await Promise.all(background.map((each) => each.refresh()));
      signal.removeEventListener('abort', stopAll);
      if (signal.aborted) return err({ code: 'aborted', detail: 'connecting was cancelled' });
      if (!blockhashes.fresh(clock.monoUs()).ok || rent.tokenAccountLamports() === null) {
        return err({ code: 'unreachable', detail: 'no blockhash or rent could be read' });
      }
      for (const each of background) each.start();
      return cluster;
    },
    pools: { readFacts: facts.readFacts, watchReserves: reserves.watch },
    blockhashes,
    fees,
    rent,
    signatures: pubsub,
    settlement: clients.map(makeSettlementEndpoint),
    rpc: clients,
    probeSwapVersion: (payer, signal) => probeSwapVersion(endpoints, payer, signal),
    requestAirdrop: async (to, amount, signal) => {
      // JSON has only numbers; no faucet gives nine million SOL.
      const asked = Number(amount);
      if (!Number.isSafeInteger(asked)) throw new RangeError('an airdrop over 2^53 lamports');
      const [first] = clients;
      if (first === undefined) throw new Error('a chain without endpoints');
      const answered = await first.call('requestAirdrop', [to, asked], signatureSchema, signal);
      return answered.ok ? ok(answered.value) : err(describeRpcError(answered.error));
    },
    close: async () => {
      reserves.stop();
      // Before the health ends, so that the last status told is 'stopped'.
      pubsub.close();
      slots.stop();
      for (const each of background) each.stop();
      await endpoints.close();
    },
  };
}
