import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  compose,
  type ComposeInput,
  type MarketAddresses,
  type RunningDesk,
} from '../../electron/compose.ts';
import { announcementOf, type AnnouncementForm } from '../../electron/sim/market/announcement.ts';
import type { CreatedPool } from '../../electron/sim/market/pool-creation.ts';
import type { CreateOptions, Market, MarketOptions } from '../../electron/sim/market.ts';
import { startMarket } from '../../electron/sim/start-market.ts';
import { makeEphemeralWallet } from '../../electron/wallet/ephemeral-wallet.ts';
import type { Signer } from '../../electron/wallet/signer.ts';
import type { Command, CommandReply } from '../../shared/commands.ts';
import type { Desk } from '../../shared/desk.ts';
import type { EngineEvent, EngineEventKind } from '../../shared/events.ts';
import type { StartProblem } from '../../shared/ipc.ts';
import type { Offer } from '../../shared/offer.ts';
import type { OrderView } from '../../shared/order.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { TradingSettings } from '../../shared/settings.ts';
import type { Address } from '../../shared/units.ts';
import { auditClosed, auditRunning, type ClosedRun, type Run } from './desk-audit.ts';
import { eventually } from './eventually.ts';
import { manualSystemClock, type ManualSystemClock } from './manual-system-clock.ts';
import { tapRpc, type RpcTap } from './rpc-tap.ts';

/** Where the chain's clock and the desk's begin; far from the ends of a day. */
export const RIG_START_MS = Date.UTC(2027, 0, 15, 8);
const SLOT_MS = 400;
/** A block is confirmed this many slots after it was made. */
export const CONFIRMED_AFTER = 2;

export type RigOptions = {
  readonly market?: Partial<MarketOptions>;
  /** What differs from the sim's preset; exit rules are off unless asked for. */
  readonly settings?: Partial<TradingSettings>;
  readonly env?: Readonly<Record<string, string>>;
  readonly argv?: readonly string[];
  /** What the log may say at level error; else nothing. */
  readonly expectedErrors?: readonly string[];
};

const QUIET_TURNS = 8;
const QUIET_WITHIN_MS = 5_000;

/**
 * The whole desk as `compose` makes it, over real sockets against a market in this process. Slots pass and the desk's
 * timers fire only when the test says so. Each closing holds the run to what must always be true (desk-audit.ts).
 */
export class DeskRig {
  market: Market;
  tap: RpcTap;
  readonly clock: ManualSystemClock = manualSystemClock(RIG_START_MS);
  readonly dataDir: string = mkdtempSync(join(tmpdir(), 'swingaway-scenario-'));
  readonly wallet: Signer = makeEphemeralWallet((length) => new Uint8Array(length).fill(77));
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
      env: { SWINGAWAY_DATA_DIR: this.dataDir, RECONNECT_DELAY: '0.1', ...this.#options.env },
      argv: this.#options.argv ?? [],
      envFileText: null,
      runtime: 'stand-in',
      version: '0.0.0-test',
      startMarket: startMarketOf ?? (async () => ok(addresses)),
      progress: () => undefined,
      clock: this.clock,
      signer: this.wallet,
    };
  }

  /** Opens the desk and lets the first slots pass: links are live and the wallet is funded when it resolves. */
  async open(): Promise<void> {
    const before = this.clock.nowMs();
    const composed: Result<RunningDesk, readonly StartProblem[]> = await compose(this.composeInput());
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
    if (this.#runs === 1) {
      const exit = { takeProfitBps: null, stopLossBps: null, maxHoldMs: null };
      this.changeSettings({ exit, ...this.#options.settings });
    }
    const links = (): boolean => this.market.pubsubClients() === 1 && this.market.subscriptions() >= 2;
    await this.until('the chain is followed', links);
    await this.until('the feeds are live', () =>
      Object.values(this.desk.feeds).every(({ state }) => state === 'live'),
    );
    this.slots(1 + CONFIRMED_AFTER);
    await this.until('the wallet is funded', () => this.desk.wallet?.lamports === this.balance());
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
      expectedErrors: this.#options.expectedErrors ?? [],
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

  /** A pool that has landed, and that the feed has announced. */
  pool(plan?: Parameters<Market['createPool']>[0], options?: CreateOptions): CreatedPool {
    const created = this.market.createPool(plan, options);
    this.market.advanceSlots(1);
    return created;
  }

  /** The message of the feed for a pool of this market, as the feed would put it. */
  announce(created: CreatedPool, form: AnnouncementForm = 'full'): void {
    this.market.announce(announcementOf(created, this.market.chain.blockAt('processed').slot, form));
  }

  /** Slots pass on the chain; the desk's clock stands. */
  slots(count: number): void {
    this.market.advanceSlots(count);
  }

  until(what: string, holds: () => boolean): Promise<void> {
    return eventually(what, holds);
  }

  /** What is under way between desk and market has come to its end. */
  async quiet(): Promise<void> {
    const end = performance.now() + QUIET_WITHIN_MS;
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

  /** The newest order on a pool, as the desk shows it. */
  order(of: CreatedPool | Address): OrderView | null {
    const pool = typeof of === 'string' ? of : of.keys.pool;
    const { liveOrders, recentOrders } = this.desk;
    const live = Object.values<OrderView>(liveOrders).filter((order) => order.pool === pool);
    const known = [...live, ...recentOrders.filter((order) => order.pool === pool)];
    return known.toSorted((a, b) => Number(b.id) - Number(a.id))[0] ?? null;
  }

  /** The order is on its way: the market holds its bytes, and it is watched. */
  async sent(of: CreatedPool | Address, id?: string): Promise<OrderView> {
    const found = (): OrderView | null => {
      const order = this.order(of);
      return order !== null && (id === undefined || order.id === id) ? order : null;
    };
    await this.until('the market answered the send', () => (found()?.lanes.length ?? 0) > 0);
    return required(found());
  }

  /** The order's block is made and confirmed, and the desk knows. */
  async landed(of: CreatedPool | Address): Promise<OrderView> {
    const { id } = await this.sent(of);
    this.slots(1 + CONFIRMED_AFTER);
    await this.until('the order is confirmed', () => this.order(of)?.status === 'confirmed');
    return required(this.order(of)?.id === id ? this.order(of) : null);
  }

  async offer(of: CreatedPool): Promise<Offer> {
    const found = (): Offer | undefined => this.desk.offers.find(({ pool }) => pool === of.keys.pool);
    await this.until('the pool is offered', () => found() !== undefined);
    return required(found() ?? null);
  }

  approve({ id, revision, now }: Offer): CommandReply {
    return this.command({ kind: 'approve', offer: id, revision, shownOut: now.expectedOut });
  }

  /** How the pool ended in this run; null while it is open. */
  outcome(of: CreatedPool | Address): Extract<EngineEvent, { kind: 'pool-closed' }>['outcome'] | null {
    const pool = typeof of === 'string' ? of : of.keys.pool;
    const closed = this.events.findLast((event) => event.kind === 'pool-closed' && event.pool.pool === pool);
    return closed?.kind === 'pool-closed' ? closed.outcome : null;
  }

  async ended(of: CreatedPool | Address): Promise<string> {
    await this.until('the pool has its outcome', () => this.outcome(of) !== null);
    return this.outcome(of)?.code ?? '';
  }

  /** Of the desk's wallet, by the chain's own ledger. */
  balance(): bigint {
    return this.market.chain.accounts.get(this.wallet.address)?.lamports ?? 0n;
  }
}

export function required<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error('it is not there');
  return value;
}

const startRigMarket = (options: Partial<MarketOptions> = {}): Promise<Market> =>
  startMarket({
    seed: 'scenario',
    manual: true,
    startAtMs: RIG_START_MS,
    slotMs: SLOT_MS,
    depths: { confirmedAfter: CONFIRMED_AFTER, finalizedAfter: 8 },
    ...options,
  });

/** Runs a scenario on a desk of its own, and leaves nothing behind whatever happens. */
export async function withDesk(
  options: RigOptions,
  scenario: (rig: DeskRig) => Promise<void>,
): Promise<void> {
  const rig = new DeskRig(options, await startRigMarket(options.market));
  try {
    await rig.open();
    await scenario(rig);
    if (rig.isOpen()) await rig.shut();
  } finally {
    await rig.remove();
  }
}
