import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { emptyLedger, type Ledger } from '../../electron/core/ledger.ts';
import { foldLedger } from '../../electron/core/ledger-fold.ts';
import { buysInHour } from '../../electron/core/limits/hour-window.ts';
import { liveOrders } from '../../electron/core/limits/slots.ts';
import { holdsSlot } from '../../electron/core/order/transitions.ts';
import { journalPaths } from '../../electron/journal/journal-files.ts';
import { scanJournal } from '../../electron/journal/journal-reader.ts';
import { encodeSignature } from '../../electron/protocol/base58.ts';
import { associatedTokenAddress } from '../../electron/protocol/pda.ts';
import { decodeTransaction } from '../../electron/protocol/transaction-wire.ts';
import type { Market } from '../../electron/sim/market.ts';
import type { Desk } from '../../shared/desk.ts';
import type { EngineEvent, JournaledEvent } from '../../shared/events.ts';
import { isJournaled } from '../../shared/events.ts';
import type { OrderView } from '../../shared/order.ts';
import { applyEvent } from '../../shared/projection/apply-event.ts';
import type { Position } from '../../shared/position.ts';
import { dayAt } from '../../shared/projection/day.ts';
import type { TradingSettings } from '../../shared/settings.ts';
import type { Address, UnixMs } from '../../shared/units.ts';

/** One run of the desk: the snapshot that it began with, and all that was told since. */
export type Run = { readonly first: Desk; readonly events: readonly EngineEvent[] };

export type ClosedRun = {
  readonly run: Run;
  /** As it was when the desk was closed. */
  readonly desk: Desk;
  /** What the first run of all on this folder began with. */
  readonly initial: { readonly settings: TradingSettings; readonly nowMs: UnixMs };
  readonly market: Market;
  readonly wallet: Address;
  readonly dataDir: string;
  /** Every sendTransaction that this market was asked for, in base64. */
  readonly sends: readonly string[];
  /** Timers of the desk that are still set. */
  readonly timers: number;
};

/** What is true at every moment: the window would show what the engine shows, and every pool is accounted for. */
export function auditRunning({ first, events }: Run, desk: Desk): void {
  expect(events.reduce(applyEvent, first), 'the desk folded from its events').toEqual(desk);
  const ended = Object.values(desk.outcomes).reduce((sum, count) => sum + count, 0);
  expect(ended + openPools(events, desk), 'pools ended and open').toBe(desk.poolsSeen);
}

/** Offered, waiting for a slot, or ordered in this run and not landed; none is being read once all is quiet. */
function openPools(events: readonly EngineEvent[], desk: Desk): number {
  const ordered = new Set(
    events.flatMap((event) =>
      event.kind === 'order-reserved' && event.ticket.side === 'buy' ? [event.ticket.id] : [],
    ),
  );
  const live = Object.values<OrderView>(desk.liveOrders);
  const underWay = live.filter(({ id, status }) => ordered.has(id) && holdsSlot(status));
  return desk.offers.length + desk.waiting.length + desk.queued + underWay.length;
}

/** What must be true of a run that has ended: on the disk, on the chain and in the log. */
export function auditClosed(closed: ClosedRun): void {
  const { desk, run, market } = closed;
  expect(closed.timers, 'timers that outlive the desk').toBe(0);
  const journal = readJournal(closed.dataDir);
  const told = run.events.filter(isJournaled);
  expect(told.length === 0 ? [] : journal.slice(-told.length), 'the journal against what was told').toEqual(
    told,
  );
  const ledger = foldChecked(journal, emptyLedger(closed.initial.settings, closed.initial.nowMs));
  expect(ledgerAsShown(ledger, desk.nowMs), 'the ledger folded from the journal').toEqual(shown(desk));
  checkIntents(journal, closed);
  if (liveOrders(ledger) === 0 && ledger.genesis === market.genesis) checkHoldings(ledger, closed);
  const errors = logLines(closed.dataDir).filter(({ level }) => level === 'error');
  expect(errors, 'errors in the log').toEqual([]);
}

export function readJournal(dataDir: string): readonly JournaledEvent[] {
  const events: JournaledEvent[] = [];
  const scan = scanJournal(journalPaths(dataDir).journal, ({ event }) => void events.push(event));
  if (!scan.ok) throw new Error(`the journal is damaged: ${scan.error.detail}`);
  expect(scan.value.torn, 'the end of the journal').toBeNull();
  return events;
}

/** At no moment are there more live orders than allowed. */
function foldChecked(events: readonly JournaledEvent[], empty: Ledger): Ledger {
  return events.reduce((ledger, event) => {
    const next = foldLedger(ledger, event);
    if (liveOrders(next) > liveOrders(ledger))
      expect(liveOrders(next)).toBeLessThanOrEqual(next.settings.maxConcurrentTrades);
    return next;
  }, empty);
}

const byText = (a: readonly [string, unknown], b: readonly [string, unknown]): number =>
  a[0] < b[0] ? -1 : 1;

/** A symbol can have been read since the journal was written. */
const nameless = ({ symbol: _symbol, ...position }: Position): Omit<Position, 'symbol'> => position;

/** The ledger in the desk's terms, as far as both know the same. */
const ledgerAsShown = (ledger: Ledger, nowMs: UnixMs) => ({
  trading: ledger.trading,
  settings: ledger.settings,
  orders: [...ledger.orders].map(([id, { status }]) => [id, status] as const).toSorted(byText),
  positions: [...ledger.holdings]
    .map(([pool, { position }]) => [pool, nameless(position)] as const)
    .toSorted(byText),
  cooldowns: [...ledger.cooldowns]
    .filter(([, untilMs]) => untilMs > nowMs)
    .map(([pool, untilMs]) => [pool, untilMs] as const)
    .toSorted(byText),
  buysInHour: buysInHour(ledger.buys, nowMs),
  day: dayAt(ledger.day, nowMs),
});

const shown = (desk: Desk): ReturnType<typeof ledgerAsShown> => ({
  trading: desk.trading,
  settings: desk.settings,
  orders: Object.values<OrderView>(desk.liveOrders)
    .map(({ id, status }) => [id, status] as const)
    .toSorted(byText),
  positions: desk.positions.map((position) => [position.pool, nameless(position)] as const).toSorted(byText),
  // One of no length stays on the desk until the next moment comes.
  cooldowns: desk.cooldowns
    .filter(({ untilMs }) => untilMs > desk.nowMs)
    .map(({ pool, untilMs }) => [pool, untilMs] as const)
    .toSorted(byText),
  buysInHour: desk.buysInHour,
  day: desk.day,
});

/** One signature for each order, and nothing sent or landed that was not signed in the journal before. */
function checkIntents(journal: readonly JournaledEvent[], { sends, market, wallet }: ClosedRun): void {
  const signed = journal.flatMap((event) => (event.kind === 'order-signed' ? [event] : []));
  expect(new Set(signed.map(({ id }) => id)).size, 'orders with one signature').toBe(signed.length);
  const known = new Set<string>(signed.map((event) => event.signed.signature));
  const sent = sends.map((bytes) => {
    const [first] = decodeTransaction(Buffer.from(bytes, 'base64'))?.signatures ?? [];
    return encodeSignature(first ?? new Uint8Array(64));
  });
  const landed = market.chain.history
    .mentioning(wallet)
    .filter(({ transaction }) => transaction.accountKeys[0] === wallet)
    .map(({ signature }) => signature);
  const strangers = [...sent, ...landed].filter((signature) => !known.has(signature));
  expect(strangers, 'sent or landed without a journaled signature').toEqual([]);
}

/** What the desk holds of a token, in however many pools, is what the wallet holds of it. */
function checkHoldings(ledger: Ledger, { market, wallet }: ClosedRun): void {
  const shownUnits = new Map<Address, bigint>();
  for (const { position, pool } of ledger.holdings.values()) {
    const account = associatedTokenAddress(wallet, position.tokenMint, pool.tokenProgram);
    shownUnits.set(account, (shownUnits.get(account) ?? 0n) + position.tokenUnits);
  }
  for (const [account, units] of shownUnits)
    expect(market.unitsOf(account), `held in ${account}`).toBe(units);
}

export type LogLine = { readonly level: string; readonly event: string } & Readonly<Record<string, unknown>>;

export function logLines(dataDir: string): readonly LogLine[] {
  const text = readFileSync(join(dataDir, 'logs', 'swingaway.log'), 'utf8');
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as LogLine);
}
