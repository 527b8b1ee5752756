import type { GlobalShortcut } from 'electron';
import type { DeskHost } from './desk-host.ts';

export const STOP_ACCELERATOR = 'CommandOrControl+Shift+K';

/** The stop on a key that works whatever window has the focus. Another program may hold the key: then it is said. */
export function registerStopShortcut(
  host: DeskHost,
  shortcuts: Pick<GlobalShortcut, 'register' | 'isRegistered'>,
  stop: () => void,
): boolean {
  let registered = false;
  try {
    registered = shortcuts.register(STOP_ACCELERATOR, stop) && shortcuts.isRegistered(STOP_ACCELERATOR);
  } catch {
    registered = false;
  }
  if (registered) return true;
  const sentence =
    'The stop key (Ctrl/Cmd+Shift+K) could not be taken for the whole system: another program has it, or the system does not allow it. ' +
    'It works while this window has the focus, and the button, the tray and --kill work as ever.';
  host.onPhase((phase) => {
    if (phase === 'running') host.notice('warning', sentence);
  });
  return false;
}
