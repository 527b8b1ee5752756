// The desk holds its encoder against this once it is up: loaded here, its seconds count against no deadline.
import '@raydium-io/raydium-sdk-v2';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compose, type ComposeInput, type RunningDesk } from '../../electron/compose.ts';
import type { MarketAddresses } from '../../electron/wiring/venue.ts';
import { decodeAddress } from '../../electron/protocol/base58.ts';
import type { Market, MarketOptions } from '../../electron/sim/market.ts';
import { makeEphemeralWallet } from '../../electron/wallet/ephemeral-wallet.ts';
import type { Signer } from '../../electron/wallet/signer.ts';
import type { Command, CommandReply } from '../../shared/commands.ts';
import type { Desk } from '../../shared/desk.ts';
import type { EngineEvent, EngineEventKind } from '../../shared/events.ts';
import { ok } from '../../shared/result.ts';
import type { TradingSettings } from '../../shared/settings.ts';
import { lamports } from '../../shared/units.ts';
import { auditClosed, auditRunning, type ClosedRun, type Run } from './desk-audit.ts';
import { required } from './desk-lookups.ts';
import { eventually } from './eventually.ts';
import { manualSystemClock, type ManualSystemClock } from './manual-system-clock.ts';
import { CONFIRMED_AFTER, RIG_START_MS, SLOT_MS, startRigMarket } from './rig-market.ts';
import { RIG_SETTINGS } from './rig-settings.ts';
import { tapRpc, type RpcTap } from './rpc-tap.ts';

export type RigOptions = {
  readonly market?: Partial<MarketOptions>;
  /** What differs from `RIG_SETTINGS`. */
  readonly settings?: Partial<TradingSettings>;
  readonly env?: Readonly<Record<string, string>>;
  readonly argv?: readonly string[];
  /** `sim` unless it is said; in the others the market is an endpoint like any, named by its addresses. */
  readonly mode?: 'live' | 'paper';
  /** Live and paper: how pools are heard of, besides what `env` says; the market's own feed unless it is said. */
  readonly heardBy?: 'helius';
};

/** Every byte of the seed of the rig's key. */
const KEY_SEED = 77;
const QUIET_TURNS = 8;
/** Only there so that a broken scenario ends. */
const WITHIN_MS = 10_000;

/**
 * The whole desk as `compose` makes it, over real sockets against a market in this process. Slots pass and the desk's
 * timers fire only when the test says so. Each closing holds the run to what must always be true (desk-audit.ts).
 */
export class RunningRig {
  market: Market;
  tap: RpcTap;
  readonly clock: ManualSystemClock = manualSystemClock(RIG_START_MS);
  readonly dataDir: string = mkdtempSync(join(tmpdir(), 'swingaway-scenario-'));
  /** Called whenever an order is about to be signed. */
  signing: () => void = () => undefined;
  readonly #key: Signer = makeEphemeralWallet((length) => new Uint8Array(length).fill(KEY_SEED));
  /** The same in every run. */
  readonly wallet: Signer = {
    address: this.#key.address,
    sign: (message) => {
      this.signing();
      return this.#key.sign(message);
    },
  };
  /** What the desk asked the market to be started with. */
  marketArgs: readonly string[] = [];
  readonly #options: RigOptions;
  readonly #markets: Market[] = [];
  #running: RunningDesk | null = null;
  #run: Run | null = null;
  #runs = 0;
  #initial: ClosedRun['initial'] | null = null;

  constructor(options: RigOptions, market: Market) {
    this.#options = options;
    this.market = market;
    this.#markets.push(market);
    this.tap = tapRpc(market.rpcUrl);
  }

  get desk(): Desk {
    return this.#active().snapshot().desk;
  }

  /** Everything told since this run of the desk was up. */
  get events(): readonly EngineEvent[] {
    return this.#run?.events ?? [];
  }

  kinds(...kinds: readonly EngineEventKind[]): readonly EngineEvent[] {
    return this.events.filter(({ kind }) => kinds.includes(kind));
  }

  isOpen(): boolean {
    return this.#running !== null;
  }

  path(...parts: readonly string[]): string {
    return join(this.dataDir, ...parts);
  }

  #active(): RunningDesk {
    if (this.#running === null) throw new Error('the desk is closed');
    return this.#running;
  }

  /** What `compose` is given; a test that expects it to fail calls it itself. */
  composeInput(startMarketOf?: ComposeInput['startMarket']): ComposeInput {
    const addresses: MarketAddresses = this.market;
    return {
      env: {
        SWINGAWAY_DATA_DIR: this.dataDir,
        RECONNECT_DELAY: '0.1',
        // One feed, unless a scenario is about several.
        LOGS_FEED: 'false',
        ...this.#modeEnv(),
        ...this.#options.env,
      },
      argv: this.#options.argv ?? [],
      envFileText: null,
      runtime: 'stand-in',
      version: '0.0.0-test',
      startMarket:
        startMarketOf ??
        (async (args) => {
          this.marketArgs = args;
          return ok(addresses);
        }),
      progress: () => undefined,
      shown: Promise.resolve(),
      clock: this.clock,
      ...(this.#options.mode === undefined ? { signer: this.wallet } : {}),
    };
  }

  #modeEnv(): Readonly<Record<string, string>> {
    const { mode } = this.#options;
    if (mode === undefined) return {};
    const { rpcUrl: RPC_URL, wsUrl, feedUrl: FEED_URL } = this.market;
    const feed = this.#options.heardBy === 'helius' ? { HELIUS_WS_URL: wsUrl } : { FEED_URL };
    const env = { SWINGAWAY_MODE: mode, RPC_URL, WS_URL: wsUrl, ...feed };
    return mode === 'paper' ? env : { ...env, SWINGAWAY_DEV_KEYPAIR: this.path('key.json') };
  }

  /** The rig's key as `solana-keygen` writes it, with SOL on the chain. */
  #prepareLive(): void {
    const pair = [...new Uint8Array(32).fill(KEY_SEED), ...decodeAddress(this.wallet.address)];
    writeFileSync(this.path('key.json'), JSON.stringify(pair), { mode: 0o600 });
    this.market.airdrop(this.wallet.address, lamports(100_000_000_000n));
    this.market.advanceSlots(1 + CONFIRMED_AFTER);
  }

  /** Opens the desk and lets the first slots pass: links are live and the wallet is funded when it resolves. */
  async open(): Promise<void> {
    const before = this.clock.nowMs();
    if (this.#options.mode === 'live' && this.#runs === 0) this.#prepareLive();
    const composed = await compose(this.composeInput());
    if (!composed.ok) throw new Error(`the desk did not start: ${JSON.stringify(composed.error)}`);
    const running = composed.value;
    this.#running = running;
    this.#runs += 1;
    const first = running.snapshot();
    const events: EngineEvent[] = [];
    running.onEvent((event, sequence) => {
      if (sequence !== first.sequence + events.length + 1) throw new Error(`event ${sequence} out of order`);
      events.push(event);
    });
    this.#run = { first: first.desk, events };
    this.#initial ??= { settings: first.desk.settings, nowMs: before };
    if (this.#runs === 1) this.changeSettings({ ...RIG_SETTINGS, ...this.#options.settings });
    const links = (): boolean => this.market.pubsubClients() >= 1 && this.market.subscriptions() >= 2;
    await this.until('the chain is followed', links);
    this.slots(1 + CONFIRMED_AFTER);
    await this.until('the wallet is funded', () => {
      const held = this.desk.wallet?.lamports ?? null;
      return this.#options.mode === 'paper' ? held !== null : held === this.balance();
    });
    await this.until('the feeds are live', () => {
      const feeds = Object.values(this.desk.feeds);
      return feeds.length > 0 && feeds.every(({ state }) => state === 'live');
    });
    // The chain's own line, and one for each feed that listens to the chain.
    const lines = 1 + ['logs', 'helius'].filter((id) => id in this.desk.feeds).length;
    if (this.market.pubsubClients() !== lines) throw new Error(`not ${lines} lines to the chain`);
    await this.until('the chain is live', () => this.desk.chain?.state === 'live');
    await this.until('the encoder was checked', () =>
      this.desk.tape.some(({ text }) => text.startsWith('Order bytes agree')),
    );
  }

  /** Closes the desk and holds what it did to what must always be true. */
  async shut(): Promise<void> {
    const running = this.#active();
    const run = this.#run;
    if (run === null) throw new Error('the desk was never up');
    await this.quiet();
    const { desk } = running.snapshot();
    const told = [...run.events];
    auditRunning({ ...run, events: told }, desk);
    this.#running = null;
    await running.close();
    const { market, wallet, dataDir, clock, tap } = this;
    auditClosed({
      run: { ...run, events: told },
      desk,
      initial: required(this.#initial),
      market,
      wallet: wallet.address,
      dataDir,
      sends: tap.sends(),
      timers: clock.timers(),
    });
    await this.until('every connection is closed', () => market.pubsubClients() + market.feedClients() === 0);
  }

  /** Closes and opens again on the same folder; on another market where one is given, else on the same. */
  async restart(other?: Partial<MarketOptions>): Promise<void> {
    await this.shut();
    if (other !== undefined) await this.moveTo(other);
    await this.open();
  }

  async moveTo(options: Partial<MarketOptions>): Promise<void> {
    this.tap.close();
    this.market = await startRigMarket({ ...this.#options.market, ...options });
    this.#markets.push(this.market);
    this.tap = tapRpc(this.market.rpcUrl);
  }

  async remove(): Promise<void> {
    this.tap.close();
    const running = this.#running;
    this.#running = null;
    await running?.close();
    for (const market of this.#markets) await market.close();
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  command(command: Command): CommandReply {
    return this.#active().command(command);
  }

  changeSettings(patch: Partial<TradingSettings>): void {
    const settings = { ...this.desk.settings, ...patch };
    const reply = this.command({ kind: 'change-settings', settings });
    if (!reply.ok) throw new Error(`the settings were not taken: ${JSON.stringify(reply.problem)}`);
  }

  /** Slots pass on the chain; the desk's clock stands. */
  slots(count: number): void {
    this.market.advanceSlots(count);
  }

  until(what: string, holds: () => boolean): Promise<void> {
    return eventually(what, holds, WITHIN_MS);
  }

  /** What is under way between desk and market has come to its end. */
  async quiet(): Promise<void> {
    const end = performance.now() + WITHIN_MS;
    for (let calm = 0, seen = -1; calm < QUIET_TURNS;) {
      if (performance.now() > end) throw new Error('desk and market never came to rest');
      await new Promise((resolve) => setImmediate(resolve));
      const told = this.events.length + this.tap.requests.length;
      calm = told === seen && this.tap.inFlight() === 0 ? calm + 1 : 0;
      seen = told;
    }
  }

  /** Time passes for the desk alone, in steps of a slot; the chain makes no blocks. */
  async pass(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= SLOT_MS) {
      this.clock.advance(Math.min(left, SLOT_MS));
      await this.quiet();
    }
  }

  /** Time passes for desk and chain alike until it holds. */
  async passUntil(what: string, holds: () => boolean, withinMs = 120_000): Promise<void> {
    for (let passed = 0; !holds(); passed += SLOT_MS) {
      if (passed > withinMs) throw new Error(`never came about in ${withinMs} ms: ${what}`);
      this.slots(1);
      await this.pass(SLOT_MS);
    }
  }

  /** Of the desk's wallet, by the chain's own ledger. */
  balance(): bigint {
    return this.market.chain.accounts.get(this.wallet.address)?.lamports ?? 0n;
  }
}
