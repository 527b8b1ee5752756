import { join } from 'node:path';
import type { DeskSession } from '../../shared/desk.ts';
import type { DeskMode } from '../../shared/events.ts';
import type { StartProblem } from '../../shared/ipc.ts';
import { emptyDesk } from '../../shared/projection/apply-event.ts';
import type { Config } from '../config/config.ts';
import { emptyLedger } from '../core/ledger.ts';
import type { Closers } from '../engine/closers.ts';
import type { Journal } from '../engine/ports/journal.ts';
import type { Log } from '../engine/ports/log.ts';
import { restore, type Restored } from '../engine/restore.ts';
import type { SystemClock } from '../engine/system-clock.ts';
import type { JournalCut } from '../journal/journal-tail.ts';
import { openJournal } from '../journal/open-journal.ts';
import { makeTradeRecord, tradeRecordPath, type TradeRecordFile } from '../journal/trade-record.ts';
import { makeAsyncLog } from '../log/async-log.ts';
import { openLogFile } from '../log/log-file.ts';
import { StartFailure } from './start-failure.ts';

/** What the desk writes down, and what it remembers of the runs before. */
export type Records = {
  readonly log: Log;
  readonly journal: Journal;
  readonly trades: TradeRecordFile;
  readonly restored: Restored;
  /** What a crash had left at the end of the journal, in words; null where there was nothing. */
  readonly tornEnd: string | null;
};

/** Opens them all, and adds their closing to `closers`. Throws `StartFailure` where they cannot be, or are another mode's. */
export function openRecords(
  config: Config,
  session: DeskSession,
  clock: SystemClock,
  closers: Closers,
  onJournalFailure: (message: string) => void,
): Records {
  const { dataDir, asyncLogging, logBufferSize } = config;
  const file = openLogFile(join(dataDir, 'logs', 'swingaway.log'));
  const log = makeAsyncLog({ file, clock, isAsync: asyncLogging, bufferSize: logBufferSize });
  closers.add(() => log.close());
  const nowMs = clock.nowMs();
  let restored: Restored = {
    ledger: emptyLedger(config.settings, nowMs),
    desk: emptyDesk(session, config.settings, nowMs),
  };
  let lastMode: DeskMode | null = null;
  const opened = openJournal({
    folder: dataDir,
    clock,
    log,
    onRecord: ({ event }) => {
      if (event.kind === 'session-started') lastMode = event.mode;
      restored = restore([event], restored);
    },
    onFailure: (error) => onJournalFailure(`${error.code}: ${error.detail}`),
  });
  if (!opened.ok) throw new StartFailure(opened.error);
  const { journal, records, cut } = opened.value;
  closers.add(() => journal.close());
  if (lastMode !== null && lastMode !== config.mode) {
    throw new StartFailure(otherMode(dataDir, lastMode, config.mode));
  }
  clock.notBefore(restored.ledger.lastMs);
  const trades = makeTradeRecord({ path: tradeRecordPath(dataDir), log });
  closers.add(() => trades.close());
  log.info('journal-opened', { records, cut });
  return { log, journal, trades, restored, tornEnd: cut === null ? null : tornEndWords(cut) };
}

/** Settings, caps and positions of play money must not become those of real money, nor the other way round. */
const otherMode = (dataDir: string, last: DeskMode, now: DeskMode): StartProblem => ({
  what: `the data folder ${dataDir}`,
  found: `it holds the journal of ${last} mode, and this is ${now} mode`,
  remedy: `Name another folder in SWINGAWAY_DATA_DIR for ${now} mode, or leave the setting out: then each mode has its own.`,
});

const tornEndWords = ({ bytes, keptAs }: JournalCut): string =>
  `The last ${bytes} bytes of the journal were an unfinished write and are now in ${keptAs}; nothing else is missing`;
