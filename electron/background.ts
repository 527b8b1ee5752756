import { millis } from '../shared/units.ts';
import type { Config } from './config/config.ts';
import type { Closers } from './engine/closers.ts';
import type { Engine } from './engine/engine.ts';
import type { Clock } from './engine/ports/clock.ts';
import type { Log } from './engine/ports/log.ts';
import { checkEncoder } from './executor/encoder-check.ts';
import { makeRehearsal } from './executor/rehearsal.ts';
import { parseNewPool } from './feed/new-pool-message.ts';
import { SAMPLE_POOL_MESSAGE } from './feed/sample-pool-message.ts';
import { watchProcessHealth } from './log/process-health.ts';

type Beside = {
  readonly engine: Engine;
  readonly clock: Clock;
  readonly log: Log;
  readonly config: Config;
  readonly closers: Closers;
  /** When the window is up. */
  readonly shown: Promise<void>;
};

/** Shown in the window this often; logged at the interval that the trader sets. */
const HEALTH_SHOWN_MS = millis(5_000);

function watchHealth({ engine, clock, log, config, closers }: Beside): void {
  const health = watchProcessHealth();
  let newest = health.sample();
  closers.add(() => health.close());
  closers.add(
    clock.every(HEALTH_SHOWN_MS, () => {
      newest = health.sample();
      engine.hear({ kind: 'engine-health', health: newest });
    }),
  );
  closers.add(clock.every(config.healthCheckIntervalMs, () => log.info('health', newest)));
}

/** By then the window has painted and the balance is known: what is rehearsed is a buy that would be made. */
const REHEARSE_AFTER_MS = millis(1_500);
const REHEARSALS = 400;
/** So many at a time, so that the window and the sockets are served in between. */
const REHEARSALS_AT_ONCE = 10;

/** Runs the code of an order, from message to signature, before the first order does. */
function rehearse({ engine, clock, closers }: Beside): void {
  const sign = makeRehearsal();
  let left = REHEARSALS;
  function some(): void {
    for (let index = 0; index < REHEARSALS_AT_ONCE; index += 1) {
      const parsed = parseNewPool(SAMPLE_POOL_MESSAGE, 'rehearsal');
      if (!parsed.ok) throw new Error(`the sample message is malformed: ${parsed.error.code}`);
      engine.rehearse(parsed.value);
      sign();
    }
    left -= REHEARSALS_AT_ONCE;
    if (left > 0) cancel = clock.after(millis(1), some);
  }
  let cancel = clock.after(REHEARSE_AFTER_MS, some);
  closers.add(() => cancel());
}

/** Holds the encoder against the SDK, whose loading would keep the window waiting; trading ends when they differ. */
async function verifyEncoder({ engine, log, shown }: Beside): Promise<void> {
  try {
    await shown;
    const checked = await checkEncoder();
    if (checked.ok) {
      log.info('encoder-checked', { cases: checked.value });
      const text = `Order bytes agree with the Raydium SDK (${checked.value} cases)`;
      engine.hear({ kind: 'told', level: 'info', text });
    } else engine.hear({ kind: 'invariant-broken', message: checked.error });
  } catch (error) {
    const text = `The order bytes could not be held against the Raydium SDK: ${String(error)}`;
    log.error('encoder-check-failed', { error: String(error) });
    engine.hear({ kind: 'told', level: 'warning', text });
  }
}

/** What a running desk does beside trading: look after itself, stay warm, and check its own encoder. */
export function workBesideTheDesk(beside: Beside): void {
  const { engine, clock, config, closers } = beside;
  watchHealth(beside);
  closers.add(clock.every(config.cleanupIntervalMs, () => engine.hear({ kind: 'cleanup' })));
  rehearse(beside);
  void verifyEncoder(beside);
}
