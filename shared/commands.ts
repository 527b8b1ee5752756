import type { OfferId } from './offer.ts';
import type { Refusal } from './refusal.ts';
import type { SettingProblem, TradingSettings } from './settings.ts';
import type { KillSource } from './trading.ts';
import type { Address, TokenUnits } from './units.ts';

/** Everything that the trader can ask of the engine. */
export type Command =
  /** `revision` and `shownOut` are what the card showed: if the price got worse by more than the slippage since, it is refused. */
  | {
      readonly kind: 'approve';
      readonly offer: OfferId;
      readonly revision: number;
      readonly shownOut: TokenUnits;
    }
  | { readonly kind: 'skip'; readonly offer: OfferId }
  | { readonly kind: 'sell'; readonly pool: Address }
  | { readonly kind: 'sell-everything' }
  | { readonly kind: 'kill'; readonly by: KillSource }
  | { readonly kind: 'arm' }
  | { readonly kind: 'reduce' }
  | { readonly kind: 'change-settings'; readonly settings: TradingSettings };

export type CommandKind = Command['kind'];

export type CommandProblem =
  | { readonly code: 'refused'; readonly refusal: Refusal }
  | { readonly code: 'offer-gone' }
  | { readonly code: 'no-position' }
  | { readonly code: 'already-selling' }
  | { readonly code: 'halted' }
  | { readonly code: 'not-running' }
  | { readonly code: 'journal-failed'; readonly message: string }
  | { readonly code: 'settings-out-of-range'; readonly problems: readonly SettingProblem[] }
  | { readonly code: 'malformed'; readonly detail: string };

export type CommandReply = { readonly ok: true } | { readonly ok: false; readonly problem: CommandProblem };

export const DONE: CommandReply = { ok: true };
export const declined = (problem: CommandProblem): CommandReply => ({ ok: false, problem });
