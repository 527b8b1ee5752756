import { BrowserWindow } from 'electron';
import { MIN_SIZE, type WindowPlace } from './shell/window-bounds.ts';

export type WindowInput = {
  readonly place: WindowPlace;
  readonly dark: boolean;
  readonly preload: string;
  readonly devTools: boolean;
  readonly icon: Electron.NativeImage;
};

/** The page's own background in each theme, so that nothing flashes before it has drawn. */
const BACKGROUND = { dark: '#090c11', light: '#e7eaed' } as const;

/** The window, hidden: its page is in a sandbox, has no Node, and goes nowhere. */
export function createDeskWindow({ place, dark, preload, devTools, icon }: WindowInput): BrowserWindow {
  const window = new BrowserWindow({
    ...place.bounds,
    minWidth: Math.min(MIN_SIZE.width, place.bounds.width),
    minHeight: Math.min(MIN_SIZE.height, place.bounds.height),
    show: false,
    title: 'Swingaway',
    icon,
    autoHideMenuBar: true,
    backgroundColor: dark ? BACKGROUND.dark : BACKGROUND.light,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      // The dictionaries would be downloaded.
      spellcheck: false,
      devTools,
    },
  });
  const contents = window.webContents;
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-frame-navigate', (event) => {
    if (event.url !== contents.getURL()) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  return window;
}
