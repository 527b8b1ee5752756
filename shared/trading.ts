import type { UnixMs } from './units.ts';

/** `reducing` sells but does not buy; `halted` does neither. */
export type TradingState = 'halted' | 'reducing' | 'armed';

export type KillSource = 'button' | 'shortcut' | 'tray' | 'command-line';

/** Why trading is not armed. */
export type HaltCause =
  | { readonly code: 'not-armed-yet' }
  | { readonly code: 'killed'; readonly by: KillSource }
  | { readonly code: 'journal-failed'; readonly message: string }
  | { readonly code: 'invariant-broken'; readonly message: string }
  | { readonly code: 'loss-cap' };

export type Trading = {
  readonly state: TradingState;
  readonly sinceMs: UnixMs;
  /** Null while armed, and while reducing by the trader's own wish. */
  readonly cause: HaltCause | null;
};
