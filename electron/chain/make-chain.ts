import { err, ok, type Result } from '../../shared/result.ts';
import type { CacheAge } from '../../shared/status.ts';
import { millis, type Address, type Lamports, type Millis, type Signature } from '../../shared/units.ts';
import type { Clock } from '../engine/ports/clock.ts';
import type { Log } from '../engine/ports/log.ts';
import type { ChainSink, PoolChain } from '../engine/ports/pool-chain.ts';
import type { ChainReads } from '../protocol/chain-reads.ts';
import { AMM_V4_PROGRAM, CPMM_PROGRAM, LAUNCHLAB_PROGRAM } from '../protocol/programs.ts';
import { makeAccountFollower } from './account-follower.ts';
import { makeAccountReader } from './account-reader.ts';
import { makeBlockhashCache, type BlockhashCache } from './blockhash-cache.ts';
import { makeChainHealth } from './chain-health.ts';
import { makeChainReader } from './chain-reader.ts';
import { makeChainTime, type ChainTimeSource } from './chain-time.ts';
import { identifyCluster, type ClusterIdentity, type ConnectError } from './cluster-identity.ts';
import { makeConfigCache } from './config-cache.ts';
import { delay } from './delay.ts';
import { DEFAULT_FEE_POLICY, makeFeeCache, type FeeCache, type FeePolicy } from './fee-cache.ts';
import { isLoopback } from '../../shared/loopback.ts';
import { makeLookupTables } from './lookup-tables.ts';
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
import { simulate, type Simulation } from './simulation.ts';
import { makeSlotTracker } from './slot-tracker.ts';
import { probeSwapVersion, type SwapVersion } from './swap-version.ts';
import { makeTokenMetadataCache, type TokenMetadataCache } from './token-metadata.ts';
import { makeWalletBalance } from './wallet-balance.ts';

export type ChainOptions = {
  /** The first is preferred; all must be of one cluster. */
  readonly rpcUrls: readonly string[];
  readonly wsUrl: string;
  readonly rpcTimeoutMs: Millis;
  readonly wsTimeoutMs: Millis;
  readonly reconnectDelayMs: Millis;
  /** How often versions and clusters are asked again; a minute when absent. */
  readonly healthCheckIntervalMs?: Millis;
  /** Each endpoint's budget; see `REQUESTS_PER_SECOND` for the usual. */
  readonly requestsPerSecond?: number;
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
  /** The chain's own clock; `sink.time` is told of the same. */
  readonly time: Pick<ChainTimeSource, 'now' | 'epoch' | 'expect'>;
  /** For feeds. */
  readonly reads: ChainReads;
  /** What tokens are called; never on the way of an order. */
  readonly metadata: TokenMetadataCache;
  /** For the lanes that send. */
  readonly rpc: readonly RpcClient[];
  probeSwapVersion(payer: Address, signal: AbortSignal): Promise<SwapVersion>;
  /** Runs a transaction without sending it, and gives the accounts as they would be afterwards. */
  simulate(
    transactionBase64: string,
    addresses: readonly Address[],
    signal: AbortSignal,
  ): Promise<Result<Simulation, string>>;
  /** Resolves true as soon as the wallet holds anything (at once where it does), false when time or wait are over. */
  walletFunded(signal: AbortSignal, within: Millis): Promise<boolean>;
  /** Test clusters only. */
  requestAirdrop(to: Address, amount: Lamports, signal: AbortSignal): Promise<Result<Signature, string>>;
  close(): Promise<void>;
};

const CHECK_INTERVAL_MS = millis(60_000);
/** Whose swaps say what it costs to be included. */
const PROGRAMS = [AMM_V4_PROGRAM, CPMM_PROGRAM, LAUNCHLAB_PROGRAM];

/** Everything that speaks with the chain, made and wired. Nothing is sent before `connect`. */
export function makeChain(options: ChainOptions): Chain {
  const { clock, log, sink, random, wallet, rpcTimeoutMs: timeoutMs, requestsPerSecond } = options;
  const budget = requestsPerSecond === undefined ? {} : { requestsPerSecond };
  const clients = options.rpcUrls.map((url) => makeRpcClient({ url, timeoutMs, clock, random, ...budget }));
  const sourceOf = (client: RpcClient): string => `${clients.indexOf(client)} ${client.name}`;
  const pubsub = makePubsubClient({
    url: options.wsUrl,
    timeoutMs: options.wsTimeoutMs,
    reconnectDelayMs: options.reconnectDelayMs,
    clock,
    random,
    log,
  });
  const slots = makeSlotTracker(pubsub, clock);
  const endpoints = makeRpcEndpoints(clients, {
    clock,
    random,
    isBelievable: (client, told) => slots.note(sourceOf(client), told),
  });
  const reader = makeAccountReader(endpoints, log);
  const follower = makeAccountFollower(pubsub, reader, clock);
  const blockhashes = makeBlockhashCache(endpoints, clock, log);
  const rent = makeRentCache(endpoints, reader, clock, log, tellCosts);
  const feePolicy = options.feePolicy ?? DEFAULT_FEE_POLICY;
  const fees = makeFeeCache(endpoints, PROGRAMS, feePolicy, clock, log, tellCosts);
  const time = makeChainTime({
    reader,
    endpoints,
    pubsub,
    clock,
    log,
    tell: (now) => sink.time(now),
    isBelievable: (told) => slots.canBe(told),
  });
  const lookupTables = makeLookupTables(reader, clock);
  const configs = makeConfigCache(reader, clock);
  const balance =
    wallet === null
      ? null
      : makeWalletBalance({
          address: wallet,
          endpoints,
          reader,
          pubsub,
          clock,
          log,
          tell: (status) => sink.wallet(status),
        });
  const health = makeChainHealth({
    endpoints,
    pubsub,
    blockhashes,
    slots,
    caches,
    sourceOf,
    checkIntervalMs: options.healthCheckIntervalMs ?? CHECK_INTERVAL_MS,
    clock,
    log,
    tell: (status) => sink.status(status),
  });
  const facts = makePoolFactsReader({ reader, configs, time, clock });
  const reserves = makeReservesWatcher({ reader, follower, pubsub, clock, log });
  const needed = [blockhashes, rent, time, ...(balance === null ? [] : [balance])];
  const stoppable = [...needed, fees, health];

  function caches(): readonly CacheAge[] {
    return [
      { name: 'blockhash', ageMs: blockhashes.ageMs(clock.monoUs()) },
      { name: 'priority fee', ageMs: fees.ageMs() },
      { name: 'rent', ageMs: rent.ageMs() },
      { name: 'chain clock', ageMs: time.ageMs() },
      { name: 'pool configs', ageMs: configs.ageMs() },
      { name: 'lookup tables', ageMs: lookupTables.ageMs() },
    ];
  }

  function tellCosts(): void {
    const tokenAccountRentLamports = rent.tokenAccountLamports();
    if (tokenAccountRentLamports === null) return;
    const networkFeeLamports = networkFee(fees.microLamportsPerUnit(), options.swapComputeUnits);
    sink.costs({ tokenAccountRentLamports, networkFeeLamports });
  }

  function stopAll(): void {
    for (const each of stoppable) each.stop();
  }

  /** Fees and health have sane values without an answer: they hold the start up no longer than one call may take. */
  async function fillWhatCanWait(signal: AbortSignal): Promise<void> {
    const over = new AbortController();
    const stop = (): void => over.abort();
    signal.addEventListener('abort', stop, { once: true });
    await Promise.race([
      Promise.all([fees.refresh(), health.refresh()]),
      delay(clock, timeoutMs, over.signal),
    ]);
    signal.removeEventListener('abort', stop);
    stop();
  }

  return {
    connect: async (signal) => {
      const identified = clients.map((client, at) => ({
        client,
        isLocal: isLoopback(options.rpcUrls[at] ?? ''),
      }));
      const cluster = await identifyCluster(identified, signal);
      if (!cluster.ok) return cluster;
      pubsub.start();
      signal.addEventListener('abort', stopAll, { once: true });
      await Promise.all([...needed.map((each) => each.refresh()), fillWhatCanWait(signal)]);
      signal.removeEventListener('abort', stopAll);
      if (signal.aborted) return err({ code: 'aborted', detail: 'connecting was cancelled' });
      if (!blockhashes.fresh(clock.monoUs()).ok || rent.tokenAccountLamports() === null) {
        return err({ code: 'unreachable', detail: 'no blockhash or rent could be read' });
      }
      for (const each of needed) each.start();
      fees.start();
      health.start(cluster.value.genesis);
      return cluster;
    },
    pools: { readFacts: facts.readFacts, watchReserves: reserves.watch },
    blockhashes,
    fees,
    rent,
    signatures: pubsub,
    settlement: clients.map((client) => makeSettlementEndpoint(client, () => slots.current())),
    time,
    reads: makeChainReader(endpoints, reader, lookupTables),
    metadata: makeTokenMetadataCache(reader, clock),
    rpc: clients,
    probeSwapVersion: (payer, signal) => probeSwapVersion(endpoints, payer, signal, log),
    simulate: (transaction, addresses, signal) => simulate(endpoints, transaction, addresses, signal),
    walletFunded: (signal, within) => balance?.funded(signal, within) ?? Promise.resolve(false),
    requestAirdrop: async (to, amount, signal) => {
      // JSON has only numbers; no faucet gives nine million SOL.
      const asked = Number(amount);
      if (!Number.isSafeInteger(asked)) throw new RangeError('an airdrop over 2^53 lamports');
      const [first] = clients;
      if (first === undefined) throw new Error('a chain without endpoints');
      const answered = await first.call('requestAirdrop', [to, asked], signatureSchema, signal, 'buy');
      return answered.ok ? ok(answered.value) : err(describeRpcError(answered.error));
    },
    close: async () => {
      reserves.stop();
      follower.stop();
      configs.stop();
      // Before the health ends, so that the last status told is 'stopped'.
      pubsub.close();
      slots.stop();
      stopAll();
      await endpoints.close();
    },
  };
}
