import { nativeImage, type NativeImage } from 'electron';
import trayIconUrl from './assets/tray.png?inline';
import windowIconUrl from './assets/window.png?inline';

export const windowIcon = (): NativeImage => nativeImage.createFromDataURL(windowIconUrl);

/** 16 points high, drawn from the 32 pixels where the screen has them. */
export function trayIcon(): NativeImage {
  const fine = nativeImage.createFromDataURL(trayIconUrl);
  const icon = fine.resize({ width: 16, height: 16, quality: 'best' });
  icon.addRepresentation({ scaleFactor: 2, buffer: fine.toPNG() });
  return icon;
}
