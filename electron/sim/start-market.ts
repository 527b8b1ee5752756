import type { Address, Lamports } from '../../shared/units.ts';
import { ok, type Result } from '../../shared/result.ts';
import { Chain } from './chain/chain.ts';
import { MAINNET_DEPTHS } from './chain/commitment.ts';
import { encodeAddress } from '../protocol/base58.ts';
import { Forks } from './chain/forks.ts';
import { openEndpoint, type Endpoint } from './endpoint/open-endpoint.ts';
import { createFeedServer } from './feed/feed-server.ts';
import { closeServer, listenOnLoopback, LOOPBACK } from './listen-on-loopback.ts';
import { lookupTableAccount } from './ledger/lookup-table-account.ts';
import { tokenState } from './ledger/token-state.ts';
import type { CreateOptions, CreatePool, Market, MarketOptions } from './market.ts';
import { createSharedFaults, joinFaults, type FeedActions } from './market-faults.ts';
import { genesisAccounts } from './market/genesis.ts';
import { MarketBank } from './market/market-bank.ts';
import { MarketLife } from './market/market-life.ts';
import { addressesOf, marketWallets } from './market/market-wallets.ts';
import { soundPool, type PoolWish } from './market/planned-pool.ts';
import { sendTrade } from './market/trade.ts';
import { POOL_LIFE_SLOTS } from './market/trader-behaviour.ts';
import { createRandom } from './prng/random.ts';
import type { PubsubServer } from './pubsub/pubsub-server.ts';
import { placeRecordedPool } from './replay/recorded-pool.ts';
import { ReplayPlayer } from './replay/replay-player.ts';
import { realScheduler } from './scheduler.ts';
import { SpreadAnnouncer } from './spread-announcer.ts';

export const DEFAULT_SLOT_MS = 400;
const MAX_ENDPOINTS = 8;

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

  let feedActions: FeedActions | null = null;
  const shared = createSharedFaults(() => feedActions);
  const feed = createFeedServer(shared);
  feedActions = feed;
  const parts = {
    chain,
    airdrop: (to: Address, amount: Lamports) => bank.airdrop(to, amount),
    scheduler,
    random: random.fork('endpoint'),
  };
  const opened = await openEndpoint(parts, { rpc: options.rpcPort ?? 0, ws: options.wsPort ?? 0 });
  if (!opened.ok) return opened;
  const first = opened.value;
  const endpoints: Endpoint[] = [first];
  const faults = joinFaults(first.faults, shared);
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
  const sum = (count: (pubsub: PubsubServer) => number): number =>
    endpoints.reduce((total, { pubsub }) => total + count(pubsub), 0);
  const pubsub = {
    transactionSubscribers: () => sum((each) => each.transactionSubscribers()),
    play: (result: unknown, accounts: readonly string[]) =>
      endpoints.forEach((each) => each.pubsub.play(result, accounts)),
  };
  const replay = new ReplayPlayer(options.recording ?? [], { chain, pubsub, life, random, slotMs });
  const forks = new Forks(chain, residents, random.fork('forks'));

  const makeBlock = (): void => {
    advancedSlots += 1;
    if (faults.forkShare > 0) forks.maybe(faults.forkShare);
    life.beforeBlock();
    const block = chain.produceBlock();
    life.afterBlock(block);
    replay.afterBlock(block.slot);
  };

  const shut = async (): Promise<void> => {
    announcer.close();
    await feed.close();
    await Promise.all([...endpoints.map((each) => each.close()), closeServer(feed.http)]);
  };
  const feedPort = await listenOnLoopback(
    feed.http,
    options.feedPort ?? 0,
    "the market's pool feed (--feed-port)",
  );
  if (!feedPort.ok) {
    await shut();
    return feedPort;
  }
  const stopSlots = manual ? () => undefined : scheduler.every(slotMs, makeBlock);

  return ok({
    rpcUrl: first.rpcUrl,
    wsUrl: first.wsUrl,
    feedUrl: `http://${LOOPBACK}:${feedPort.value}`,
    genesis: chain.genesisHash,
    chain,
    faults,
    advanceSlots: (count) => {
      for (let index = 0; index < count; index += 1) makeBlock();
    },
    createPool: creatorOf(life),
    trade: (address, trade) => {
      const pool = life.pools.get(address);
      if (pool === undefined)
        throw new Error(`no pool ${address} on this market, or its creation has not landed`);
      const seller = pool.creator ?? wallets.traders[0];
      return sendTrade(pool, trade.side === 'sell' ? seller : wallets.traders[0], trade, bank);
    },
    openEndpoint: async () => {
      if (endpoints.length >= MAX_ENDPOINTS) throw new Error(`more than ${MAX_ENDPOINTS} endpoints`);
      const more = await openEndpoint({ ...parts, random: random.fork(`endpoint ${endpoints.length}`) });
      if (!more.ok) throw new Error(more.error);
      endpoints.push(more.value);
      const { rpcUrl, wsUrl, faults: own, pubsub: ends } = more.value;
      return {
        rpcUrl,
        wsUrl,
        faults: own,
        pubsubClients: () => ends.clients(),
        subscriptions: () => ends.subscriptions(),
      };
    },
    fork: (fork) => forks.drop(fork),
    placeLookupTable: (addresses) => {
      const table = encodeAddress(random.bytes(32));
      bank.place(
        table,
        lookupTableAccount({
          deactivationSlot: null,
          lastExtendedSlot: BigInt(chain.blockAt('processed').slot),
          lastExtendedStart: 0,
          authority: wallets.faucet.publicKey,
          addresses,
        }),
      );
      return table;
    },
    airdrop: (to, amount) => {
      const signature = bank.airdrop(to, amount);
      if (signature === null) throw new Error('the faucet is empty');
      return signature;
    },
    lamportsOf: (address) => chain.accounts.get(address)?.lamports ?? 0n,
    unitsOf: (tokenAccount) => tokenState(chain.accounts.get(tokenAccount))?.amount ?? 0n,
    landed: (signature) => chain.history.get(signature) ?? null,
    announce: (message) => feed.announce(message),
    pools: () => life.pools.size,
    feedClients: () => feed.clients(),
    pubsubClients: () => sum((each) => each.clients()),
    subscriptions: () => sum((each) => each.subscriptions()),
    framesLeft: () => replay.left,
    close: async () => {
      stopSlots();
      await shut();
    },
  });
}

/** What is asked for says which program's pool comes back. */
function creatorOf(life: MarketLife): CreatePool {
  const create = (wish: PoolWish | undefined, { announce = 'full', twice = false }: CreateOptions = {}) =>
    life.create(soundPool(wish ?? {}), announce, twice);
  return create as CreatePool;
}
