import type { PoolProgram } from './pool.ts';
import type { HaltCause } from './trading.ts';
import type { Address, Bps, Lamports, Millis, TokenUnits, UnixMs } from './units.ts';

/** Why a pool was not bought, or why an order was not allowed: a closed code with what was found and what was asked. */
export type Refusal =
  | { readonly code: 'not-a-sol-pair' }
  | { readonly code: 'not-buyable-yet'; readonly program: PoolProgram }
  | { readonly code: 'facts-unavailable'; readonly detail: string }
  | { readonly code: 'not-open-yet'; readonly opensAtMs: UnixMs }
  | { readonly code: 'mint-authority-set'; readonly authority: Address }
  | { readonly code: 'freeze-authority-set'; readonly authority: Address }
  | { readonly code: 'risky-extension'; readonly extension: string }
  | { readonly code: 'transfer-fee-too-high'; readonly foundBps: Bps; readonly allowedBps: Bps }
  | { readonly code: 'lp-not-burned'; readonly foundBps: Bps | null; readonly askedBps: Bps }
  | {
      readonly code: 'too-little-liquidity';
      readonly foundLamports: Lamports;
      readonly askedLamports: Lamports;
    }
  | { readonly code: 'impact-too-high'; readonly foundBps: Bps; readonly allowedBps: Bps }
  | { readonly code: 'nothing-out' }
  | { readonly code: 'price-moved'; readonly shownOut: TokenUnits; readonly nowOut: TokenUnits }
  | { readonly code: 'halted'; readonly cause: HaltCause | null }
  | { readonly code: 'reducing' }
  | {
      readonly code: 'hourly-limit';
      readonly used: number;
      readonly limit: number;
      readonly freeAtMs: UnixMs;
    }
  | { readonly code: 'cooling-down'; readonly untilMs: UnixMs }
  | { readonly code: 'spend-cap'; readonly spentLamports: Lamports; readonly capLamports: Lamports }
  | { readonly code: 'loss-cap'; readonly lostLamports: Lamports; readonly capLamports: Lamports }
  | { readonly code: 'balance-too-low'; readonly haveLamports: Lamports; readonly needLamports: Lamports }
  | { readonly code: 'pending-full'; readonly limit: number }
  | { readonly code: 'queue-full'; readonly limit: number }
  | { readonly code: 'waited-too-long'; readonly waitedMs: Millis }
  | { readonly code: 'skipped' }
  | { readonly code: 'offer-expired' }
  | { readonly code: 'killed' }
  | { readonly code: 'order-abandoned'; readonly detail: string }
  | { readonly code: 'order-failed'; readonly detail: string }
  | { readonly code: 'order-expired' };

export type RefusalCode = Refusal['code'];

/** The one reason in which every pool ends. */
export type PoolOutcome = 'bought' | RefusalCode;

/** A row for people: `label` heads the why-not list, `meaning` explains the code in docs/refusals.md. */
type RefusalWords = { readonly label: string; readonly meaning: string };

export const REFUSALS: Readonly<Record<RefusalCode, RefusalWords>> = {
  'not-a-sol-pair': {
    label: 'not a SOL pair',
    meaning: 'Neither side of the pool, or both, is wrapped SOL.',
  },
  'not-buyable-yet': {
    label: 'not buyable yet',
    meaning:
      'The pool starts without liquidity (CLMM): there is nothing to buy until somebody opens a position.',
  },
  'facts-unavailable': {
    label: 'facts not available',
    meaning: 'The pool or its mint could not be read from the chain in time, so it was not judged.',
  },
  'not-open-yet': {
    label: 'not open yet',
    meaning:
      'The pool opens later than the desk waits for by the chain’s clock, did not open in that time, or as many pools as allowed were waiting to open.',
  },
  'mint-authority-set': { label: 'mint authority', meaning: 'Somebody can still mint more of the token.' },
  'freeze-authority-set': {
    label: 'freeze authority',
    meaning: 'Somebody can freeze your token account, and then it cannot be sold.',
  },
  'risky-extension': {
    label: 'risky extension',
    meaning:
      'The Token-2022 mint has an extension that can keep you from selling, or one that is not known: always refused.',
  },
  'transfer-fee-too-high': {
    label: 'transfer fee too high',
    meaning: 'The Token-2022 mint keeps more than 5 % of every transfer, which is always refused.',
  },
  'lp-not-burned': {
    label: 'liquidity not locked',
    meaning:
      'Less of the LP supply is burned than you ask for: the liquidity can be withdrawn. A LaunchLab pool has no LP tokens and is not asked.',
  },
  'too-little-liquidity': {
    label: 'too little liquidity',
    meaning:
      'The pool holds less SOL than you ask for. On LaunchLab’s curve the virtual SOL that prices the swap counts too.',
  },
  'impact-too-high': {
    label: 'impact too high',
    meaning: 'Your order would move the price by more than you allow.',
  },
  'nothing-out': {
    label: 'nothing would come out',
    meaning: 'The swap would give less than one unit after slippage.',
  },
  'price-moved': {
    label: 'price moved',
    meaning: 'Between what you were shown and your approval the price got worse by more than your slippage.',
  },
  halted: { label: 'trading halted', meaning: 'Trading was not armed when the pool came.' },
  reducing: { label: 'selling only', meaning: 'The desk was set to sell and not to buy.' },
  'hourly-limit': {
    label: 'hourly limit',
    meaning: 'The number of buys allowed in any 60 minutes was used up.',
  },
  'cooling-down': { label: 'cooling down', meaning: 'This pool was bought less than the cooldown ago.' },
  'spend-cap': {
    label: 'daily spend cap',
    meaning: 'The buy would take the spend of the day (UTC) over its cap.',
  },
  'loss-cap': {
    label: 'daily loss cap',
    meaning: 'The loss of the day (UTC), fees included, has reached its cap.',
  },
  'balance-too-low': {
    label: 'balance too low',
    meaning: 'The wallet cannot pay for the buy, its fees and the rent of a token account.',
  },
  'pending-full': {
    label: 'waiting list full',
    meaning: 'As many pools as allowed were already waiting for you.',
  },
  'queue-full': {
    label: 'order queue full',
    meaning: 'All order slots were taken and the queue behind them was full.',
  },
  'waited-too-long': { label: 'waited too long', meaning: 'No order slot became free in time.' },
  skipped: { label: 'skipped by you', meaning: 'You skipped the pool.' },
  'offer-expired': { label: 'offer expired', meaning: 'You neither approved nor skipped the pool in time.' },
  killed: { label: 'stopped', meaning: 'The stop was pressed while the pool was waiting.' },
  'order-abandoned': {
    label: 'order abandoned',
    meaning: 'The order was given up before it was signed; no money was at risk.',
  },
  'order-failed': { label: 'failed on chain', meaning: 'The chain refused the swap; only the fee was paid.' },
  'order-expired': {
    label: 'order expired',
    meaning: 'The order never landed and provably cannot land any more.',
  },
};
