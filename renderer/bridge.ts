import type { DesktopApi } from '../shared/ipc.ts';

declare global {
  interface Window {
    /** Put there by the preload; absent when the page is opened outside the desk. */
    readonly desktop?: DesktopApi;
  }
}

/** The one way from the window to the main process. Everything else takes it as an argument. */
export function desktopBridge(): DesktopApi {
  const { desktop } = window;
  if (desktop === undefined) throw new Error('window.desktop is missing: the preload did not run');
  return desktop;
}
