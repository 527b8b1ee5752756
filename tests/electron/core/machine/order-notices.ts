import type { OrderNotice } from '../../../../electron/core/input.ts';
import type { OrderStatus, OrderTicket } from '../../../../shared/order.ts';
import { lamports, millis, slot, tokenUnits } from '../../../../shared/units.ts';
import { failureOf, fillOf, signedOf, STAGES_OF_TEST } from '../../../support/pools.ts';
import type { NoticeKind, Step } from './machine-step.ts';

type Ends = Extract<Step, { do: 'advance' }>['ends'];

const ENDINGS: Readonly<Record<Ends, NoticeKind>> = {
  well: 'confirmed',
  failed: 'failed',
  unknown: 'deadline',
  expired: 'expired',
};

/** What the executor would tell next of an order that stands at `status`. */
export function nextKind(status: OrderStatus, ends: Ends): NoticeKind {
  switch (status) {
    case 'reserved':
      return ends === 'failed' ? 'abandoned' : 'built';
    case 'built':
      return 'signed';
    case 'signed':
      return 'sent';
    case 'confirmed':
      return 'finalized';
    default:
      return ENDINGS[ends];
  }
}

/** A notice of the kind that fits the order; `percent` says how much of what was expected a fill brought. */
export function noticeFor(kind: NoticeKind, ticket: OrderTicket, percent: number): OrderNotice {
  const afterMs = millis(800);
  switch (kind) {
    case 'signed':
      return { kind, signed: signedOf(Number(ticket.id)) };
    case 'sent':
      return { kind, sends: 1, stages: STAGES_OF_TEST };
    case 'resent':
      return { kind: 'sent', sends: 2 + (percent % 3), stages: STAGES_OF_TEST };
    case 'lane':
      return {
        kind,
        lane: {
          lane: percent % 2 === 0 ? 'one' : 'two',
          result: percent % 3 === 0 ? 'sent' : 'accepted',
          tookMs: null,
          error: null,
        },
      };
    case 'processed':
      return { kind, slot: slot(1_002), afterMs };
    case 'confirmed':
      return { kind, fill: filled(ticket, percent), afterMs };
    case 'failed':
      return { kind, failure: failureOf(), afterMs };
    case 'deadline':
    case 'not-sent':
      return { kind: 'unknown', why: kind };
    case 'expired':
      return { kind, proof: 'block height 2001 is past 2000' };
    case 'abandoned':
      return { kind, why: 'the blockhash is 61 s old' };
    default:
      return { kind };
  }
}

function filled({ side, amountIn, expectedOut }: OrderTicket, percent: number) {
  const out = (expectedOut * BigInt(percent)) / 100n;
  return side === 'buy'
    ? fillOf({ tokenUnits: tokenUnits(out + 1n), solLamports: lamports(amountIn) })
    : fillOf({
        tokenUnits: tokenUnits((amountIn * BigInt(percent)) / 100n),
        solLamports: lamports(out),
      });
}
