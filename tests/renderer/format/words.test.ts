import { describe, expect, it } from 'vitest';
import { orderId, type OrderView } from '../../../shared/order.ts';
import { address, bps, lamports, millis, slot, tokenUnits, unixMs } from '../../../shared/units.ts';
import { shortAddress } from '../../../renderer/format/address.ts';
import { checkWords } from '../../../renderer/format/check-words.ts';
import { formatClock, formatClockMs } from '../../../renderer/format/clock-time.ts';
import { declinedTitle, problemWords } from '../../../renderer/format/command-words.ts';
import { exitSentence, exitWords } from '../../../renderer/format/exit-words.ts';
import { fillCosts } from '../../../renderer/format/fill-words.ts';
import { haltBanner } from '../../../renderer/format/halt-banner.ts';
import { orderOutcome } from '../../../renderer/format/order-words.ts';
import { outcomeLabel, outcomeMeaning } from '../../../renderer/format/outcome-label.ts';
import { fillOf } from '../../support/pools.ts';
import { demoDesk } from '../support/demo-desk.ts';

describe('words for people', () => {
  it('cut an address to its two ends', () => {
    expect(shortAddress('So11111111111111111111111111111111111111112')).toBe('So1111…1112');
    expect(shortAddress('short')).toBe('short');
  });

  it('tell the time of day of the viewer', () => {
    const at = unixMs(new Date(2026, 6, 30, 9, 5, 7, 41).getTime());
    expect(formatClock(at)).toBe('09:05:07');
    expect(formatClockMs(at)).toBe('09:05:07.041');
  });

  it('say what a check found', () => {
    expect(checkWords({ code: 'mint-authority', verdict: 'passed', value: null })).toBe('mint renounced');
    expect(checkWords({ code: 'freeze-authority', verdict: 'warned', value: null })).toBe('can be frozen');
    expect(checkWords({ code: 'lp-burned', verdict: 'passed', value: bps(10_000) })).toBe('LP burned 100 %');
    expect(checkWords({ code: 'lp-burned', verdict: 'warned', value: bps(6_150) })).toBe('LP burned 61.5 %');
    expect(checkWords({ code: 'lp-burned', verdict: 'warned', value: null })).toBe('LP burned: unknown');
    expect(checkWords({ code: 'transfer-fee', verdict: 'warned', value: bps(250) })).toBe(
      'transfer fee 2.5 %',
    );
  });

  it('name the cause of a halt and what to do about it', () => {
    expect(haltBanner({ code: 'killed', by: 'shortcut' })).toEqual({
      cause: 'Stopped with the keyboard shortcut',
      remedy: 'Nothing is signed or sent. Orders already on their way are followed to their end.',
    });
    expect(haltBanner({ code: 'journal-failed', message: 'ENOSPC' }).cause).toBe(
      'The journal cannot be written: ENOSPC',
    );
    expect(haltBanner(null).cause).toBe('Trading is halted');
  });

  it('say what did not happen, and why, as sentences', () => {
    expect(declinedTitle({ kind: 'sell', pool: address('p') }, 'FROG')).toBe('FROG: not sold');
    expect(declinedTitle({ kind: 'arm' }, null)).toBe('Not armed');
    expect(problemWords({ code: 'offer-gone' })).toBe(
      'The offer is gone: it expired or was answered already.',
    );
    expect(
      problemWords({
        code: 'refused',
        refusal: {
          code: 'balance-too-low',
          haveLamports: lamports(20_000_000n),
          needLamports: lamports(104_000_000n),
        },
      }),
    ).toBe('Wallet has 0.020 SOL, the order needs 0.104.');
    expect(
      problemWords({
        code: 'settings-out-of-range',
        problems: [{ setting: 'buyLamports', value: '0', allowed: '0.001 to 100 SOL' }],
      }),
    ).toBe('Out of range: buyLamports (0.001 to 100 SOL).');
    expect(
      problemWords({
        code: 'refused',
        refusal: { code: 'price-moved', shownOut: tokenUnits(2n), nowOut: tokenUnits(1n) },
      }),
    ).toBe('The price got worse by more than your slippage since you were shown it.');
  });

  it('spell the exit rules short and in full', () => {
    const exit = { takeProfitBps: bps(5_000), stopLossBps: bps(2_050), maxHoldMs: millis(1_800_000) };
    expect(exitWords(exit)).toBe('TP 50 · SL 20.5 · 30 min');
    expect(exitSentence(exit)).toBe(
      'Sold by itself when it has gained 50 %, or when it has lost 20.5 %, or after 30 min.',
    );
    const none = { takeProfitBps: null, stopLossBps: null, maxHoldMs: null };
    expect(exitWords(none)).toBe('no exit rule');
    expect(exitSentence(none)).toBe('No exit rule is set: it is sold only by you.');
  });

  it('head the why-not list with the labels of the codes', () => {
    expect(outcomeLabel('bought')).toBe('bought');
    expect(outcomeLabel('freeze-authority-set')).toBe('freeze authority');
    expect(outcomeMeaning('too-little-liquidity')).toMatch(/^The pool holds less SOL than you ask for\. /);
  });
});

describe('the costs of a fill', () => {
  it('are told to the lamport, the rent a little shorter, and only those that there are', () => {
    const fill = fillOf({ feeLamports: lamports(5_000n), rentLamports: lamports(0n) });
    expect(fillCosts(fill)).toBe('fee 0.000005 SOL');
    expect(
      fillCosts({ ...fill, tipLamports: lamports(1_000_000n), rentLamports: lamports(-2_039_280n) }),
    ).toBe('fee 0.000005 · tip 0.001 · rent back 0.00204 SOL');
  });
});

describe('an order’s outcome in words', () => {
  const order = demoDesk().liveOrders[orderId(214)];
  if (order === undefined) throw new Error('the demo desk has no order 214');
  const words = (change: Partial<OrderView>) => orderOutcome({ ...order, ...change });

  it('tells how far behind the pool it landed', () => {
    expect(words({})).toEqual({ words: 'landed, 1 slot behind, 412 ms', tone: 'good' });
    expect(words({ status: 'finalized', landedSlot: slot(Number(order.poolSlot) + 3) }).words).toBe(
      'landed, 3 slots behind, 412 ms',
    );
    expect(words({ poolSlot: null }).words).toBe('landed, 412 ms');
    expect(words({ trigger: 'pool-opened' }).words).toBe('landed, 412 ms');
  });

  it('keeps what is open apart from what failed', () => {
    expect(words({ status: 'sent', processedAfterMs: null, sends: 1 }).words).toBe('sent, waiting');
    expect(words({ status: 'unknown', note: 'deadline' })).toEqual({
      words: 'unknown: deadline, being settled',
      tone: 'warn',
    });
    const failure = {
      code: 'slippage',
      detail: '0x1e',
      slot: slot(1),
      feeLamports: lamports(5_000n),
    } as const;
    expect(words({ status: 'failed-onchain', failure })).toEqual({
      words: 'failed on chain: slippage',
      tone: 'bad',
    });
  });
});
