import { Menu, Tray, type NativeImage } from 'electron';
import type { DeskHost } from './desk-host.ts';
import { tradingWords } from './trading-words.ts';
import { watchTrading } from './trading-watch.ts';

type TrayDeps = {
  readonly icon: NativeImage;
  readonly host: DeskHost;
  readonly show: () => void;
  readonly stop: () => void;
  readonly quit: () => void;
};

/** The icon in the system's tray: the state in words, and the stop. Kept referenced by the caller, or it vanishes. */
export function createDeskTray({ icon, host, show, stop, quit }: TrayDeps): Tray {
  const tray = new Tray(icon);
  const draw = (words: string): void => {
    tray.setToolTip(`Swingaway: ${words}`);
    tray.setContextMenu(
      Menu.buildFromTemplate([
        { label: words, enabled: false },
        { type: 'separator' },
        { label: 'STOP trading', click: stop },
        { type: 'separator' },
        { label: 'Show the window', click: show },
        { label: 'Quit', click: quit },
      ]),
    );
  };
  tray.on('click', show);
  draw(tradingWords('starting', null));
  watchTrading(host, (trading, phase) => draw(tradingWords(phase, trading)));
  return tray;
}
