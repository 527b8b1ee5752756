import type { BrowserWindow } from 'electron';
import { crashBackoff } from './crash-backoff.ts';
import type { MonotonicClock } from './monotonic-clock.ts';

type PageLifeDeps = {
  readonly clock: MonotonicClock;
  readonly notice: (level: 'info' | 'warning' | 'error', text: string) => void;
};

/** A page that crashes is loaded again, and one that hangs is reported. Trading does not depend on either. */
export function keepPageAlive(window: BrowserWindow, { clock, notice }: PageLifeDeps): void {
  const delayAfterCrash = crashBackoff();
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit') return;
    const delay = delayAfterCrash(clock.monoUs());
    notice(
      'error',
      `The window's page ended (${reason}, code ${exitCode}) and is loaded again in ${delay} ms; trading goes on.`,
    );
    clock.after(delay, () => {
      if (!window.isDestroyed()) window.webContents.reload();
    });
  });
  window.on('unresponsive', () =>
    notice(
      'warning',
      'The window does not respond; trading goes on. Stop with the tray, the stop key or --kill.',
    ),
  );
  window.on('responsive', () => notice('info', 'The window responds again.'));
}
