import { isDeepStrictEqual } from 'node:util';
import type { Decision } from '../../../../electron/core/decide.ts';
import type { EngineInput } from '../../../../electron/core/input.ts';
import type { EngineState } from '../../../../electron/core/state.ts';
import type { EngineEvent } from '../../../../shared/events.ts';
import type { OfferId } from '../../../../shared/offer.ts';
import type { OrderId, OrderTicket } from '../../../../shared/order.ts';
import type { TradingSettings } from '../../../../shared/settings.ts';
import type { TradingState } from '../../../../shared/trading.ts';
import type { Address, UnixMs } from '../../../../shared/units.ts';

export class Violation extends Error {}

export function demand(holds: boolean, rule: string): asserts holds {
  if (!holds) throw new Violation(rule);
}

const HOUR = 3_600_000;
const DAY = 86_400_000;
const dayOf = (ms: number): number => Math.floor(ms / DAY);

/** What the order's end means: may it still land, does it hold a slot. Written down here anew, apart from the code's table. */
type Fate = 'reserved' | 'built' | 'signed' | 'sent' | 'unknown' | 'confirmed' | 'over';
type Known = {
  readonly ticket: OrderTicket;
  fate: Fate;
  signatures: number;
  sends: number;
  executions: number;
};
type Spent = { readonly atMs: UnixMs; readonly order: OrderId; readonly lamports: bigint };

const HOLDS_SLOT: ReadonlySet<Fate> = new Set(['reserved', 'built', 'signed', 'sent', 'unknown']);

/** From where each event may take an order; the end of an order is the end. */
const COMES_FROM: Partial<
  Record<EngineEvent['kind'], { readonly from: readonly Fate[]; readonly to: Fate }>
> = {
  'order-built': { from: ['reserved'], to: 'built' },
  'order-signed': { from: ['built'], to: 'signed' },
  'order-sent': { from: ['signed'], to: 'sent' },
  'order-unknown': { from: ['signed', 'sent'], to: 'unknown' },
  'order-confirmed': { from: ['sent', 'unknown'], to: 'confirmed' },
  'order-finalized': { from: ['confirmed'], to: 'over' },
  'order-failed': { from: ['sent', 'unknown'], to: 'over' },
  'order-expired': { from: ['unknown'], to: 'over' },
  'order-abandoned': { from: ['reserved', 'built'], to: 'over' },
};

/**
 * Watches what the core says and does, with books of its own, and throws at the first thing that the rules forbid.
 * It never looks at how the core came to it.
 */
export class Auditor {
  readonly orders = new Map<OrderId, Known>();
  readonly #buys: { readonly atMs: UnixMs; readonly pool: Address; readonly cooldownMs: number }[] = [];
  readonly #openPools = new Set<Address>();
  readonly #offers = new Map<OfferId, boolean>();
  #spends: Spent[] = [];
  #realized = new Map<number, bigint>();
  #settings: TradingSettings;
  #trading: TradingState = 'halted';
  #mayEnd = false;
  #isFaulty = false;
  #isKilled = false;
  #seen = 0;
  #closed = 0;

  constructor(settings: TradingSettings) {
    this.#settings = settings;
  }

  get openPools(): ReadonlySet<Address> {
    return this.#openPools;
  }

  /** What only lives as long as the process is gone. */
  restarted(): void {
    this.#openPools.clear();
    this.#offers.clear();
    this.#isFaulty = false;
    this.#seen = 0;
    this.#closed = 0;
  }

  audit(before: EngineState, input: EngineInput, decision: Decision, nowMs: UnixMs): void {
    const tradingBefore = this.#trading;
    const isTrader =
      input.kind === 'command' && (input.command.kind === 'arm' || input.command.kind === 'reduce');
    this.#mayEnd = isTrader || input.kind === 'start';
    if (input.kind === 'command' && input.command.kind === 'kill') this.#isKilled = true;
    if (isTrader && decision.reply?.ok === true) this.#isKilled = false;
    if (input.kind === 'journal-failed' || input.kind === 'invariant-broken') this.#isFaulty = true;
    for (const event of decision.events) this.#event(event, nowMs);
    this.#effects(decision, tradingBefore);
    if (input.kind === 'command' && input.command.kind === 'kill') {
      demand(this.#trading === 'halted', 'a kill halts');
      demand(
        decision.effects.some(({ kind }) => kind === 'stop-executor'),
        'a kill stops the executor',
      );
    }
    this.#pools(decision.state);
    this.#day(decision.state, nowMs);
    if (input.kind === 'notice' && this.orders.get(input.id)?.fate === undefined) {
      demand(
        isDeepStrictEqual(before.ledger, decision.state.ledger),
        'a notice of no known order changes nothing',
      );
    }
  }

  #event(event: EngineEvent, nowMs: UnixMs): void {
    switch (event.kind) {
      case 'trading-changed':
        if (event.trading.state !== 'halted') {
          demand(this.#mayEnd, 'only the trader or a start ends a halt');
          demand(!this.#isKilled, 'only the trader ends a kill, however often the desk starts');
          demand(!this.#isFaulty, 'only a restart ends the halt of a fault');
        }
        this.#trading = event.trading.state;
        return;
      case 'settings-changed':
        this.#settings = event.settings;
        return;
      case 'chain-replaced':
        for (const order of this.orders.values()) order.fate = 'over';
        this.#spends = [];
        this.#realized = new Map();
        return;
      case 'order-reserved':
        return this.#reserved(event.ticket, event.atMs, nowMs);
      case 'position-changed':
      case 'position-closed':
        return this.#result(event.atMs, event.realizedLamports);
      case 'pool-seen':
        demand(!this.#openPools.has(event.pool.pool), 'a pool is seen once while it is open');
        this.#openPools.add(event.pool.pool);
        this.#seen += 1;
        return;
      case 'pool-closed':
        demand(this.#openPools.delete(event.pool.pool), 'a pool ends once, after it was seen');
        this.#closed += 1;
        return;
      case 'offer-made':
        demand(!this.#offers.has(event.offer.id), 'an offer has an id of its own');
        demand(
          this.#waitingOffers().length < this.#settings.maxPendingPools,
          'no more offers than allowed wait',
        );
        this.#offers.set(event.offer.id, true);
        return;
      case 'offer-closed':
        demand(this.#offers.get(event.id) === true, 'an offer ends once, after it was made');
        this.#offers.set(event.id, false);
        return;
      case 'offer-requoted':
        return demand(this.#offers.get(event.id) === true, 'only a waiting offer is requoted');
      default:
        return 'id' in event ? this.#moved(event) : undefined;
    }
  }

  #moved(event: Extract<EngineEvent, { readonly id: unknown }>): void {
    const known = this.orders.get(event.id as OrderId);
    demand(known !== undefined && known.fate !== 'over', `${event.kind} of an order that is not open`);
    const move = COMES_FROM[event.kind];
    if (move === undefined) return;
    demand(move.from.includes(known.fate), `${known.fate} does not become ${event.kind}`);
    known.fate = move.to;
    if (event.kind === 'order-signed') known.signatures += 1;
    demand(known.signatures <= 1, 'one signature an intent');
    if (event.kind === 'order-failed') this.#result(event.atMs, -event.failure.feeLamports);
    const boughtNothing = ['order-failed', 'order-expired', 'order-abandoned'].includes(event.kind);
    if (boughtNothing) this.#spends = this.#spends.filter(({ order }) => order !== event.id);
  }

  #result(atMs: UnixMs, lamports: bigint): void {
    this.#realized.set(dayOf(atMs), (this.#realized.get(dayOf(atMs)) ?? 0n) + lamports);
  }

  /** Spend and result of the day as they are from the orders themselves. */
  #day({ ledger }: EngineState, nowMs: UnixMs): void {
    const known = ledger.day.day === dayOf(nowMs) ? ledger.day : null;
    const result = this.#realized.get(dayOf(nowMs)) ?? 0n;
    demand(
      (known?.spentLamports ?? 0n) === this.#spentToday(nowMs),
      'the spend of the day is what was spent on it',
    );
    demand((known?.realizedLamports ?? 0n) === result, 'the result of the day is what came of it');
  }

  #spentToday(nowMs: UnixMs): bigint {
    const today = this.#spends.filter(({ atMs }) => dayOf(atMs) === dayOf(nowMs));
    return today.reduce((sum, { lamports }) => sum + lamports, 0n);
  }

  #reserved(ticket: OrderTicket, atMs: UnixMs, nowMs: UnixMs): void {
    const { maxConcurrentTrades, maxTradesPerHour, slippageBps, poolCooldownMs } = this.#settings;
    demand(atMs === nowMs && !this.orders.has(ticket.id), 'an order is new');
    const live = [...this.orders.values()].filter(({ fate }) => HOLDS_SLOT.has(fate)).length;
    demand(live < maxConcurrentTrades, 'never more live orders than slots');
    demand(ticket.minOut > 0n && ticket.amountIn > 0n, 'an order has a size and a floor');
    const floor = (ticket.expectedOut * BigInt(10_000 - slippageBps)) / 10_000n;
    demand(ticket.minOut >= floor, 'the floor is the slippage, no less');
    demand(this.#trading !== 'halted', 'nothing is reserved while halted');
    this.orders.set(ticket.id, { ticket, fate: 'reserved', signatures: 0, sends: 0, executions: 0 });
    if (ticket.side === 'sell') return;

    demand(this.#trading === 'armed', 'nothing is bought unless armed');
    const { pool } = ticket.pool;
    const inHour = this.#buys.filter((buy) => buy.atMs > nowMs - HOUR).length;
    demand(inHour < maxTradesPerHour, 'no more buys in 60 minutes than allowed');
    const cooling = this.#buys.some((buy) => buy.pool === pool && nowMs < buy.atMs + buy.cooldownMs);
    demand(!cooling, 'no buy of a pool within its cooldown');
    this.#buys.push({ atMs, pool, cooldownMs: poolCooldownMs });
    this.#money(ticket, nowMs);
  }

  #money(ticket: OrderTicket, nowMs: UnixMs): void {
    const { buyLamports, spendCapLamports, lossCapLamports } = this.#settings;
    demand(ticket.amountIn <= buyLamports, 'no buy over the size that was set');
    this.#spends.push({ atMs: nowMs, order: ticket.id, lamports: ticket.amountIn });
    demand(this.#spentToday(nowMs) <= spendCapLamports, 'no more spent in a day than its cap');
    const lost = -(this.#realized.get(dayOf(nowMs)) ?? 0n);
    demand(lost <= 0n || lost < lossCapLamports, 'no buy after the loss of the day has reached its cap');
  }

  #effects(decision: Decision, tradingBefore: TradingState): void {
    const halted = tradingBefore === 'halted' || this.#trading === 'halted';
    for (const effect of decision.effects) {
      if (effect.kind === 'resume-executor')
        demand(this.#trading !== 'halted', 'a halted executor stays stopped');
      if (effect.kind === 'execute') {
        demand(!halted, 'nothing is signed while halted');
        const known = this.orders.get(effect.order.id);
        demand(
          known !== undefined && isDeepStrictEqual(known.ticket, effect.order),
          'only reserved orders run',
        );
        known.executions += 1;
        demand(known.executions === 1, 'an order is executed once');
      }
      if (effect.kind === 'send') {
        demand(!halted, 'nothing is sent while halted');
        const known = this.orders.get(effect.id);
        demand(known?.signatures === 1, 'a send implies a journaled signature');
        known.sends += 1;
        demand(known.sends === 1, 'an order is sent once');
      }
    }
  }

  #waitingOffers(): readonly OfferId[] {
    return [...this.#offers].filter(([, open]) => open).map(([id]) => id);
  }

  #pools({ session }: EngineState): void {
    demand(this.#seen === this.#closed + this.#openPools.size, 'pools in = open + outcomes');
    demand(
      isDeepStrictEqual(new Set(session.open.keys()), this.#openPools),
      'the open pools are those not ended',
    );
    const waiting = this.#waitingOffers();
    demand(
      isDeepStrictEqual(new Set(session.offers.keys()), new Set(waiting)),
      'the offers are those not ended',
    );
  }
}
