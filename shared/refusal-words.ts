import { assertNever } from './assert-never.ts';
import { formatSol } from './format-amounts.ts';
import { KILL_SOURCE_WORDS } from './kill-source-words.ts';
import { PROGRAM_NAMES } from './program-names.ts';
import type { Refusal } from './refusal.ts';
import type { HaltCause } from './trading.ts';
import type { Bps } from './units.ts';

const percent = (value: Bps): string => `${(value / 100).toFixed(2).replace(/\.?0+$/, '')} %`;

/** Why trading is not armed, as half a sentence. */
export function haltWords(cause: HaltCause | null): string {
  if (cause === null) return 'you set it to selling only';
  switch (cause.code) {
    case 'not-armed-yet':
      return 'not armed yet';
    case 'killed':
      return `stopped with ${KILL_SOURCE_WORDS[cause.by]}`;
    case 'journal-failed':
      return `the journal cannot be written: ${cause.message}`;
    case 'invariant-broken':
      return `a rule of the engine was broken: ${cause.message}`;
    case 'loss-cap':
      return 'the loss of the day reached its cap';
    default:
      return assertNever(cause, 'halt cause');
  }
}

/** A refusal in plain words: what was found, and what was asked for. The log and the window say the same. */
export function refusalWords(refusal: Refusal): string {
  switch (refusal.code) {
    case 'not-a-sol-pair':
      return 'not a pair with SOL';
    case 'not-buyable-yet':
      return `a new ${PROGRAM_NAMES[refusal.program]} pool: nothing to buy in it yet`;
    case 'facts-unavailable':
      return `could not be read: ${refusal.detail}`;
    case 'not-open-yet':
      return 'swaps are not open yet';
    case 'mint-authority-set':
      return 'mint authority is set';
    case 'freeze-authority-set':
      return 'freeze authority is set';
    case 'risky-extension':
      return `its mint has the extension ${refusal.extension}`;
    case 'transfer-fee-too-high':
      return `its mint keeps ${percent(refusal.foundBps)} of a transfer, ${percent(refusal.allowedBps)} is allowed`;
    case 'lp-not-burned':
      return refusal.foundBps === null
        ? `LP burned share unknown, you ask for ${percent(refusal.askedBps)}`
        : `LP burned ${percent(refusal.foundBps)}, you ask for ${percent(refusal.askedBps)}`;
    case 'too-little-liquidity':
      return `liquidity ${formatSol(refusal.foundLamports, 1)} SOL, you ask for ${formatSol(refusal.askedLamports, 1)}`;
    case 'impact-too-high':
      return `impact ${percent(refusal.foundBps)}, you allow ${percent(refusal.allowedBps)}`;
    case 'nothing-out':
      return 'nothing would come out of the swap';
    case 'price-moved':
      return 'the price got worse by more than your slippage since you were shown it';
    case 'halted':
      return `trading is halted: ${haltWords(refusal.cause)}`;
    case 'reducing':
      return 'selling only';
    case 'hourly-limit':
      return `${refusal.used} of ${refusal.limit} buys used in the last 60 minutes`;
    case 'cooling-down':
      return 'this pool is cooling down';
    case 'spend-cap':
      return `spent ${formatSol(refusal.spentLamports, 2)} of ${formatSol(refusal.capLamports, 2)} SOL today`;
    case 'loss-cap':
      return `lost ${formatSol(refusal.lostLamports, 2)} of ${formatSol(refusal.capLamports, 2)} SOL today`;
    case 'balance-too-low':
      return `wallet has ${formatSol(refusal.haveLamports, 3)} SOL, the order needs ${formatSol(refusal.needLamports, 3)}`;
    case 'pending-full':
      return `${refusal.limit} pools are waiting for you already`;
    case 'queue-full':
      return `${refusal.limit} orders are queued already`;
    case 'waited-too-long':
      return `no order slot came free in ${(refusal.waitedMs / 1000).toFixed(1)} s`;
    case 'skipped':
      return 'skipped by you';
    case 'offer-expired':
      return 'you did not answer in time';
    case 'killed':
      return 'the stop was pressed';
    case 'order-abandoned':
      return `given up before signing: ${refusal.detail}`;
    case 'order-failed':
      return `failed on chain: ${refusal.detail}`;
    case 'order-expired':
      return 'never landed, and cannot any more';
    default:
      return assertNever(refusal, 'refusal');
  }
}
