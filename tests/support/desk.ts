import type { Command, CommandReply } from '../../shared/commands.ts';
import type { Desk, DeskSession } from '../../shared/desk.ts';
import type { EngineEvent, EngineEventKind } from '../../shared/events.ts';
import { isJournaled } from '../../shared/events.ts';
import type { Offer } from '../../shared/offer.ts';
import { orderId } from '../../shared/order.ts';
import type { PoolListing } from '../../shared/pool.ts';
import { applyEvent, emptyDesk } from '../../shared/projection/apply-event.ts';
import type { TradingSettings } from '../../shared/settings.ts';
import { lamports, millis, unixMs, type UnixMs } from '../../shared/units.ts';
import type { Decision } from '../../electron/core/decide.ts';
import { decide } from '../../electron/core/decide.ts';
import type { Effect } from '../../electron/core/effect.ts';
import type { EngineInput, OrderNotice } from '../../electron/core/input.ts';
import { emptyLedger } from '../../electron/core/ledger.ts';
import { emptySession } from '../../electron/core/session.ts';
import type { EngineState } from '../../electron/core/state.ts';
import { restore } from '../../electron/engine/restore.ts';
import { fillOf, NOON, SETTINGS, signedOf, sol, STAGES_OF_TEST } from './pools.ts';

export const DESK_SESSION: DeskSession = {
  mode: 'sim',
  version: '0.0.0-test',
  standInRuntime: false,
  presetNotes: [],
};

export const START: Extract<EngineInput, { kind: 'start' }> = {
  kind: 'start',
  mode: 'sim',
  genesis: 'genesis-1',
  wallet: 'wallet-1',
  armAtStart: true,
};

export const RENT = lamports(2_000_000n);
export const NETWORK_FEE = lamports(10_000n);

export type DeskOptions = {
  readonly settings?: TradingSettings;
  readonly nowMs?: UnixMs;
  /** Null: not told yet. */
  readonly walletLamports?: bigint | null;
  readonly start?: Partial<typeof START>;
  /** Called after each decision and its folding. */
  readonly heard?: (desk: CoreDesk, before: EngineState, input: EngineInput, decision: Decision) => void;
};

/** `decide` with its state, its desk and everything that it ever said, driven by hand. */
export class CoreDesk {
  nowMs: UnixMs;
  state: EngineState;
  desk: Desk;
  readonly events: EngineEvent[] = [];
  readonly effects: Effect[] = [];
  readonly #options: DeskOptions;

  constructor(options: DeskOptions = {}) {
    const { settings = SETTINGS, nowMs = NOON } = options;
    this.#options = options;
    this.nowMs = nowMs;
    this.state = { ledger: emptyLedger(settings, nowMs), session: emptySession() };
    this.desk = emptyDesk(DESK_SESSION, settings, nowMs);
    this.#begin(options.start);
  }

  #begin(start: DeskOptions['start'] = {}): void {
    const { walletLamports = sol(100) } = this.#options;
    this.hear({ ...START, ...start });
    this.hear({ kind: 'costs', tokenAccountRentLamports: RENT, networkFeeLamports: NETWORK_FEE });
    const balance = walletLamports === null ? null : lamports(walletLamports);
    this.hear({ kind: 'wallet-status', status: { address: 'wallet-1', lamports: balance } });
  }

  hear(input: EngineInput): Decision {
    const before = this.state;
    const decision = decide(before, input, this.nowMs);
    this.state = decision.state;
    this.events.push(...decision.events);
    this.effects.push(...decision.effects);
    for (const event of decision.events) this.desk = applyEvent(this.desk, event);
    this.#options.heard?.(this, before, input, decision);
    return decision;
  }

  /** Closes the process and starts the next one from what was journaled. */
  restart(start: DeskOptions['start'] = {}): void {
    const { settings = SETTINGS, nowMs = NOON } = this.#options;
    const empty = { ledger: emptyLedger(settings, nowMs), desk: emptyDesk(DESK_SESSION, settings, nowMs) };
    const { ledger, desk } = restore(this.events.filter(isJournaled), empty);
    this.state = { ledger, session: emptySession() };
    this.desk = desk;
    this.#begin(start);
  }

  wait(ms: number): this {
    this.nowMs = unixMs(this.nowMs + ms);
    return this;
  }

  tick(afterMs = 0): Decision {
    return this.wait(afterMs).hear({ kind: 'tick' });
  }

  list(listing: PoolListing): Decision {
    return this.hear({ kind: 'listing', listing });
  }

  command(command: Command): CommandReply {
    const { reply } = this.hear({ kind: 'command', command });
    if (reply === null) throw new Error('a command without a reply');
    return reply;
  }

  notice(id: number, notice: OrderNotice): Decision {
    return this.hear({ kind: 'notice', id: orderId(id), notice });
  }

  /** Takes a reserved order to its first send. */
  sent(id: number): this {
    this.notice(id, { kind: 'built' });
    this.notice(id, { kind: 'signed', signed: signedOf(id) });
    this.notice(id, { kind: 'sent', sends: 1, stages: STAGES_OF_TEST });
    return this;
  }

  /** Takes a reserved order to its confirmation. */
  landed(id: number, fill: Parameters<typeof fillOf>[0] = {}): this {
    this.sent(id).notice(id, { kind: 'confirmed', fill: fillOf(fill), afterMs: millis(800) });
    return this;
  }

  statusOf(id: number): string {
    return this.state.ledger.orders.get(orderId(id))?.status ?? 'gone';
  }

  /** The offer that waits for the trader; there has to be exactly one. */
  offer(): Offer {
    const [offer, ...others] = this.desk.offers;
    if (offer === undefined || others.length > 0) throw new Error(`${this.desk.offers.length} offers`);
    return offer;
  }
}

export const kindsOf = (decision: Decision): readonly EngineEventKind[] =>
  decision.events.map((event) => event.kind);
export const effectsOf = (decision: Decision): readonly Effect['kind'][] =>
  decision.effects.map((effect) => effect.kind);

/** The outcome in which a decision ended a pool; throws when it ended none or more than one. */
export function outcomeOf(decision: Decision): Extract<EngineEvent, { kind: 'pool-closed' }>['outcome'] {
  const closed = decision.events.filter((event) => event.kind === 'pool-closed');
  const [only, ...others] = closed;
  if (only === undefined || others.length > 0) throw new Error(`${closed.length} pools were closed`);
  return only.outcome;
}
