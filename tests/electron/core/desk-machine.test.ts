import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DeskMachine } from './machine/desk-machine.ts';
import { machineSettings, step } from './machine/machine-step.ts';

const RUNS = 100;

/** What a run of random steps has to come by, or it proves nothing about it. */
const REACHED = [
  'buy by pool-event',
  'buy by approval',
  'buy by slot-freed',
  'buy by pool-opened',
  'sell by sell-button',
  'sell by exit-rule',
  'effect execute',
  'effect send',
  'effect follow',
  'order-finalized',
  'order-failed',
  'order-unknown',
  'order-expired',
  'order-abandoned',
  'position-closed',
  'position-moved',
  'position-marked',
  'chain-replaced',
  'offer approved',
  'offer skipped',
  'offer expired',
  'offer killed',
  'offer refused',
  'offer-requoted',
  'pool-queued',
  'pool-waiting',
  'pool-opened',
  'pool not-open-yet',
  'pool risky-extension',
  'pool transfer-fee-too-high',
  'pool bought',
  'pool facts-unavailable',
  'pool hourly-limit',
  'pool cooling-down',
  'pool spend-cap',
  'pool loss-cap',
  'pool balance-too-low',
  'pool pending-full',
  'pool halted',
  'pool reducing',
  'pool killed',
  'pool order-failed',
  'pool order-expired',
  'pool order-abandoned',
  'declined price-moved',
  'declined already-selling',
];

describe('the core, whatever it hears in whatever order', () => {
  it('keeps every rule after every step, and comes by all of them', () => {
    const counts = new Map<string, number>();
    fc.assert(
      fc.property(
        machineSettings,
        fc.array(step, { minLength: 20, maxLength: 250, size: 'max' }),
        (settings, steps) => {
          new DeskMachine(settings, counts).run(steps);
        },
      ),
      { numRuns: RUNS },
    );
    expect(REACHED.filter((name) => !counts.has(name))).toEqual([]);
  });
});
