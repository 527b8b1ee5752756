import { BrowserWindow, nativeTheme, screen } from 'electron';
import { millis } from '../shared/units.ts';
import { windowIcon } from './shell/icons.ts';
import type { MonotonicClock } from './shell/monotonic-clock.ts';
import {
  MIN_SIZE,
  placeWindow,
  readWindowPlace,
  writeWindowPlace,
  type WindowPlace,
} from './shell/window-bounds.ts';
import type { WindowHolder } from './shell/window-holder.ts';

export type DeskWindowInput = {
  readonly holder: WindowHolder;
  readonly startUrl: string;
  /** Where its place on the screen is remembered. */
  readonly folder: string;
  readonly preload: string;
  readonly devTools: boolean;
  readonly clock: MonotonicClock;
  readonly warn: (sentence: string, error?: unknown) => void;
};

/** The page's own background in each theme, so that nothing flashes before it has drawn. */
const BACKGROUND = { dark: '#090c11', light: '#e7eaed' } as const;

/** A page that never gets ready is shown all the same: an empty window can be closed, a hidden one cannot. */
const SHOW_WITHIN = millis(3_000);

export type DeskWindow = {
  readonly window: BrowserWindow;
  /** Resolves when it is shown: what can wait, waits for this. */
  readonly shown: Promise<void>;
};

/** Opens the window where it was, and shows it when its page has drawn. */
export function openDeskWindow(input: DeskWindowInput): DeskWindow {
  const { holder, startUrl, folder, clock, warn } = input;
  const screens = [screen.getPrimaryDisplay(), ...screen.getAllDisplays()].map(({ workArea }) => workArea);
  const place = placeWindow(readWindowPlace(folder), screens);
  const window = hardenedWindow(place, input);
  holder.hold(window);
  const shown = new Promise<void>((resolve) => {
    const show = (): void => {
      holder.show();
      resolve();
    };
    const cancelShow = clock.after(SHOW_WITHIN, show);
    window.once('ready-to-show', () => {
      cancelShow();
      if (place.maximized) window.maximize();
      show();
    });
  });
  window.on('close', () => keepWindowPlace(holder, folder));
  window.loadURL(startUrl).catch((error: unknown) => {
    if (holder.get() !== null) warn('the window could not load its page', error);
  });
  return { window, shown };
}

export function keepWindowPlace(holder: WindowHolder, folder: string): void {
  const window = holder.get();
  if (window === null) return;
  writeWindowPlace(folder, { bounds: window.getNormalBounds(), maximized: window.isMaximized() });
}

/** The window, hidden: its page is in a sandbox, has no Node, and goes nowhere. */
function hardenedWindow(place: WindowPlace, { preload, devTools }: DeskWindowInput): BrowserWindow {
  const window = new BrowserWindow({
    ...place.bounds,
    minWidth: Math.min(MIN_SIZE.width, place.bounds.width),
    minHeight: Math.min(MIN_SIZE.height, place.bounds.height),
    show: false,
    title: 'Swingaway',
    icon: windowIcon(),
    autoHideMenuBar: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
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
