import type { Command, CommandReply } from '../../shared/commands.ts';
import { declined, DONE } from '../../shared/commands.ts';
import type { EngineEvent } from '../../shared/events.ts';
import { isJournaled } from '../../shared/events.ts';
import type { OrderId, OrderView } from '../../shared/order.ts';
import type { PoolListing } from '../../shared/pool.ts';
import type { Micros, Millis, MonoUs } from '../../shared/units.ts';
import type { Decision } from '../core/decide.ts';
import { decide } from '../core/decide.ts';
import type { Effect } from '../core/effect.ts';
import type { EngineInput } from '../core/input.ts';
import type { EngineState } from '../core/state.ts';
import type { EffectPorts } from './effect-runner.ts';
import { runEffect } from './effect-runner.ts';
import { FactsReads } from './facts-reads.ts';
import { noticeOf } from './outcome-to-notice.ts';
import type { Clock } from './ports/clock.ts';
import type { Journal } from './ports/journal.ts';
import type { Log } from './ports/log.ts';
import type { OrderExecutor, OutcomeSink } from './ports/order-executor.ts';
import type { PoolChain } from './ports/pool-chain.ts';
import type { TradeRecord } from './ports/trade-record.ts';
import type { Replica } from './replica.ts';
import { ReserveWatches } from './reserve-watches.ts';
import type { Arrival } from './stage-clock.ts';
import { StageClock } from './stage-clock.ts';

export type EnginePorts = {
  readonly clock: Clock;
  readonly journal: Journal;
  readonly chain: PoolChain;
  readonly log: Log;
  readonly trades: TradeRecord;
  /** Made with the sink into which the executor tells its outcomes. */
  readonly makeExecutor: (tell: OutcomeSink) => OrderExecutor;
};

/** Offers, queue waits and hold times are looked at this often. */
const TICK_MS = 250 as Millis;
/** Inputs that wait while one is decided are the executor's own words; more than this is a loop. */
const MAX_INBOX = 10_000;

type Untold = EngineEvent | Extract<Effect, { kind: 'record-trade' }>;
type Mail = { readonly input: EngineInput; readonly arrival: Arrival };

/** Effects that stay right when the journal cannot be written: they only end things. */
const endsThings = (effect: Effect): boolean =>
  effect.kind === 'stop-executor' || effect.kind === 'cancel-read' || effect.kind === 'unwatch';

/**
 * The imperative shell around `decide`: one inbox, drained synchronously. Each input's events are journaled, then
 * its effects run, and when the inbox is empty the events are folded and told on. So the window and the log come
 * after the bytes are on the socket.
 */
export class Engine {
  readonly #ports: EnginePorts;
  readonly #effects: EffectPorts;
  readonly #replica: Replica;
  readonly #inbox: Mail[] = [];
  readonly #untold: Untold[] = [];
  #state: EngineState;
  #draining = false;
  #telling = false;
  #broken = false;
  /** Why an append failed, once one did. What comes after a lost event would contradict the journal, so it ends there. */
  #journalLost: string | null = null;
  #stopTicking: (() => void) | null = null;

  constructor(ports: EnginePorts, state: EngineState, replica: Replica) {
    this.#ports = ports;
    this.#state = state;
    this.#replica = replica;
    const stages = new StageClock();
    const hear = (input: EngineInput): void => this.hear(input);
    const executor = ports.makeExecutor((outcome) => {
      const notice = noticeOf(outcome, stages, ports.clock.monoUs());
      this.hear({ kind: 'notice', id: outcome.id, notice });
    });
    this.#effects = {
      executor,
      stages,
      reads: new FactsReads(ports.chain, (input, arrival) => this.#receive({ input, arrival })),
      watches: new ReserveWatches(ports.chain, hear),
    };
  }

  get state(): EngineState {
    return this.#state;
  }

  start(input: Extract<EngineInput, { kind: 'start' }>): void {
    this.hear(input);
    this.#stopTicking = this.#ports.clock.every(TICK_MS, () => this.hear({ kind: 'tick' }));
  }

  /**
   * Decides a listing and forgets the decision: `decide` is pure, so nothing happens, except that its code is warm
   * when the first real pool comes.
   */
  rehearse(listing: PoolListing): void {
    decide(this.#state, { kind: 'listing', listing }, this.#ports.clock.nowMs());
  }

  /** A pool from a feed, with the moments at which its bytes came and were decoded. */
  listed(listing: PoolListing, receivedUs: MonoUs, decodedUs: MonoUs): void {
    this.#receive({ input: { kind: 'listing', listing }, arrival: { receivedUs, decodedUs } });
  }

  hear(input: EngineInput): void {
    const nowUs = this.#ports.clock.monoUs();
    this.#receive({ input, arrival: { receivedUs: nowUs, decodedUs: nowUs } });
  }

  /**
   * Decides a command at once and answers it. A kill stops the executor before anything else is done. From within a
   * decision nothing else can be decided: there a kill is decided next, and anything else is neither done nor kept.
   */
  command(command: Command): CommandReply {
    if (command.kind === 'kill') this.#effects.executor.stop();
    if (this.#draining) return this.#commandWithin(command);
    let reply: CommandReply | null = null;
    const nowUs = this.#ports.clock.monoUs();
    const mail = {
      input: { kind: 'command', command },
      arrival: { receivedUs: nowUs, decodedUs: nowUs },
    } as const;
    this.#receive(mail, (decision) => {
      reply = decision.reply;
    });
    return reply ?? declined({ code: 'not-running' });
  }

  #commandWithin(command: Command): CommandReply {
    if (command.kind !== 'kill') return declined({ code: 'not-running' });
    this.#hearNext({ kind: 'command', command });
    return DONE;
  }

  async close(): Promise<void> {
    this.#stopTicking?.();
    this.#effects.reads.close();
    this.#effects.watches.close();
    await this.#effects.executor.close();
  }

  #receive(mail: Mail, decided?: (decision: Decision) => void): void {
    this.#inbox.push(mail);
    this.#drain(mail, decided);
  }

  #drain(mail: Mail | null = null, decided?: (decision: Decision) => void): void {
    if (this.#draining) return;
    this.#draining = true;
    try {
      for (let next = this.#inbox.shift(); next !== undefined; next = this.#inbox.shift()) {
        this.#decide(next, next === mail ? decided : undefined);
        if (this.#inbox.length > MAX_INBOX) this.#overflow();
      }
    } finally {
      this.#draining = false;
    }
    this.#tell();
  }

  #decide({ input, arrival }: Mail, decided?: (decision: Decision) => void): void {
    try {
      const decision = decide(this.#state, input, this.#ports.clock.nowMs());
      const decidedUs = this.#ports.clock.monoUs();
      this.#state = decision.state;
      const written = this.#journal(decision.events);
      this.#keepForTelling(input, decision.events, (decidedUs - arrival.receivedUs) as Micros);
      decided?.(
        written === null
          ? decision
          : { ...decision, reply: declined({ code: 'journal-failed', message: written }) },
      );
      for (const effect of decision.effects) {
        if (written !== null && !endsThings(effect)) continue;
        if (effect.kind === 'record-trade') this.#untold.push(effect);
        else runEffect(this.#effects, effect, arrival, decidedUs);
      }
      if (written !== null) this.#haltUnjournaled(written);
    } catch (error) {
      this.#breakInvariant(error);
    }
  }

  /** Writes what must survive, all of it or nothing; returns why it could not be written, or null. */
  #journal(events: readonly EngineEvent[]): string | null {
    const lasting = events.filter(isJournaled);
    if (lasting.length === 0) return null;
    if (this.#journalLost !== null) return this.#journalLost;
    const forced = lasting.some(({ kind }) => kind === 'trading-changed') ? 'forced' : undefined;
    const written = this.#ports.journal.append(lasting, forced);
    return written.ok ? null : `${written.error.code}: ${written.error.detail}`;
  }

  #haltUnjournaled(message: string): void {
    this.#effects.executor.stop();
    if (this.#journalLost !== null) return;
    this.#journalLost = message;
    this.#ports.log.error('journal-failed', { message });
    this.#hearNext({ kind: 'journal-failed', message });
  }

  /** A halt goes before what waits, so that nothing of it is decided as if all were well. */
  #hearNext(input: EngineInput): void {
    const nowUs = this.#ports.clock.monoUs();
    this.#inbox.unshift({ input, arrival: { receivedUs: nowUs, decodedUs: nowUs } });
    this.#drain();
  }

  #overflow(): void {
    this.#inbox.length = 0;
    this.#breakInvariant(new Error(`${MAX_INBOX} inputs wait`));
  }

  #breakInvariant(error: unknown): void {
    this.#effects.executor.stop();
    const message = error instanceof Error ? error.message : String(error);
    this.#ports.log.error('invariant-broken', {
      message,
      stack: error instanceof Error ? error.stack : undefined,
    });
    if (this.#broken) return;
    this.#broken = true;
    this.#hearNext({ kind: 'invariant-broken', message });
  }

  /** The time of a judgement is known only after it: what was seen and closed in one go is stamped here. */
  #keepForTelling(input: EngineInput, events: readonly EngineEvent[], tookUs: Micros): void {
    for (const event of events) {
      const judged = event.kind === 'pool-closed' && input.kind === 'listing';
      this.#untold.push(judged ? { ...event, judgedInUs: tookUs } : event);
    }
  }

  /** What a listener brings about is told after what it is being told, so that all hear the same order. */
  #tell(): void {
    if (this.#telling) return;
    this.#telling = true;
    try {
      for (let next = this.#untold.shift(); next !== undefined; next = this.#untold.shift()) {
        this.#tellOne(next);
      }
    } finally {
      this.#telling = false;
    }
  }

  #tellOne(next: Untold): void {
    try {
      if (next.kind === 'record-trade') this.#recordTrade(next.id);
      else this.#replica.apply(next);
    } catch (error) {
      this.#breakInvariant(error);
    }
  }

  #recordTrade(id: OrderId): void {
    const { liveOrders, recentOrders } = this.#replica.desk;
    const order: OrderView | undefined = liveOrders[id] ?? recentOrders.find((known) => known.id === id);
    if (order !== undefined) this.#ports.trades.executed(order);
  }
}
