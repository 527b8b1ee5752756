import type { KillSource } from './trading.ts';

/** What the stop was pressed with, behind "stopped with": the banner, the tape and the log say the same. */
export const KILL_SOURCE_WORDS: Readonly<Record<KillSource, string>> = {
  button: 'the stop button',
  shortcut: 'the keyboard shortcut',
  tray: 'the tray menu',
  'command-line': 'the command line',
};
