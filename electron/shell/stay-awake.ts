import type { PowerSaveBlocker } from 'electron';
import type { DeskHost } from './desk-host.ts';
import { watchTrading } from './trading-watch.ts';

/** The machine does not go to sleep while orders may go out; the screen may. */
export function stayAwakeWhileArmed(host: DeskHost, blocker: Pick<PowerSaveBlocker, 'start' | 'stop'>): void {
  let held: number | null = null;
  watchTrading(host, (trading) => {
    const armed = trading?.state === 'armed';
    if (armed && held === null) {
      held = blocker.start('prevent-app-suspension');
    } else if (!armed && held !== null) {
      blocker.stop(held);
      held = null;
    }
  });
}
