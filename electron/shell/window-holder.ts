import type { BrowserWindow } from 'electron';
import type { TrustedWindow } from '../ipc/trusted-sender.ts';
import type { PushTarget } from '../ipc/push.ts';

/** The one window while it is there: nothing else keeps a reference that could outlive it. */
export type WindowHolder = {
  readonly hold: (window: BrowserWindow) => void;
  readonly get: () => BrowserWindow | null;
  readonly trusted: () => TrustedWindow | null;
  readonly target: () => PushTarget | null;
  readonly show: () => void;
};

export function windowHolder(startUrl: string): WindowHolder {
  let held: BrowserWindow | null = null;
  const get = (): BrowserWindow | null => (held === null || held.isDestroyed() ? null : held);
  return {
    hold(window) {
      held = window;
      window.once('closed', () => {
        held = null;
      });
    },
    get,
    trusted() {
      const window = get();
      return window === null ? null : { webContentsId: window.webContents.id, startUrl };
    },
    target: () => get()?.webContents ?? null,
    show() {
      const window = get();
      if (window === null) return;
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    },
  };
}
