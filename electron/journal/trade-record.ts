import { mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Log } from '../engine/ports/log.ts';
import type { TradeRecord } from '../engine/ports/trade-record.ts';
import { errorWords, OWNER_ONLY } from './journal-files.ts';
import { tradeLine } from './trade-line.ts';

/** Trades that wait for a slow disk; the journal has them in any case. */
export const MAX_WAITING_TRADES = 10_000;

export type TradeRecordFile = TradeRecord & {
  /** Resolves when everything that was handed in is written, or was given up with a line in the log. */
  close(): Promise<void>;
};

export const tradeRecordPath = (dataFolder: string): string =>
  join(dataFolder, 'logs', 'trades_executed.log');

type Append = (path: string, text: string) => Promise<void>;

const appendToFile: Append = async (path, text) => {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const file = await open(path, 'a', OWNER_ONLY);
  try {
    const { size } = await file.stat();
    try {
      await file.appendFile(text);
    } catch (error) {
      // Half a batch on a full disk would stand there twice after the next attempt.
      await file.truncate(size);
      throw error;
    }
  } finally {
    await file.close();
  }
};

/**
 * Appends a line for each trade, on the thread pool: one write at a time, with all lines that came in meanwhile. A
 * write that fails is tried again with the next trade; until then its lines wait, up to the bound.
 */
export function makeTradeRecord(options: {
  readonly path: string;
  readonly log: Log;
  readonly append?: Append;
}): TradeRecordFile {
  const { path, log, append = appendToFile } = options;
  let waiting: string[] = [];
  let dropped = 0;
  let isWriting = false;
  let written: Promise<void> = Promise.resolve();
  let isClosed = false;

  async function writeWaiting(): Promise<void> {
    isWriting = true;
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        await append(path, batch.join(''));
      } catch (error) {
        waiting = [...batch, ...waiting];
        log.error('trade-record-not-written', { path, error: errorWords(error), waiting: waiting.length });
        break;
      }
      if (dropped > 0) log.error('trade-record-lines-dropped', { path, dropped });
      dropped = 0;
    }
    isWriting = false;
  }

  return {
    executed: (order) => {
      if (isClosed) return;
      if (waiting.length >= MAX_WAITING_TRADES) {
        dropped += 1;
        return;
      }
      waiting.push(tradeLine(order));
      if (!isWriting) written = writeWaiting();
    },
    close: async () => {
      isClosed = true;
      await written;
      await writeWaiting();
    },
  };
}
