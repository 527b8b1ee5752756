import type { DeskHost } from './desk-host.ts';
import type { Voice } from './voice.ts';
import { errorSentence } from './without-secrets.ts';

/** After so many the rest is only counted: a fault in a timer must not fill the disk. */
const MAX_REPORTED = 20;
export const EXIT_NOT_HALTED = 70;

type FaultSource = {
  on(event: 'uncaughtException' | 'unhandledRejection', listener: (fault: unknown) => void): unknown;
};

type FailureGuardDeps = {
  readonly faults: FaultSource;
  readonly host: Pick<DeskHost, 'fail' | 'halt' | 'notice'>;
  readonly voice: Voice;
  readonly exit: (code: number) => void;
};

/**
 * A fault that nothing caught ends trading and leaves the window as it is, so that what happened can be read.
 * Without this Electron shows a modal dialog and hangs. When trading cannot be ended, the process is.
 */
export function guardAgainstFaults({
  faults,
  host,
  voice,
  exit,
}: FailureGuardDeps): (fault: unknown) => void {
  let seen = 0;
  let handling = false;
  const onFault = (fault: unknown): void => {
    seen += 1;
    if (seen <= MAX_REPORTED) voice.warn('a fault that nothing caught; trading is halted', fault);
    if (seen === MAX_REPORTED) voice.warn('further faults are not reported');
    if (handling) return;
    handling = true;
    const message = errorSentence(fault);
    host.fail([
      {
        what: 'Swingaway itself',
        found: message,
        remedy: 'This is a fault in the program: please report it with the lines on the terminal.',
      },
    ]);
    const halted = host.halt(message);
    if (halted && seen <= MAX_REPORTED)
      host.notice('error', `A fault in the program, trading is halted: ${message}`);
    if (!halted) {
      voice.warn('trading could not be halted: the program ends');
      exit(EXIT_NOT_HALTED);
    }
    handling = false;
  };
  faults.on('uncaughtException', onFault);
  faults.on('unhandledRejection', onFault);
  return onFault;
}
