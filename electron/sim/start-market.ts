import { err, ok, type Result } from '../../shared/result.ts';
import { Chain } from './chain/chain.ts';
import { MAINNET_DEPTHS } from './chain/commitment.ts';
import { createFeedServer } from './feed/feed-server.ts';
import { closeServer, listenOnLoopback, LOOPBACK } from './listen-on-loopback.ts';
import type { Market, MarketOptions } from './market.ts';
import { createFaults, type FaultActions } from './market-faults.ts';
import { genesisAccounts } from './market/genesis.ts';
import { MarketBank } from './market/market-bank.ts';
import { MarketLife } from './market/market-life.ts';
import { addressesOf, marketWallets } from './market/market-wallets.ts';
import { SOUND_POOL } from './market/pool-plan.ts';
import { sendTrade } from './market/trade.ts';
import { POOL_LIFE_SLOTS } from './market/trader-behaviour.ts';
import { createRandom } from './prng/random.ts';
import { createPubsubServer } from './pubsub/pubsub-server.ts';
import { placeRecordedPool } from './replay/recorded-pool.ts';
import { ReplayPlayer } from './replay/replay-player.ts';
import { createRpcServer } from './rpc/rpc-server.ts';
import { realScheduler } from './scheduler.ts';
import { SpreadAnnouncer } from './spread-announcer.ts';

export const DEFAULT_SLOT_MS = 400;

/** Starts a market; throws with a sentence for people when a port cannot be opened. */
export async function startMarket(options: MarketOptions): Promise<Market> {
  const opened = await openMarket(options);
  if (!opened.ok) throw new Error(opened.error);
  return opened.value;
}

/** The same, with the sentence as a value. */
export async function openMarket(options: MarketOptions): Promise<Result<Market, string>> {
  const { scheduler = realScheduler, slotMs = DEFAULT_SLOT_MS, manual = false } = options;
  const startAtMs = options.startAtMs ?? scheduler.nowMs();
  let advancedSlots = 0;
  const nowMs = manual ? () => startAtMs + advancedSlots * slotMs : () => scheduler.nowMs();

  const random = createRandom(options.seed);
  const wallets = marketWallets(random.fork('wallets'));
  const residents = addressesOf(wallets);
  const chain = new Chain({
    // A market that is started again is another chain: what an earlier one held is not on it.
    genesisText: `${options.seed}\n${startAtMs}`,
    depths: options.depths ?? MAINNET_DEPTHS,
    nowMs,
    residents,
    genesis: genesisAccounts(wallets),
  });
  const bank = new MarketBank(chain, wallets);
  for (const frame of options.recording ?? []) {
    for (const creation of frame.creations) placeRecordedPool(creation, chain, bank);
  }

  let actions: FaultActions | null = null;
  const faults = createFaults(() => actions ?? { cutChain: () => undefined, cutFeed: () => undefined });
  const rpc = createRpcServer(
    { chain, faults, airdrop: (to, amount) => bank.airdrop(to, amount) },
    scheduler,
  );
  const pubsub = createPubsubServer(chain, faults);
  const feed = createFeedServer(faults);
  actions = {
    cutChain: () => {
      rpc.closeAllConnections();
      pubsub.cut();
    },
    cutFeed: () => feed.cut(),
  };
  const announcer = manual
    ? { announce: (message: unknown) => feed.announce(message), close: () => undefined }
    : new SpreadAnnouncer((message) => feed.announce(message), scheduler, random.fork('spread'), slotMs);
  const life = new MarketLife({
    chain,
    bank,
    wallets,
    residents,
    random,
    poolsASecond: options.poolsASecond ?? 0,
    activity: options.activity ?? 0,
    slotMs,
    poolLifeSlots: options.poolLifeSlots ?? POOL_LIFE_SLOTS,
    announce: (message) => announcer.announce(message),
  });
  const replay = new ReplayPlayer(options.recording ?? [], { chain, pubsub, life, random, slotMs });

  const makeBlock = (): void => {
    advancedSlots += 1;
    life.beforeBlock();
    const block = chain.produceBlock();
    life.afterBlock(block);
    replay.afterBlock(block.slot);
  };

  const servers = [
    { server: rpc, port: options.rpcPort ?? 0, what: "the market's RPC (--rpc-port)" },
    { server: pubsub.http, port: options.wsPort ?? 0, what: "the market's WebSocket (--ws-port)" },
    { server: feed.http, port: options.feedPort ?? 0, what: "the market's pool feed (--feed-port)" },
  ];
  const ports: number[] = [];
  const shut = async (): Promise<void> => {
    announcer.close();
    pubsub.close();
    await feed.close();
    await Promise.all(servers.map(({ server }) => closeServer(server)));
  };
  for (const { server, port, what } of servers) {
    const bound = await listenOnLoopback(server, port, what);
    if (!bound.ok) {
      await shut();
      return err(bound.error);
    }
    ports.push(bound.value);
  }
  const [rpcPort, wsPort, feedPort] = ports;
  const stopSlots = manual ? () => undefined : scheduler.every(slotMs, makeBlock);

  return ok({
    rpcUrl: `http://${LOOPBACK}:${rpcPort}`,
    wsUrl: `ws://${LOOPBACK}:${wsPort}`,
    feedUrl: `http://${LOOPBACK}:${feedPort}`,
    genesis: chain.genesisHash,
    chain,
    faults,
    advanceSlots: (count) => {
      for (let index = 0; index < count; index += 1) makeBlock();
    },
    createPool: (plan = {}, { announce = 'full', twice = false } = {}) =>
      life.create({ ...SOUND_POOL, ...plan }, announce, twice),
    trade: (address, trade) => {
      const pool = life.pools.get(address);
      if (pool === undefined)
        throw new Error(`no pool ${address} on this market, or its creation has not landed`);
      const seller = pool.creator ?? wallets.traders[0];
      return sendTrade(pool, trade.side === 'sell' ? seller : wallets.traders[0], trade, bank);
    },
    airdrop: (to, amount) => {
      const signature = bank.airdrop(to, amount);
      if (signature === null) throw new Error('the faucet is empty');
      return signature;
    },
    landed: (signature) => chain.history.get(signature) ?? null,
    announce: (message) => feed.announce(message),
    pools: () => life.pools.size,
    feedClients: () => feed.clients(),
    pubsubClients: () => pubsub.clients(),
    subscriptions: () => pubsub.subscriptions(),
    framesLeft: () => replay.left,
    close: async () => {
      stopSlots();
      await shut();
    },
  });
}
