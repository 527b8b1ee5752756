import { assertNever } from '../../shared/assert-never.ts';
import type { MonoUs } from '../../shared/units.ts';
import type { Effect } from '../core/effect.ts';
import type { FactsReads } from './facts-reads.ts';
import type { OrderExecutor } from './ports/order-executor.ts';
import type { ReserveWatches } from './reserve-watches.ts';
import type { Arrival, StageClock } from './stage-clock.ts';

export type EffectPorts = {
  readonly executor: OrderExecutor;
  readonly reads: FactsReads;
  readonly watches: ReserveWatches;
  readonly stages: StageClock;
};

/** Does what the core asked for. What an effect leads to comes back through the inbox. */
export function runEffect(
  ports: EffectPorts,
  effect: Exclude<Effect, { kind: 'record-trade' }>,
  arrival: Arrival,
  decidedUs: MonoUs,
): void {
  switch (effect.kind) {
    case 'execute':
      ports.stages.decided(effect.order.id, arrival, decidedUs);
      return ports.executor.execute(effect.order);
    case 'send':
      return ports.executor.send(effect.id);
    case 'follow':
      return ports.executor.follow(effect.ticket, effect.signed);
    case 'stop-executor':
      return ports.executor.stop();
    case 'resume-executor':
      return ports.executor.resume();
    case 'read-facts':
      return ports.reads.start(effect.listing, arrival);
    case 'cancel-read':
      return ports.reads.cancel(effect.pool);
    case 'watch':
      return ports.watches.start(effect.pool);
    case 'unwatch':
      return ports.watches.stop(effect.pool);
    default:
      return assertNever(effect, 'effect');
  }
}
