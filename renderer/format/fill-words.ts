import type { Fill } from '../../shared/order.ts';
import { formatSol, formatSolExact } from './sol.ts';

/** Where the figures of a fill come from, when not from the chain itself. */
export const FILL_SOURCE_WORDS: Readonly<Record<Exclude<Fill['source'], 'chain'>, string>> = {
  simulated: 'simulated',
  quoted: 'quoted',
};

export const FILL_SOURCE_MEANING: Readonly<Record<Exclude<Fill['source'], 'chain'>, string>> = {
  simulated: 'Not sent: this is what the chain’s simulation of the order returned.',
  quoted: 'Not sent and not simulated: this is the desk’s own quote.',
};

/** Rent comes back, so its last digits do not matter. */
const RENT_DIGITS = 5;

/** What the order cost beside its swap: `fee 0.000005 · tip 0.001 · rent 0.00204 SOL`. */
export function fillCosts({ feeLamports, tipLamports, rentLamports }: Fill): string {
  const parts = [`fee ${formatSolExact(feeLamports)}`];
  if (tipLamports !== 0n) parts.push(`tip ${formatSolExact(tipLamports)}`);
  if (rentLamports !== 0n) {
    parts.push(
      rentLamports > 0n
        ? `rent ${formatSol(rentLamports, RENT_DIGITS)}`
        : `rent back ${formatSol(-rentLamports as Fill['rentLamports'], RENT_DIGITS)}`,
    );
  }
  return `${parts.join(' · ')} SOL`;
}
