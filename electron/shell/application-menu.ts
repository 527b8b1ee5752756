import type { MenuItemConstructorOptions } from 'electron';
import { STOP_ACCELERATOR } from './stop-shortcut.ts';

type MenuInput = {
  readonly appName: string;
  readonly platform: NodeJS.Platform;
  /** Reloading and the developer tools are for the development server only. */
  readonly dev: boolean;
  readonly show: () => void;
  readonly stop: () => void;
};

export function applicationMenu(input: MenuInput): MenuItemConstructorOptions[] {
  const isMac = input.platform === 'darwin';
  const edit: MenuItemConstructorOptions[] = [
    { role: 'undo' },
    { role: 'redo' },
    { type: 'separator' },
    { role: 'cut' },
    { role: 'copy' },
    { role: 'paste' },
    { role: 'selectAll' },
  ];
  const view: MenuItemConstructorOptions[] = [
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { type: 'separator' },
    { role: 'togglefullscreen' },
    ...(input.dev ? DEV_ITEMS : []),
  ];
  return [
    ...(isMac ? [{ role: 'appMenu' } as const] : [{ label: '&File', submenu: [{ role: 'quit' } as const] }]),
    { label: '&Edit', submenu: edit },
    {
      label: '&Trading',
      submenu: [{ label: 'Stop trading', accelerator: STOP_ACCELERATOR, click: () => input.stop() }],
    },
    { label: '&View', submenu: view },
    {
      label: '&Window',
      submenu: [{ role: 'minimize' }, { label: `Show ${input.appName}`, click: () => input.show() }],
    },
  ];
}

const DEV_ITEMS: readonly MenuItemConstructorOptions[] = [
  { type: 'separator' },
  { role: 'reload' },
  { role: 'forceReload' },
  { role: 'toggleDevTools' },
];
