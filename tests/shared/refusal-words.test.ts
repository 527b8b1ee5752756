import { describe, expect, it } from 'vitest';
import { haltWords, refusalWords } from '../../shared/refusal-words.ts';
import type { Refusal, RefusalCode } from '../../shared/refusal.ts';
import { REFUSALS } from '../../shared/refusal.ts';
import type { HaltCause } from '../../shared/trading.ts';
import { bps, lamports, millis, tokenUnits } from '../../shared/units.ts';
import { NOON, sol, SOMEBODY } from '../support/pools.ts';

const WORDS: readonly (readonly [Refusal, string])[] = [
  [{ code: 'not-a-sol-pair' }, 'not a pair with SOL'],
  [{ code: 'not-buyable-yet', program: 'clmm' }, 'a new CLMM pool: nothing to buy in it yet'],
  [
    { code: 'risky-extension', extension: 'PermanentDelegate' },
    'its mint has the extension PermanentDelegate',
  ],
  [
    { code: 'transfer-fee-too-high', foundBps: bps(1_000), allowedBps: bps(500) },
    'its mint keeps 10 % of a transfer, 5 % is allowed',
  ],
  [{ code: 'facts-unavailable', detail: 'no such account' }, 'could not be read: no such account'],
  [{ code: 'not-open-yet', opensAtMs: NOON }, 'swaps are not open yet'],
  [{ code: 'mint-authority-set', authority: SOMEBODY }, 'mint authority is set'],
  [{ code: 'freeze-authority-set', authority: SOMEBODY }, 'freeze authority is set'],
  [
    { code: 'lp-not-burned', foundBps: bps(8_950), askedBps: bps(9_000) },
    'LP burned 89.5 %, you ask for 90 %',
  ],
  [
    { code: 'lp-not-burned', foundBps: null, askedBps: bps(10_000) },
    'LP burned share unknown, you ask for 100 %',
  ],
  [
    { code: 'too-little-liquidity', foundLamports: sol(4.96), askedLamports: sol(5) },
    'liquidity 4.9 SOL, you ask for 5.0',
  ],
  [{ code: 'impact-too-high', foundBps: bps(505), allowedBps: bps(7) }, 'impact 5.05 %, you allow 0.07 %'],
  [{ code: 'nothing-out' }, 'nothing would come out of the swap'],
  [
    { code: 'price-moved', shownOut: tokenUnits(2n), nowOut: tokenUnits(1n) },
    'the price got worse by more than your slippage since you were shown it',
  ],
  [{ code: 'halted', cause: { code: 'not-armed-yet' } }, 'trading is halted: not armed yet'],
  [{ code: 'reducing' }, 'selling only'],
  [
    { code: 'hourly-limit', used: 10, limit: 10, freeAtMs: NOON },
    '10 of 10 buys used in the last 60 minutes',
  ],
  [{ code: 'cooling-down', untilMs: NOON }, 'this pool is cooling down'],
  [{ code: 'spend-cap', spentLamports: sol(4.999), capLamports: sol(5) }, 'spent 4.99 of 5.00 SOL today'],
  [{ code: 'loss-cap', lostLamports: sol(1.25), capLamports: sol(1) }, 'lost 1.25 of 1.00 SOL today'],
  [
    { code: 'balance-too-low', haveLamports: sol(0.1), needLamports: lamports(104_010_000n) },
    'wallet has 0.100 SOL, the order needs 0.104',
  ],
  [{ code: 'pending-full', limit: 50 }, '50 pools are waiting for you already'],
  [{ code: 'queue-full', limit: 10 }, '10 orders are queued already'],
  [{ code: 'waited-too-long', waitedMs: millis(5_250) }, 'no order slot came free in 5.3 s'],
  [{ code: 'skipped' }, 'skipped by you'],
  [{ code: 'offer-expired' }, 'you did not answer in time'],
  [{ code: 'killed' }, 'the stop was pressed'],
  [
    { code: 'order-abandoned', detail: 'no blockhash is known' },
    'given up before signing: no blockhash is known',
  ],
  [{ code: 'order-failed', detail: 'slippage' }, 'failed on chain: slippage'],
  [{ code: 'order-expired' }, 'never landed, and cannot any more'],
];

const HALTS: readonly (readonly [HaltCause | null, string])[] = [
  [null, 'you set it to selling only'],
  [{ code: 'not-armed-yet' }, 'not armed yet'],
  [{ code: 'killed', by: 'button' }, 'stopped with the stop button'],
  [{ code: 'killed', by: 'shortcut' }, 'stopped with the keyboard shortcut'],
  [{ code: 'killed', by: 'tray' }, 'stopped with the tray menu'],
  [{ code: 'killed', by: 'command-line' }, 'stopped with the command line'],
  [{ code: 'journal-failed', message: 'disk full' }, 'the journal cannot be written: disk full'],
  [{ code: 'invariant-broken', message: 'x' }, 'a rule of the engine was broken: x'],
  [{ code: 'loss-cap' }, 'the loss of the day reached its cap'],
];

describe('a refusal in words', () => {
  it.each(WORDS.map(([refusal, words]) => ({ code: refusal.code, refusal, words })))(
    '$code: $words',
    ({ refusal, words }) => {
      expect(refusalWords(refusal)).toBe(words);
    },
  );

  it('is there for every code, as are its label and its meaning', () => {
    const codes = Object.keys(REFUSALS) as RefusalCode[];
    expect(new Set(WORDS.map(([{ code }]) => code))).toEqual(new Set(codes));
    for (const { label, meaning } of Object.values(REFUSALS)) {
      expect(label).toMatch(/^\S.{3,24}\S$/);
      expect(meaning).toMatch(/^[A-Z].*\.$/);
    }
  });

  it('has a label that no other has', () => {
    const labels = Object.values(REFUSALS).map(({ label }) => label);
    expect(new Set(labels).size).toBe(labels.length);
  });
});

describe('a halt in words', () => {
  it.each(HALTS)('%j', (cause, words) => {
    expect(haltWords(cause)).toBe(words);
  });
});
