import { join } from 'node:path';
import type { Command, CommandReply } from '../shared/commands.ts';
import type { Desk, DeskSession } from '../shared/desk.ts';
import type { StartProblem } from '../shared/ipc.ts';
import { emptyDesk } from '../shared/projection/apply-event.ts';
import type { Result } from '../shared/result.ts';
import { err, ok } from '../shared/result.ts';
import { lamports } from '../shared/units.ts';
import { workBesideTheDesk } from './background.ts';
import { redactUrl } from './chain/redact-url.ts';
import { makeChain, type Chain } from './chain/make-chain.ts';
import { describeRpcError } from './chain/rpc-error.ts';
import { readConfig, type Config } from './config/config.ts';
import { emptyLedger } from './core/ledger.ts';
import { emptySession } from './core/session.ts';
import { Closers } from './engine/closers.ts';
import { Engine } from './engine/engine.ts';
import type { Journal } from './engine/ports/journal.ts';
import type { Log } from './engine/ports/log.ts';
import type { PoolFeed } from './engine/ports/pool-feed.ts';
import { Replica, type EventListener } from './engine/replica.ts';
import { restore, type Restored } from './engine/restore.ts';
import { makeSystemClock, type SystemClock } from './engine/system-clock.ts';
import { makeExecutor } from './executor/make-executor.ts';
import { makeRpcLane } from './executor/rpc-lane.ts';
import { COMPUTE_UNITS } from './executor/swap-transaction.ts';
import { dedupingSink, makeFeedDedupe } from './feed/dedupe.ts';
import { makeHeliusFeed } from './feed/helius-feed.ts';
import { makeSocketIoFeed } from './feed/socket-io-feed.ts';
import { openJournal } from './journal/open-journal.ts';
import type { JournalCut } from './journal/journal-tail.ts';
import { makeTradeRecord, tradeRecordPath, type TradeRecordFile } from './journal/trade-record.ts';
import { makeAsyncLog } from './log/async-log.ts';
import { openLogFile } from './log/log-file.ts';
import { makeEphemeralWallet } from './wallet/ephemeral-wallet.ts';
import type { Signer } from './wallet/signer.ts';

/** An embedded market that runs: where to reach it. */
export type MarketAddresses = {
  readonly rpcUrl: string;
  readonly wsUrl: string;
  readonly feedUrl: string;
  readonly genesis: string;
};

export type ComposeInput = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly argv: readonly string[];
  readonly envFileText: string | null;
  readonly runtime: 'official' | 'stand-in';
  readonly version: string;
  readonly startMarket: (args: readonly string[]) => Promise<Result<MarketAddresses, StartProblem>>;
  /** Told each step of starting, in words. */
  readonly progress: (step: string) => void;
  /** For tests; otherwise the system's. */
  readonly clock?: SystemClock;
  /** For tests that start again on the same chain; otherwise made anew. */
  readonly signer?: Signer;
};

export type RunningDesk = {
  snapshot(): { readonly sequence: number; readonly desk: Desk };
  command(command: Command): CommandReply;
  onEvent(listener: EventListener): () => void;
  /** Ends trading because the program itself is broken. */
  halt(message: string): void;
  notice(level: 'info' | 'warning' | 'error', text: string): void;
  close(): Promise<void>;
};

/** What the embedded market's faucet gives the run's own key. */
const SIM_FUNDS = lamports(100_000_000_000n);

type Records = {
  readonly log: Log;
  readonly journal: Journal;
  readonly trades: TradeRecordFile;
  readonly restored: Restored;
  /** What a crash had left at the end of the journal, in words; null where there was nothing. */
  readonly tornEnd: string | null;
};

/** A failure that was expected; carries its problems to the edge of `compose`. */
class StartFailure extends Error {
  readonly problems: readonly StartProblem[];

  constructor(...problems: readonly StartProblem[]) {
    super(problems.map(({ what, found }) => `${what}: ${found}`).join('; '));
    this.problems = problems;
  }
}

function openRecords(
  config: Config,
  session: DeskSession,
  clock: SystemClock,
  closers: Closers,
  onJournalFailure: (message: string) => void,
): Records {
  const { dataDir, asyncLogging, logBufferSize } = config;
  const file = openLogFile(join(dataDir, 'logs', 'swingaway.log'));
  const log = makeAsyncLog({ file, clock, isAsync: asyncLogging, bufferSize: logBufferSize });
  closers.add(() => log.close());
  const nowMs = clock.nowMs();
  let restored: Restored = {
    ledger: emptyLedger(config.settings, nowMs),
    desk: emptyDesk(session, config.settings, nowMs),
  };
  const opened = openJournal({
    folder: dataDir,
    clock,
    log,
    onRecord: (record) => {
      restored = restore([record.event], restored);
    },
    onFailure: (error) => onJournalFailure(`${error.code}: ${error.detail}`),
  });
  if (!opened.ok) throw new StartFailure(opened.error);
  const { journal, records, cut } = opened.value;
  closers.add(() => journal.close());
  clock.notBefore(restored.ledger.lastMs);
  const trades = makeTradeRecord({ path: tradeRecordPath(dataDir), log });
  closers.add(() => trades.close());
  log.info('journal-opened', { records, cut });
  return { log, journal, trades, restored, tornEnd: cut === null ? null : tornEndWords(cut) };
}

const tornEndWords = ({ bytes, keptAs }: JournalCut): string =>
  `The last ${bytes} bytes of the journal were an unfinished write and are now in ${keptAs}; nothing else is missing`;

function feedsOf(config: Config, market: MarketAddresses, clock: SystemClock): readonly PoolFeed[] {
  const random = Math.random;
  const { reconnectDelayMs, wsTimeoutMs: connectTimeoutMs, feedEvent: event } = config;
  const common = { reconnectDelayMs, connectTimeoutMs, clock, random };
  const own =
    config.replay === null
      ? makeSocketIoFeed({ ...common, id: 'socket-io', label: 'Socket.IO', url: market.feedUrl, event })
      : makeHeliusFeed({ ...common, id: 'helius', label: 'Helius', url: market.wsUrl });
  const extra = config.extraFeedUrl;
  if (extra === null) return [own];
  return [own, makeSocketIoFeed({ ...common, id: 'socket-io-2', label: 'Socket.IO 2', url: extra, event })];
}

async function connect(chain: Chain, market: MarketAddresses, signer: Signer): Promise<{ genesis: string }> {
  const abort = new AbortController();
  const connected = await chain.connect(abort.signal);
  const remedy = 'Start again; if it stays so, report it with the lines of the log.';
  if (!connected.ok) {
    const found = `${redactUrl(market.rpcUrl)}: ${connected.error.detail}`;
    throw new StartFailure({ what: 'the embedded market’s chain', found, remedy });
  }
  const funded = await chain.requestAirdrop(signer.address, SIM_FUNDS, abort.signal);
  if (!funded.ok) throw new StartFailure({ what: 'the sim’s wallet', found: funded.error, remedy });
  return connected.value;
}

function marketArguments({ seed, replay }: Config): readonly string[] {
  return [
    ...(seed === null ? [] : ['--seed', String(seed)]),
    ...(replay === null ? [] : ['--replay', replay]),
  ];
}

/** One lane for each endpoint, named for the window. */
function lanesOf({ rpc }: Chain): ReturnType<typeof makeRpcLane>[] {
  return rpc.map((client, at) => {
    const name = rpc.length === 1 ? 'RPC' : `RPC ${at + 1}`;
    return makeRpcLane({ name, call: (...request) => client.call(...request) }, describeRpcError);
  });
}

/**
 * Makes every adapter and joins them to the engine: the one place where they meet. Resolves when the desk trades (or
 * stands halted), or with everything that keeps it from that; then nothing is left open.
 */
export async function compose(input: ComposeInput): Promise<Result<RunningDesk, readonly StartProblem[]>> {
  const closers = new Closers();
  try {
    return ok(await composeDesk(input, closers));
  } catch (error) {
    await closers.closeAll();
    if (error instanceof StartFailure) return err(error.problems);
    throw error;
  }
}

async function composeDesk(input: ComposeInput, closers: Closers): Promise<RunningDesk> {
  const { progress } = input;
  const read = readConfig(input);
  if (!read.ok) throw new StartFailure(...read.error);
  const config = read.value;
  const clock = input.clock ?? makeSystemClock();
  const session: DeskSession = {
    mode: config.mode,
    version: input.version,
    standInRuntime: input.runtime === 'stand-in',
    presetNotes: config.presetNotes,
  };

  progress('Reading the journal');
  let engine: Engine | null = null;
  const onJournalFailure = (message: string): void => engine?.hear({ kind: 'journal-failed', message });
  const records = openRecords(config, session, clock, closers, onJournalFailure);
  const { log, journal, trades, restored, tornEnd } = records;

  progress('Starting the embedded market');
  const market = await input.startMarket(marketArguments(config));
  if (!market.ok) throw new StartFailure(market.error);

  progress('Connecting to the chain');
  const signer = input.signer ?? makeEphemeralWallet();
  const chain = makeChain({
    rpcUrls: [market.value.rpcUrl],
    wsUrl: market.value.wsUrl,
    rpcTimeoutMs: config.rpcTimeoutMs,
    wsTimeoutMs: config.wsTimeoutMs,
    reconnectDelayMs: config.reconnectDelayMs,
    wallet: signer.address,
    swapComputeUnits: COMPUTE_UNITS.buy,
    clock,
    random: Math.random,
    log,
    sink: {
      status: (status) => engine?.hear({ kind: 'chain-status', status }),
      wallet: (status) => engine?.hear({ kind: 'wallet-status', status }),
      costs: (costs) => engine?.hear({ kind: 'costs', ...costs }),
    },
  });
  closers.add(() => chain.close());
  const abort = new AbortController();
  closers.add(() => abort.abort());
  const replica = new Replica(restored.desk);
  const state = { ledger: restored.ledger, session: emptySession() };
  const running = new Engine(
    {
      clock,
      journal,
      chain: chain.pools,
      log,
      trades,
      makeExecutor: (tell) =>
        makeExecutor({
          signer,
          blockhashes: chain.blockhashes,
          fees: chain.fees,
          rent: chain.rent,
          signatures: chain.signatures,
          settlement: chain.settlement,
          lanes: lanesOf(chain),
          swapVersion: 'v2',
          tradeTimeoutMs: () => running.state.ledger.settings.tradeTimeoutMs,
          clock,
          log,
          tell,
        }),
    },
    state,
    replica,
  );
  engine = running;
  closers.add(() => running.close());
  const { genesis } = await connect(chain, market.value, signer);
  running.start({ kind: 'start', mode: config.mode, genesis, wallet: signer.address, armAtStart: true });
  for (const text of [...config.notices, ...(tornEnd === null ? [] : [tornEnd])])
    running.hear({ kind: 'told', level: 'warning', text });

  const dedupe = makeFeedDedupe();
  for (const feed of feedsOf(config, market.value, clock)) {
    closers.add(() => feed.stop());
    const sink = {
      listed: running.listed.bind(running),
      status: (status: Parameters<Parameters<PoolFeed['start']>[0]['status']>[0]) =>
        running.hear({ kind: 'feed-status', status }),
    };
    feed.start(dedupingSink(sink, dedupe));
  }
  workBesideTheDesk({ engine: running, clock, log, config, closers });

  return {
    snapshot: () => ({ sequence: replica.sequence, desk: replica.desk }),
    command: (command) => running.command(command),
    onEvent: (listener) => replica.listen(listener),
    halt: (message) => running.hear({ kind: 'invariant-broken', message }),
    notice: (level, text) => running.hear({ kind: 'told', level, text }),
    close: () => closers.closeAll(),
  };
}
