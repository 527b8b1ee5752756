import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  makeTradeRecord,
  MAX_WAITING_TRADES,
  tradeRecordPath,
} from '../../../electron/journal/trade-record.ts';
import { recordingLog } from './recording-log.ts';
import { soldOrder } from './sample-order.ts';
import { tempFolders } from './temp-folder.ts';

const folder = tempFolders();

describe('the record of executed trades', () => {
  it('lies at logs/trades_executed.log, a line a trade in order, for its owner alone', async () => {
    const path = tradeRecordPath(folder());
    expect(path.endsWith(join('logs', 'trades_executed.log'))).toBe(true);
    const record = makeTradeRecord({ path, log: recordingLog() });
    for (let number = 0; number < 200; number += 1) record.executed(soldOrder(`S${number}`));
    await record.close();
    const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line).symbol)).toEqual(
      Array.from({ length: 200 }, (_, number) => `S${number}`),
    );
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('goes on where an earlier run stopped', async () => {
    const path = tradeRecordPath(folder());
    for (const symbol of ['A', 'B']) {
      const record = makeTradeRecord({ path, log: recordingLog() });
      record.executed(soldOrder(symbol));
      await record.close();
    }
    expect(readFileSync(path, 'utf8').trimEnd().split('\n')).toHaveLength(2);
  });

  it('returns at once and writes what came meanwhile as one batch', async () => {
    const batches: string[] = [];
    const finish: (() => void)[] = [];
    const record = makeTradeRecord({
      path: 'record',
      log: recordingLog(),
      append: (_path, text) => {
        batches.push(text);
        return new Promise((resolve) => finish.push(resolve));
      },
    });
    record.executed(soldOrder('A'));
    for (const symbol of ['B', 'C', 'D']) record.executed(soldOrder(symbol));
    expect(batches).toHaveLength(1);
    const closed = record.close();
    finish[0]?.();
    await Promise.resolve();
    await Promise.resolve();
    finish[1]?.();
    await closed;
    expect(batches.map((batch) => batch.trimEnd().split('\n').length)).toEqual([1, 3]);
  });

  it('keeps the lines of a write that failed, says so, and writes them with the next trade', async () => {
    const log = recordingLog();
    const written: string[] = [];
    let isFull = true;
    const record = makeTradeRecord({
      path: 'record',
      log,
      append: async (_path, text) => {
        if (isFull) throw new Error('ENOSPC: no space left');
        written.push(text);
      },
    });
    record.executed(soldOrder('A'));
    await new Promise(setImmediate);
    expect(log.lines).toMatchObject([{ level: 'error', event: 'trade-record-not-written' }]);
    isFull = false;
    record.executed(soldOrder('B'));
    await record.close();
    expect(written.join('').match(/"symbol":"[AB]"/g)).toEqual(['"symbol":"A"', '"symbol":"B"']);
  });

  it('keeps no more than its bound, and says how many lines are missing', async () => {
    const log = recordingLog();
    let release = (): void => undefined;
    const record = makeTradeRecord({
      path: 'record',
      log,
      append: () => new Promise((resolve) => (release = resolve)),
    });
    for (let count = 0; count < MAX_WAITING_TRADES + 6; count += 1) record.executed(soldOrder('A'));
    release();
    await new Promise(setImmediate);
    release();
    await record.close();
    expect(log.lines).toMatchObject([{ event: 'trade-record-lines-dropped', data: { dropped: 5 } }]);
  });
});
