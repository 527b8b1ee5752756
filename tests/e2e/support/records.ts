import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeRecord } from '../../../electron/journal/journal-codec.ts';
import { journalPaths } from '../../../electron/journal/journal-files.ts';
import type { JournaledEvent } from '../../../shared/events.ts';
import type { DeskHome } from './desk-home.ts';

export type EventOf<K extends JournaledEvent['kind']> = Extract<JournaledEvent, { kind: K }>;

/** What the desk has journaled so far, oldest first, each line held against its checksum. A line that is being written is left out. */
export function journaled({ data }: DeskHome): readonly JournaledEvent[] {
  const path = journalPaths(data).journal;
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').split('\n').slice(0, -1);
  return lines.map((line) => {
    const record = decodeRecord(line);
    if (!record.ok) throw new Error(`the journal has a bad line (${record.error.detail}): ${line}`);
    return record.value.event;
  });
}

export function journaledOf<K extends JournaledEvent['kind']>(
  home: DeskHome,
  kind: K,
): readonly EventOf<K>[] {
  return journaled(home).filter((event): event is EventOf<K> => event.kind === kind);
}

/** The newest change of the trading state: what a start would come up with. */
export const lastTrading = (home: DeskHome): EventOf<'trading-changed'>['trading'] | undefined =>
  journaledOf(home, 'trading-changed').at(-1)?.trading;

/** What was journaled after trading was halted for the last time; throws when it never was. */
export function sinceHalt(home: DeskHome): readonly JournaledEvent[] {
  const events = journaled(home);
  const at = events.findLastIndex(
    (event) => event.kind === 'trading-changed' && event.trading.state === 'halted',
  );
  if (at < 0) throw new Error('trading was never halted');
  return events.slice(at + 1);
}

/** The orders of a pool, oldest first. */
export const ordersOf = (home: DeskHome, pool: string): readonly EventOf<'order-reserved'>['ticket'][] =>
  journaledOf(home, 'order-reserved')
    .map(({ ticket }) => ticket)
    .filter((ticket) => ticket.pool.pool === pool);

/** Whether an order of `side` in the pool has landed. */
export function hasLanded(home: DeskHome, pool: string, side: 'buy' | 'sell'): boolean {
  const ids = new Set(
    ordersOf(home, pool)
      .filter((ticket) => ticket.side === side)
      .map(({ id }) => id),
  );
  return journaledOf(home, 'order-confirmed').some(({ id }) => ids.has(id));
}

export type LogLine = { readonly level: string; readonly event: string; readonly data?: unknown };

/** The program's own log, as far as it is written. */
export function logged({ data }: DeskHome): readonly LogLine[] {
  const path = join(data, 'logs', 'swingaway.log');
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line) as LogLine);
}

export const complaints = (home: DeskHome): readonly LogLine[] =>
  logged(home).filter(({ level }) => level !== 'info' && level !== 'debug');
