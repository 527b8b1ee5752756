import { describe, expect, it } from 'vitest';
import {
  holdsSlot,
  isTerminal,
  mayMove,
  moved,
  TRANSITIONS,
} from '../../../../electron/core/order/transitions.ts';
import type { OrderStatus } from '../../../../shared/order.ts';

/** Written down a second time, so that a change of the table is a change of two files. */
const LEGAL: readonly string[] = [
  'seen → refused',
  'seen → awaiting-approval',
  'seen → reserved',
  'awaiting-approval → refused',
  'awaiting-approval → skipped',
  'awaiting-approval → offer-expired',
  'awaiting-approval → reserved',
  'reserved → built',
  'reserved → abandoned',
  'built → signed',
  'built → abandoned',
  'signed → sent',
  'signed → unknown',
  'sent → confirmed',
  'sent → failed-onchain',
  'sent → unknown',
  'unknown → confirmed',
  'unknown → failed-onchain',
  'unknown → expired',
  'confirmed → finalized',
];

const STATUSES = Object.keys(TRANSITIONS) as OrderStatus[];
const PAIRS = STATUSES.flatMap((from) => STATUSES.map((to) => ({ from, to, move: `${from} → ${to}` })));

describe('the order machine', () => {
  it('has fifteen statuses', () => {
    expect(STATUSES).toHaveLength(15);
  });

  it.each(PAIRS.filter(({ move }) => LEGAL.includes(move)))('moves $from → $to', ({ from, to }) => {
    expect(mayMove(from, to)).toBe(true);
    expect(moved(from, to)).toBe(to);
  });

  it('throws at every other move, and names it', () => {
    const illegal = PAIRS.filter(({ move }) => !LEGAL.includes(move));
    expect(illegal).toHaveLength(15 * 15 - LEGAL.length);
    for (const { from, to, move } of illegal) {
      expect(mayMove(from, to)).toBe(false);
      expect(() => moved(from, to)).toThrow(`illegal order transition: ${move}`);
    }
  });

  it('ends in refused, skipped, offer-expired, finalized, failed-onchain, expired or abandoned', () => {
    expect(STATUSES.filter(isTerminal)).toEqual([
      'refused',
      'skipped',
      'offer-expired',
      'finalized',
      'failed-onchain',
      'expired',
      'abandoned',
    ]);
  });

  it('never gives an order up once it is signed', () => {
    expect(STATUSES.filter((from) => mayMove(from, 'abandoned'))).toEqual(['reserved', 'built']);
  });

  it('lets only an order of unknown fate expire', () => {
    expect(STATUSES.filter((from) => mayMove(from, 'expired'))).toEqual(['unknown']);
  });

  it('holds a slot from reservation to confirmation, while the fate is unknown too', () => {
    expect(STATUSES.filter(holdsSlot)).toEqual(['reserved', 'built', 'signed', 'sent', 'unknown']);
  });
});
