import { millis } from '../../shared/units.ts';
import type { MonotonicClock } from './monotonic-clock.ts';
import type { Voice } from './voice.ts';
import { within } from './within.ts';

const CLOSE_WITHIN = millis(5_000);

/** What is used of Electron's app. */
export type QuittingApp = {
  on(event: 'before-quit', listener: (event: { preventDefault(): void }) => void): unknown;
  on(event: 'window-all-closed', listener: () => void): unknown;
  quit(): void;
  exit(code: number): void;
};

type QuitDeps = {
  readonly app: QuittingApp;
  readonly signals: { on(signal: 'SIGINT' | 'SIGTERM' | 'SIGHUP', listener: () => void): unknown };
  readonly clock: MonotonicClock;
  readonly voice: Voice;
  /** What is closed, in this order; one that fails does not keep the others from it. */
  readonly steps: readonly (() => Promise<void> | void)[];
  /** The exit code where nobody asked for one. */
  readonly usualCode: () => number;
};

/** Leaves by closing everything first, within a bound. Returns the way to leave, with an exit code. */
export function quitInOrder({
  app,
  signals,
  clock,
  voice,
  steps,
  usualCode,
}: QuitDeps): (code?: number) => void {
  let exitCode = 0;
  let closing = false;

  const closeAll = async (): Promise<void> => {
    for (const step of steps) {
      try {
        await step();
      } catch (error) {
        voice.warn('something could not be closed', error);
      }
    }
  };

  const leave = async (): Promise<void> => {
    const code = exitCode || usualCode();
    const inTime = await within(clock, CLOSE_WITHIN, closeAll());
    if (!inTime) voice.warn(`closing took longer than ${CLOSE_WITHIN / 1000} s: the program ends without it`);
    app.exit(inTime ? code : code || 1);
  };

  app.on('before-quit', (event) => {
    // The windows stay until everything else is closed; app.exit then takes them without asking the pages.
    event.preventDefault();
    if (closing) return;
    closing = true;
    void leave();
  });
  app.on('window-all-closed', () => app.quit());
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) signals.on(signal, () => app.quit());
  return (code = 0) => {
    exitCode ||= code;
    app.quit();
  };
}
