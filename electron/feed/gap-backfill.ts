import type { ChainReads, SignatureAt } from '../protocol/chain-reads.ts';
import type { ChainTransaction } from '../protocol/chain-transaction.ts';
import type { Clock } from '../engine/ports/clock.ts';
import { millis, type Address, type Signature, type Slot } from '../../shared/units.ts';
import { makeRecentSet } from './recent-set.ts';
import { pause, retriedRead } from './retried-read.ts';

/** After a connection is up again: by then what happened meanwhile is confirmed, and what is new has had its turn. */
export const BACKFILL_AFTER_MS = millis(3000);
/** Signatures that are asked for, of each address. */
export const BACKFILL_SIGNATURES = 200;
/** Transactions that are read for one gap, of each address, the newest. */
export const BACKFILL_TRANSACTIONS = 50;
const REMEMBERED_SIGNATURES = 2000;
/** A notice at `processed` can come this many slots out of order. */
const SLOT_MARGIN = 8;

export type GapBackfill = {
  /** A transaction that came by itself, naming `address`. */
  readonly saw: (address: Address, signature: Signature) => void;
  /** The connection is gone, at the newest slot that it told; null when it told none. */
  lost(newest: Slot | null): void;
  /** It is back. Nothing happens where there was none before. */
  connected(): void;
  stop(): void;
};

/** Where what was missed begins, for each address and over all. */
type Gap = { readonly sinceSlot: number | null; readonly lastSeen: ReadonlyMap<Address, Signature> };

/**
 * Looks for what a feed missed while it was away, with few, patient reads: the signatures of its addresses since the
 * last one seen, and the transactions behind them, oldest first, one at a time.
 */
export function makeGapBackfill(parts: {
  readonly reads: ChainReads | null;
  readonly addresses: readonly Address[];
  readonly clock: Clock;
  readonly found: (transaction: ChainTransaction) => void;
}): GapBackfill {
  const { reads, addresses, clock, found } = parts;
  const seen = makeRecentSet<Signature>(REMEMBERED_SIGNATURES);
  const lastSeen = new Map<Address, Signature>();
  /** Open until it is filled: a connection that is lost again before that leaves one longer gap. */
  let gap: Gap | null = null;
  let running: AbortController | null = null;

  async function fill(from: ChainReads, filled: Gap, signal: AbortSignal): Promise<void> {
    await pause(BACKFILL_AFTER_MS, clock, signal);
    for (const address of addresses) {
      // One read at a time: what trades goes first.
      await fillOne(from, address, filled, signal);
    }
    if (!signal.aborted) gap = null;
  }

  async function fillOne(
    from: ChainReads,
    address: Address,
    { sinceSlot, lastSeen: seenBefore }: Gap,
    signal: AbortSignal,
  ): Promise<void> {
    const until = seenBefore.get(address) ?? null;
    // Without either end the gap has no beginning: it would be all of the address's history.
    if (signal.aborted || (until === null && sinceSlot === null)) return;
    const range = { until, limit: BACKFILL_SIGNATURES };
    const signatures = await retriedRead(() => from.signaturesFor(address, range, signal), clock, signal);
    // A fork can have dropped `until`; then only the slot tells where the gap begins.
    const missed = (each: SignatureAt): boolean =>
      !each.failed && !seen.has(each.signature) && each.slot >= (sinceSlot ?? 0) - SLOT_MARGIN;
    const newestFirst = (signatures ?? []).filter(missed).slice(0, BACKFILL_TRANSACTIONS);
    for (const { signature } of newestFirst.toReversed()) {
      const transaction = await retriedRead(() => from.transaction(signature, signal), clock, signal);
      if (signal.aborted) return;
      if (transaction !== null && seen.add(signature)) found(transaction);
    }
  }

  return {
    saw: (address, signature) => {
      seen.add(signature);
      lastSeen.set(address, signature);
    },
    lost: (newest) => {
      running?.abort();
      running = null;
      gap ??= { sinceSlot: newest, lastSeen: new Map(lastSeen) };
    },
    connected: () => {
      if (gap === null || reads === null) return;
      const mine = new AbortController();
      running = mine;
      void fill(reads, gap, mine.signal);
    },
    stop: () => running?.abort(),
  };
}
