import { isDeepStrictEqual } from 'node:util';
import { decide } from '../../../../electron/core/decide.ts';
import type { EngineInput } from '../../../../electron/core/input.ts';
import type { Holding, Ledger } from '../../../../electron/core/ledger.ts';
import { foldLedger } from '../../../../electron/core/ledger-fold.ts';
import { emptyLedger } from '../../../../electron/core/ledger.ts';
import type { EngineState } from '../../../../electron/core/state.ts';
import { isJournaled } from '../../../../shared/events.ts';
import type { OfferId } from '../../../../shared/offer.ts';
import { applyEvent } from '../../../../shared/projection/apply-event.ts';
import type { TradingSettings } from '../../../../shared/settings.ts';
import { slot, tokenUnits, unixMs, type Address } from '../../../../shared/units.ts';
import { CoreDesk } from '../../../support/desk.ts';
import {
  fullListing,
  NOON,
  poolAddress,
  reservesOf,
  SECOND,
  sol,
  CPMM_TERMS,
} from '../../../support/pools.ts';
import { demandAgreement, demandBigintMoney, demandBounds } from './agreement.ts';
import { Auditor, demand } from './auditor.ts';
import { ConsentAuditor } from './consent-auditor.ts';
import { factsWith, listingWith } from './flawed-pool.ts';
import type { Step } from './machine-step.ts';
import { lamportsOrNull } from './machine-step.ts';
import { momentOf } from './moment-of.ts';
import { OpeningAuditor } from './opening-auditor.ts';
import { nextKind, noticeFor } from './order-notices.ts';

const MAX_OFFERS = 3;
const TOKENS = 1_000_000_000_000_000n;

/** Puts steps to the core and demands, after every one of them, that all rules hold. */
export class DeskMachine {
  /** How often each event, outcome, refusal and status came about, over all machines given the same map. */
  readonly #counts: Map<string, number>;
  readonly #auditor: Auditor;
  readonly #consents = new ConsentAuditor();
  readonly #openings = new OpeningAuditor();
  readonly #core: CoreDesk;
  #folded: Ledger;
  #slot = 1_000;
  #clockSlot = 1_000;
  #chains = 1;
  #strangers = 1_000;

  constructor(settings: TradingSettings, counts: Map<string, number>) {
    this.#counts = counts;
    this.#auditor = new Auditor(settings);
    this.#folded = emptyLedger(settings, NOON);
    this.#core = new CoreDesk({
      settings,
      heard: (desk, before, input, decision) => this.#check(desk, before, input, decision),
    });
  }

  run(steps: readonly Step[]): void {
    for (const [index, step] of steps.entries()) {
      try {
        this.#take(step);
      } catch (error) {
        const rule = error instanceof Error ? error.message : String(error);
        throw new Error(`after step ${index}, ${step.do}: ${rule}`, { cause: error });
      }
    }
    demandBigintMoney(this.#core.state);
    demandBigintMoney(this.#core.desk);
    this.#restart(true, true);
  }

  #check(core: CoreDesk, before: EngineState, input: EngineInput, decision: ReturnType<typeof decide>): void {
    this.#auditor.audit(before, input, decision, core.nowMs);
    this.#openings.audit(before, input, decision, core.nowMs);
    this.#consents.audit(before, input, decision, core.nowMs);
    for (const event of decision.events)
      if (isJournaled(event)) this.#folded = foldLedger(this.#folded, event);
    const isFold =
      before.ledger === decision.state.ledger || isDeepStrictEqual(this.#folded, decision.state.ledger);
    demand(isFold, 'the ledger is the fold of the journal');
    demandAgreement(core.desk, decision.state, core.nowMs);
    demandBounds(core.desk, decision.state, MAX_OFFERS);
    demandBigintMoney([decision.events, decision.effects]);
    if (input.kind === 'notice') this.#twice(core, input, decision.state);
    this.#count(decision);
  }

  /** The same notice once more: it leaves no trace. */
  #twice({ desk, nowMs }: CoreDesk, input: EngineInput, state: EngineState): void {
    const again = decide(state, input, nowMs);
    demand(
      again.state.ledger === state.ledger && again.effects.length === 0,
      'a notice told twice does nothing',
    );
    const shown = again.events.reduce(applyEvent, desk);
    demand(isDeepStrictEqual(shown, desk), 'a notice told twice shows nothing');
  }

  #count({ events, effects, reply }: ReturnType<typeof decide>): void {
    const names = [...events.map(({ kind }) => kind), ...effects.map(({ kind }) => `effect ${kind}`)];
    for (const event of events) {
      if (event.kind === 'pool-closed') names.push(`pool ${event.outcome.code}`);
      if (event.kind === 'offer-closed') names.push(`offer ${event.how}`);
      if (event.kind === 'order-reserved') names.push(`${event.ticket.side} by ${event.ticket.trigger}`);
    }
    if (reply?.ok === false) {
      const { problem } = reply;
      names.push(`declined ${problem.code === 'refused' ? problem.refusal.code : problem.code}`);
    }
    for (const name of names) this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
  }

  #take(step: Step): void {
    const core = this.#core;
    switch (step.do) {
      case 'list':
        return void core.list(listingWith(step.pool, step.withFacts, step.flaw, core.nowMs));
      case 'facts': {
        const facts = factsWith(step.pool, step.flaw, core.nowMs);
        return void core.hear({ kind: 'facts', pool: poolAddress(step.pool), facts });
      }
      case 'facts-failed':
        return void core.hear({ kind: 'facts-failed', pool: poolAddress(step.pool), detail: 'not there' });
      case 'reserves':
        return this.#reserves(poolAddress(step.pool), step.percent, step.slot);
      case 'approve':
        return this.#approve(step);
      case 'skip':
        return void core.command({ kind: 'skip', offer: this.#pickOffer(step.pick) });
      case 'sell': {
        const held = [...core.state.ledger.holdings.keys()];
        return void core.command({ kind: 'sell', pool: held[step.pick % held.length] ?? poolAddress(0) });
      }
      case 'migrate':
        return this.#migrate(step);
      case 'kill':
        return void core.command({ kind: 'kill', by: 'button' });
      case 'arm':
      case 'reduce':
      case 'sell-everything':
        return void core.command({ kind: step.do });
      case 'settings':
        return void core.command({ kind: 'change-settings', settings: step.settings });
      case 'advance':
        return this.#advance(step);
      case 'notice':
        return this.#anyNotice(step);
      case 'wait':
        return void core.wait(step.ms);
      case 'wait-for':
        return this.#waitFor(step);
      case 'cleanup':
        return void core.hear({ kind: 'cleanup' });
      case 'tick':
        return void core.tick();
      case 'open':
        return this.#open();
      case 'chain-time':
        return this.#chainTime(step);
      case 'wallet': {
        const status = { address: 'wallet-1', lamports: lamportsOrNull(step.lamports) };
        return void core.hear({ kind: 'wallet-status', status });
      }
      case 'fault':
        core.hear({ kind: step.code, message: 'made up' });
        if (step.thenKill) core.command({ kind: 'kill', by: 'tray' });
        if (step.thenArm) core.command({ kind: 'arm' });
        return;
      case 'restart':
        return this.#restart(step.armAtStart, step.sameChain);
    }
  }

  /** Waits until just about then, and has a pool announced: the one that it is about, or one that nobody knows. */
  #waitFor({ what, off }: Extract<Step, { do: 'wait-for' }>): void {
    const core = this.#core;
    const { atMs, pool } = momentOf(what, core.state, core.nowMs);
    core.wait(Math.max(0, atMs + off - core.nowMs));
    this.#strangers += 1;
    const listing = fullListing(this.#strangers);
    core.list({ ...listing, pool: pool ?? listing.pool });
  }

  #reserves(pool: Address, percent: number, later: number): void {
    this.#slot += Math.max(later, 0);
    const { base, quote } = reservesOf(sol(50), TOKENS);
    const reserves = {
      base: tokenUnits((base * 100n) / BigInt(percent)),
      quote: tokenUnits((quote * BigInt(percent)) / 100n),
    };
    const at = slot(this.#slot + Math.min(later, 0));
    this.#core.hear({ kind: 'reserves', pool, reserves, slot: at });
  }

  #open(): void {
    const core = this.#core;
    const unixS = (core.state.session.chainTime?.unixS ?? Math.floor(core.nowMs / SECOND)) + 2;
    this.#strangers += 1;
    core.list(fullListing(this.#strangers, { detail: { opensAtMs: unixMs(unixS * SECOND) } }));
    this.#clockSlot += 1;
    core.hear({ kind: 'chain-time', slot: slot(this.#clockSlot), unixS });
  }

  #chainTime({ offS, slot: later }: Extract<Step, { do: 'chain-time' }>): void {
    this.#clockSlot += Math.max(later, 0);
    const unixS = Math.floor(this.#core.nowMs / SECOND) + offS;
    this.#core.hear({ kind: 'chain-time', slot: slot(this.#clockSlot + Math.min(later, 0)), unixS });
  }

  #migrate({ pick, sellsFirst }: Extract<Step, { do: 'migrate' }>): void {
    if (!this.#heldCurves().length) this.#buyOnCurve();
    const curves = this.#heldCurves();
    const curve = curves[pick % curves.length]?.pool;
    if (curve === undefined) return;
    if (sellsFirst) this.#core.command({ kind: 'sell', pool: curve.pool });
    this.#reserves(curve.pool, 200, 1);
    this.#strangers += 1;
    const { tokenMint: baseMint } = curve;
    const reserves = reservesOf(sol(100), TOKENS / 2n);
    const detail = { baseMint, terms: CPMM_TERMS, reserves };
    this.#core.list({ ...fullListing(this.#strangers, { detail }), baseMint, program: 'cpmm' });
  }

  #heldCurves(): readonly Holding[] {
    return [...this.#core.state.ledger.holdings.values()].filter(
      ({ pool }) => pool.terms.kind === 'launchlab',
    );
  }

  /** Where the rules let it buy: else there is no curve to migrate from. */
  #buyOnCurve(): void {
    this.#strangers += 1;
    const { events } = this.#core.list(listingWith(this.#strangers, true, 'curve', this.#core.nowMs));
    for (const event of events) {
      if (event.kind !== 'order-reserved') continue;
      const { ticket } = event;
      for (const kind of ['built', 'signed', 'sent', 'confirmed'] as const)
        this.#core.hear({ kind: 'notice', id: ticket.id, notice: noticeFor(kind, ticket, 100) });
    }
  }

  #pickOffer(pick: number): OfferId {
    const offers = [...this.#core.state.session.offers.keys()];
    return offers[pick % offers.length] ?? ('offer-none' as OfferId);
  }

  /** An older card is one whose price moves, for the worse, between the look at it and the key. */
  #approve({ pick, older, shownPercent }: Extract<Step, { do: 'approve' }>): void {
    const id = this.#pickOffer(pick);
    const seen = this.#core.desk.offers.find((shown) => shown.id === id);
    const moves = seen === undefined ? [] : Array.from({ length: Math.max(older, 0) }, (_, at) => 125 + at);
    for (const percent of moves) this.#reserves(seen?.pool ?? poolAddress(0), percent, 1);
    this.#core.command({
      kind: 'approve',
      offer: id,
      revision: (seen?.revision ?? 0) - Math.min(older, 0),
      shownOut: tokenUnits(((seen?.now.expectedOut ?? 0n) * BigInt(shownPercent)) / 100n),
    });
  }

  /** Moves a live order along the way it would really go. */
  #advance({ pick, ends }: Extract<Step, { do: 'advance' }>): void {
    const live = [...this.#core.state.ledger.orders.values()];
    const order = live[pick % live.length];
    if (order === undefined) return;
    const notice = noticeFor(nextKind(order.status, ends), order.ticket, 100);
    this.#core.hear({ kind: 'notice', id: order.ticket.id, notice });
  }

  /** Tells anything of any order that ever was. */
  #anyNotice({ pick, kind, amount }: Extract<Step, { do: 'notice' }>): void {
    const known = [...this.#auditor.orders.values()];
    const order = known[pick % known.length];
    if (order === undefined) return;
    const notice = noticeFor(kind, order.ticket, amount);
    this.#core.hear({ kind: 'notice', id: order.ticket.id, notice });
  }

  #restart(armAtStart: boolean, sameChain: boolean): void {
    if (!sameChain) this.#chains += 1;
    this.#auditor.restarted();
    this.#consents.restarted();
    this.#openings.restarted();
    this.#core.restart({ armAtStart, genesis: `genesis-${this.#chains}` });
    const { state } = this.#core.state.ledger.trading;
    if (!armAtStart) demand(state === 'halted', 'only a desk that is told to arms at start');
  }
}
