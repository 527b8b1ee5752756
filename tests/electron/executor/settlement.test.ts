import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  settle,
  WATCHING,
  type Settlement,
  type SettlementInput,
  type SettlementNews,
  type Verdict,
} from '../../../electron/executor/settlement.ts';
import type { Fill, OnChainFailure } from '../../../shared/order.ts';
import { lamports, slot, tokenUnits } from '../../../shared/units.ts';

const FILL: Fill = {
  source: 'chain',
  slot: slot(10),
  tokenUnits: tokenUnits(1n),
  solLamports: lamports(1n),
  feeLamports: lamports(1n),
  tipLamports: lamports(0n),
  rentLamports: lamports(0n),
  walletLamports: lamports(-2n),
};
const FAILURE: OnChainFailure = {
  code: 'slippage',
  detail: '0x1e',
  slot: slot(10),
  feeLamports: lamports(1n),
};
const filled: Verdict = { kind: 'filled', fill: FILL };
const failed: Verdict = { kind: 'failed', failure: FAILURE };

const seen = (level: 'processed' | 'confirmed' | 'finalized'): SettlementInput => ({
  kind: 'seen',
  level,
  slot: slot(10),
});

/** Runs inputs through; the transaction is read, as the watch does, whenever the order is landing. */
function run(
  inputs: readonly SettlementInput[],
  verdict: Verdict,
): { end: Settlement; news: readonly SettlementNews[] } {
  let state = WATCHING;
  const news: SettlementNews[] = [];
  const take = (input: SettlementInput): void => {
    const step = settle(state, input);
    state = step.next;
    news.push(...step.news);
  };
  for (const input of inputs) {
    take(input);
    if (state.stage === 'landing') take({ kind: 'verdict', verdict });
  }
  return { end: state, news };
}

const kinds = (news: readonly SettlementNews[]): readonly string[] => news.map(({ kind }) => kind);

describe('settling an order', () => {
  it('tells processed, confirmed with the fill, finalized', () => {
    const { end, news } = run([seen('processed'), seen('confirmed'), seen('finalized')], filled);
    expect(news).toEqual([
      { kind: 'processed', slot: 10 },
      { kind: 'confirmed', fill: FILL },
      { kind: 'finalized' },
    ]);
    expect(end.stage).toBe('final');
  });

  it('does not call an order filled for being confirmed: the transaction must be read first', () => {
    const { next, news } = settle(WATCHING, seen('confirmed'));
    expect(kinds(news)).toEqual(['processed']);
    expect(next.stage).toBe('landing');
  });

  it('tells all of it when the first that is heard is finality', () => {
    expect(kinds(run([seen('finalized')], filled).news)).toEqual(['processed', 'confirmed', 'finalized']);
  });

  it('ends with the failure when the transaction failed', () => {
    const { end, news } = run([seen('confirmed'), seen('finalized')], failed);
    expect(kinds(news)).toEqual(['processed', 'failed']);
    expect(end.stage).toBe('final');
  });

  it('becomes overdue once and settles all the same', () => {
    const { news } = run(
      [{ kind: 'deadline' }, { kind: 'deadline' }, seen('confirmed'), { kind: 'deadline' }],
      filled,
    );
    expect(kinds(news)).toEqual(['overdue', 'processed', 'confirmed']);
  });

  it('does not expire what was seen confirmed', () => {
    const landing = settle(WATCHING, seen('confirmed')).next;
    expect(settle(landing, { kind: 'proven-gone', proof: 'no' })).toEqual({ next: landing, news: [] });
  });

  it('expires what was processed on a fork that was dropped', () => {
    const { end, news } = run([seen('processed'), { kind: 'proven-gone', proof: 'gone' }], filled);
    expect(kinds(news)).toEqual(['processed', 'expired']);
    expect(end.stage).toBe('final');
  });
});

const anyInput = fc.oneof(
  fc.constantFrom<SettlementInput>(seen('processed'), seen('confirmed'), seen('finalized'), {
    kind: 'deadline',
  }),
  fc.constantFrom<SettlementInput>(
    { kind: 'verdict', verdict: filled },
    { kind: 'verdict', verdict: failed },
  ),
  fc.constant<SettlementInput>({ kind: 'proven-gone', proof: 'gone' }),
);

describe('whatever comes in, in any order, any number of times', () => {
  it('is told at most once, in the order in which it can happen, and never after the end', () => {
    fc.assert(
      fc.property(
        fc.array(anyInput, { maxLength: 20 }),
        fc.constantFrom(filled, failed),
        (inputs, verdict) => {
          const told = kinds(run(inputs, verdict).news);
          expect(new Set(told).size).toBe(told.length);
          const landing = told.filter((kind) => kind !== 'overdue').join(' ');
          expect(landing).toMatch(/^(processed( (confirmed( finalized)?|failed|expired))?|expired)?$/);
          const ends = ['finalized', 'failed', 'expired'];
          expect(told.slice(0, -1).filter((kind) => ends.includes(kind))).toEqual([]);
        },
      ),
    );
  });

  it('changes nothing when notices are repeated', () => {
    fc.assert(
      fc.property(fc.array(anyInput, { maxLength: 12 }), (inputs) => {
        const once = run(inputs, filled);
        const twice = run(
          inputs.flatMap((input) => [input, input, input]),
          filled,
        );
        expect(twice).toEqual(once);
      }),
    );
  });

  it('comes to the same when the notices of a landing are reordered and repeated', () => {
    const notices = [seen('processed'), seen('confirmed'), seen('finalized')];
    const shuffled = fc
      .array(fc.constantFrom(...notices), { maxLength: 9 })
      .chain((more) => fc.shuffledSubarray([...notices, ...more], { minLength: 3 + more.length }));
    fc.assert(
      fc.property(shuffled, fc.constantFrom(filled, failed), (inputs, verdict) => {
        const straight = run(notices, verdict);
        const mixed = run(inputs, verdict);
        expect(mixed.news).toEqual(straight.news);
        expect(mixed.end.stage).toBe('final');
      }),
    );
  });

  it('stays as it ended', () => {
    fc.assert(
      fc.property(fc.array(anyInput, { maxLength: 12 }), anyInput, (inputs, more) => {
        const { end } = run(inputs, filled);
        fc.pre(end.stage === 'final');
        expect(settle(end, more)).toEqual({ next: end, news: [] });
      }),
    );
  });
});
