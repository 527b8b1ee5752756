import type { MonoUs } from '../../shared/units.ts';
import type { OrderNotice } from '../core/input.ts';
import type { OrderOutcome } from './ports/order-executor.ts';
import type { StageClock } from './stage-clock.ts';

/** The executor's word as the core hears it, with the stage times that are measured here. */
export function noticeOf(outcome: OrderOutcome, stages: StageClock, nowUs: MonoUs): OrderNotice {
  switch (outcome.kind) {
    case 'built':
      stages.prepared(outcome.id, outcome.prepareUs);
      return { kind: 'built' };
    case 'signed':
      stages.signed(outcome.id, outcome.signUs);
      return { kind: 'signed', signed: outcome.signed };
    case 'sent':
      return { kind: 'sent', sends: outcome.sends, stages: stages.sent(outcome.id, nowUs) };
    case 'abandoned':
    case 'unknown':
      stages.dropped(outcome.id);
      return outcome;
    default:
      return outcome;
  }
}
