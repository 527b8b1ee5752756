import type { EngineEvent, JournaledEvent } from '../../shared/events.ts';
import type { OrderView } from '../../shared/order.ts';
import type { PoolListing } from '../../shared/pool.ts';
import { emptyDesk } from '../../shared/projection/apply-event.ts';
import type { TradingSettings } from '../../shared/settings.ts';
import { unixMs } from '../../shared/units.ts';
import { emptyLedger } from '../../electron/core/ledger.ts';
import { emptySession } from '../../electron/core/session.ts';
import { Engine } from '../../electron/engine/engine.ts';
import type { Clock } from '../../electron/engine/ports/clock.ts';
import { Replica } from '../../electron/engine/replica.ts';
import { restore } from '../../electron/engine/restore.ts';
import { DESK_SESSION, NETWORK_FEE, RENT, START } from './desk.ts';
import type { FakeExecutor } from './fake-executor.ts';
import { fakeExecutor } from './fake-executor.ts';
import { fakeJournal } from './fake-journal.ts';
import { fakeLog } from './fake-log.ts';
import { fakePoolChain } from './fake-pool-chain.ts';
import { manualClock } from './manual-clock.ts';
import { NOON, SETTINGS, sol } from './pools.ts';

export type FakeEngineOptions = {
  readonly settings?: TradingSettings;
  readonly clock?: Clock;
  readonly journaled?: readonly JournaledEvent[];
  readonly start?: Partial<typeof START>;
};

/** A started engine whose every port is a fake; `trace` is what they were asked, in order. */
export function engineWithFakes(options: FakeEngineOptions = {}) {
  const { settings = SETTINGS, journaled = [] } = options;
  const trace: string[] = [];
  const manual = manualClock(NOON);
  const clock = options.clock ?? manual;
  const journal = fakeJournal(trace);
  const chain = fakePoolChain(trace);
  const log = fakeLog();
  const trades: OrderView[] = [];
  const told: EngineEvent[] = [];
  let made: FakeExecutor | null = null;

  const at = unixMs(NOON);
  const empty = { ledger: emptyLedger(settings, at), desk: emptyDesk(DESK_SESSION, settings, at) };
  const { ledger, desk } = restore(journaled, empty);
  const replica = new Replica(desk);
  replica.listen((event) => {
    trace.push(`tell ${event.kind}`);
    told.push(event);
  });
  const engine = new Engine(
    {
      clock,
      journal,
      chain,
      log,
      trades: {
        executed: (order) => {
          trace.push(`record ${order.id}`);
          trades.push(order);
        },
      },
      makeExecutor: (tell) => (made = fakeExecutor(trace, tell)),
    },
    { ledger, session: emptySession() },
    replica,
  );
  engine.start({ ...START, ...options.start });
  engine.hear({ kind: 'costs', tokenAccountRentLamports: RENT, networkFeeLamports: NETWORK_FEE });
  engine.hear({ kind: 'wallet-status', status: { address: 'wallet-1', lamports: sol(100) } });
  trace.length = 0;
  told.length = 0;
  if (made === null) throw new Error('no executor was made');
  const executor: FakeExecutor = made;

  return {
    engine,
    replica,
    journal,
    chain,
    log,
    trades,
    executor,
    manual,
    trace,
    told,
    list: (listing: PoolListing) => engine.listed(listing, clock.monoUs(), clock.monoUs()),
  };
}
