import { randomUUID } from 'node:crypto';
import { millis } from '../../shared/units.ts';
import { parseInstanceMessage, type InstanceMessage } from './instance-message.ts';
import { stopSentence, type StopOutcome } from './stop-outcome.ts';
import { awaitStopReceipt, removeStopReceipt, writeStopReceipt } from './stop-receipt.ts';
import type { Voice } from './voice.ts';

/** The running instance answers at once unless it is still starting. */
const RECEIPT_WITHIN = millis(20_000);
const LOOK_EVERY = millis(20);
/**
 * An instance that lives answers a request for the lock within milliseconds. One that hangs is ended by the runtime
 * after about 20 s, and then the lock is granted: a long wait is the only sign of it.
 */
const LOCK_TAKEN_BY_FORCE_AFTER = millis(10_000);

/** What is used of Electron's app before there is a window. */
export type InstanceLock = {
  requestSingleInstanceLock(message: InstanceMessage): boolean;
  releaseSingleInstanceLock(): void;
};

export type InstanceEvents = {
  on(
    event: 'second-instance',
    listener: (event: unknown, argv: unknown, cwd: unknown, data: unknown) => void,
  ): unknown;
};

/** Time for a process that has nothing else to do than to wait. */
export type BlockingClock = { readonly nowMs: () => number; readonly pause: (ms: number) => void };

export const blockingClock: BlockingClock = {
  nowMs: () => performance.now(),
  pause: (ms) => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms),
};

type SingleInstanceDeps = {
  readonly clock: BlockingClock;
  readonly app: InstanceLock;
  readonly folder: string;
  readonly kill: boolean;
  readonly voice: Voice;
};

/**
 * One desk a data folder. Returns null when this process is the one; otherwise what was asked has been passed on to
 * the running one, and the exit code is returned.
 */
export function passOnOrTakeOver({ app, clock, folder, kill, voice }: SingleInstanceDeps): number | null {
  const message: InstanceMessage = { kill, nonce: randomUUID() };
  const askedMs = clock.nowMs();
  if (app.requestSingleInstanceLock(message)) {
    const byForce = clock.nowMs() - askedMs >= LOCK_TAKEN_BY_FORCE_AFTER;
    if (byForce) voice.warn('the running Swingaway did not answer, and its process was ended');
    if (!kill) return null;
    app.releaseSingleInstanceLock();
    return byForce ? sayEnded(voice) : sayNothingToStop(voice);
  }
  if (!kill) {
    voice.say(`Swingaway is already running on ${folder}: its window was brought to the front.`);
    return 0;
  }
  const outcome = awaitStopReceipt(folder, message.nonce, {
    limitMs: RECEIPT_WITHIN,
    everyMs: LOOK_EVERY,
    ...clock,
  });
  removeStopReceipt(folder);
  if (outcome === null) {
    voice.say(
      `The running Swingaway did not confirm the stop within ${RECEIPT_WITHIN / 1000} s. Press stop in its window, or end its process.`,
    );
    return 1;
  }
  voice.say(stopSentence(outcome));
  return outcome.code === 'not-stopped' ? 1 : 0;
}

/** Returns the exit code. */
export function sayNothingToStop(voice: Voice): number {
  voice.say('No running Swingaway: nothing to stop.');
  return 0;
}

function sayEnded(voice: Voice): number {
  voice.say(
    'The running Swingaway hung and was ended: it trades no more. The stop is not on record, and orders already sent are followed when you start it again.',
  );
  return 0;
}

type SecondInstanceDeps = {
  readonly app: InstanceEvents;
  readonly folder: string;
  readonly voice: Voice;
  readonly show: () => void;
  readonly stop: () => Promise<StopOutcome>;
};

/** Does what second instances ask: shows the window, and stops trading on `--kill`. */
export function obeySecondInstances({ app, folder, voice, show, stop }: SecondInstanceDeps): void {
  const stopAndConfirm = async (nonce: string): Promise<void> => {
    try {
      const outcome = await stop();
      voice.warn(`--kill: ${stopSentence(outcome)}`);
      writeStopReceipt(folder, nonce, outcome);
    } catch (error) {
      voice.warn('the stop could not be confirmed to the other process', error);
    }
  };
  app.on('second-instance', (_event, _argv, _cwd, data) => {
    const message = parseInstanceMessage(data);
    // The stop comes first, the window after: showing it may take as long as it likes.
    if (message?.kill === true) void stopAndConfirm(message.nonce);
    show();
  });
}
