import type { Command, CommandReply } from '../shared/commands.ts';
import type { Desk, DeskSession } from '../shared/desk.ts';
import type { StartProblem } from '../shared/ipc.ts';
import type { Result } from '../shared/result.ts';
import { err, ok } from '../shared/result.ts';
import { workBesideTheDesk } from './background.ts';
import { readConfig } from './config/config.ts';
import type { EngineInput } from './core/input.ts';
import { emptySession } from './core/session.ts';
import { Closers } from './engine/closers.ts';
import { Engine } from './engine/engine.ts';
import { Replica, type EventListener } from './engine/replica.ts';
import { makeSystemClock, type SystemClock } from './engine/system-clock.ts';
import type { Signer } from './wallet/signer.ts';
import { connectVenue, makeVenueChain } from './wiring/chain.ts';
import { openFeeds } from './wiring/feeds.ts';
import { makeOrders } from './wiring/orders.ts';
import { playWithPaper } from './wiring/paper-purse.ts';
import { openRecords } from './wiring/records.ts';
import { StartFailure } from './wiring/start-failure.ts';
import { nameTokens } from './wiring/token-names.ts';
import { openVenue, type StartMarket } from './wiring/venue.ts';
import { walletOf } from './wiring/wallet-of.ts';

export type ComposeInput = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly argv: readonly string[];
  readonly envFileText: string | null;
  readonly runtime: 'official' | 'stand-in';
  readonly version: string;
  readonly startMarket: StartMarket;
  /** Told each step of starting, in words. */
  readonly progress: (step: string) => void;
  /** What can wait until the window is up waits for this. */
  readonly shown: Promise<void>;
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

/**
 * Makes every adapter and joins them to the engine: with `wiring/`, the one place where they meet. Resolves when the
 * desk trades (or stands halted), or with everything that keeps it from that; then nothing is left open.
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
  const wallet = walletOf(config, input.signer);
  const clock = input.clock ?? makeSystemClock();
  const session: DeskSession = {
    mode: config.mode,
    version: input.version,
    standInRuntime: input.runtime === 'stand-in',
    presetNotes: config.presetNotes,
  };

  progress('Reading the journal');
  let engine: Engine | null = null;
  const hear = (told: EngineInput): void => engine?.hear(told);
  const records = openRecords(config, session, clock, closers, (message) =>
    hear({ kind: 'journal-failed', message }),
  );
  const { log, journal, trades, restored } = records;

  if (config.mode === 'sim') progress('Starting the embedded market');
  const venue = await openVenue(config, input.startMarket);

  progress('Connecting to the chain');
  const chain = makeVenueChain({ config, venue, wallet, clock, log, hear });
  closers.add(() => chain.close());
  const abort = new AbortController();
  const replica = new Replica(restored.desk);
  const orders = makeOrders({ config, chain, wallet, clock, log, closers });
  const ports = { clock, journal, chain: chain.pools, log, trades };
  const running: Engine = new Engine(
    { ...ports, makeExecutor: (tell) => orders.makeExecutor(tell, () => running.state.ledger.settings) },
    { ledger: restored.ledger, session: emptySession() },
    replica,
  );
  engine = running;
  closers.add(() => running.close());
  nameTokens(chain, replica, hear, abort.signal);
  // A chain whose clock is not told is asked for it more often while a pool waits for its opening time.
  replica.listen((event) => {
    if (event.kind === 'pool-waiting') chain.time.expect(event.opensAtMs);
  });
  closers.add(() => abort.abort());
  const { genesis, swapVersion, warning } = await connectVenue({
    config,
    venue,
    chain,
    wallet,
    log,
    signal: abort.signal,
  });
  orders.useSwapVersion(swapVersion);
  if (wallet.kind === 'paper') playWithPaper(config, wallet.address, replica, hear);
  const { mode, arm: armAtStart } = config;
  running.start({ kind: 'start', mode, genesis, wallet: wallet.address, armAtStart });
  for (const text of [...config.notices, records.tornEnd, warning])
    if (text !== null) running.hear({ kind: 'told', level: 'warning', text });
  void openFeeds({ config, venue, chain, clock, engine: running, closers }, abort.signal);
  workBesideTheDesk({ engine: running, clock, log, config, closers, shown: input.shown });

  return {
    snapshot: () => ({ sequence: replica.sequence, desk: replica.desk }),
    command: (command) => running.command(command),
    onEvent: (listener) => replica.listen(listener),
    halt: (message) => running.hear({ kind: 'invariant-broken', message }),
    notice: (level, text) => running.hear({ kind: 'told', level, text }),
    close: () => closers.closeAll(),
  };
}
