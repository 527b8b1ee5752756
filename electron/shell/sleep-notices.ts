import type { PowerMonitor } from 'electron';
import type { DeskHost } from './desk-host.ts';

/** A machine that slept saw no pools and followed no orders: the tape says so. */
export function noteSleep(host: DeskHost, power: Pick<PowerMonitor, 'on'>): void {
  power.on('suspend', () =>
    host.notice('warning', 'The machine goes to sleep: nothing is seen or followed meanwhile.'),
  );
  power.on('resume', () => host.notice('warning', 'The machine is awake again.'));
}
