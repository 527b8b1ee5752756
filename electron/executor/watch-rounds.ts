import { millis } from '../../shared/units.ts';
import type { Clock } from '../engine/ports/clock.ts';
import type { Log } from '../engine/ports/log.ts';
import type { SettlementSource } from './executor-parts.ts';
import { proveGone } from './expiry-proof.ts';
import type { OrderWatch } from './order-watch.ts';

export type WatchRounds = { start(): void; stop(): void };

export type WatchRoundsParts = {
  readonly settlement: readonly SettlementSource[];
  readonly clock: Clock;
  readonly log: Log;
  /** Every order that is not final. */
  readonly watches: () => readonly OrderWatch[];
};

const STATUS_MS = millis(1_000);
const EXPIRY_MS = millis(5_000);

/**
 * Asks after all live orders at regular times, whatever the subscriptions told: those are lost with their socket, and
 * do not tell of finality. Each status round asks the next endpoint, so that one that lags does not hide a landing.
 */
export function makeWatchRounds({ settlement, clock, log, watches }: WatchRoundsParts): WatchRounds {
  const stopped = new AbortController();
  const { signal } = stopped;
  let rounds = 0;
  let cancels: (() => void)[] = [];

  async function askStatuses(): Promise<void> {
    const asked = watches();
    const source = settlement[rounds % settlement.length];
    rounds += 1;
    if (asked.length === 0 || source === undefined) return;
    const signatures = asked.map((each) => each.signed.signature);
    const answered = await source.statuses(signatures, 'recent', signal);
    if (signal.aborted || !answered.ok) return;
    answered.value.forEach((status, index) => {
      if (status !== null) asked[index]?.take({ kind: 'seen', level: status.level, slot: status.slot });
    });
  }

  async function askExpired(): Promise<void> {
    const [preferred] = settlement;
    const open = watches().filter((each) => each.stage() === 'watching');
    if (open.length === 0 || preferred === undefined) return;
    const height = await preferred.finalizedBlockHeight(signal);
    if (signal.aborted || !height.ok) return;
    const overdue = open.filter((each) => each.signed.lastValidBlockHeight < height.value);
    await Promise.all(
      overdue.map(async (watch) => {
        const found = await proveGone(watch.signed, settlement, signal);
        if (signal.aborted) return;
        if (found.ok) watch.take(found.value);
        else log.info('order not proven gone', { order: watch.ticket.id, why: found.error });
      }),
    );
  }

  return {
    start: () => {
      if (cancels.length > 0 || signal.aborted) return;
      cancels = [
        clock.every(STATUS_MS, oneAtATime(askStatuses)),
        clock.every(EXPIRY_MS, oneAtATime(askExpired)),
      ];
    },
    stop: () => {
      for (const cancel of cancels) cancel();
      stopped.abort();
    },
  };
}

/** Leaves a round out while the one before is not answered. */
function oneAtATime(round: () => Promise<void>): () => void {
  let underWay = false;
  return () => {
    if (underWay) return;
    underWay = true;
    void round().finally(() => {
      underWay = false;
    });
  };
}
