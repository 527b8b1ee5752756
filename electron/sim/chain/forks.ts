import type { Address, Signature } from '../../../shared/units.ts';
import type { Random } from '../prng/random.ts';
import type { Chain } from './chain.ts';

export type Fork = {
  /** How many of the newest blocks; 1 unless said otherwise, and never a confirmed one. */
  readonly blocks?: number;
  /**
   * What becomes of the transactions of visitors in them: they wait for the next block, or nobody has them any more, so
   * that they land only when they are sent again; `drawn` draws it for each from the seed. The market's own land again.
   */
  readonly transactions?: 'again' | 'lost' | 'drawn';
};

export type ForkOutcome = {
  readonly blocks: number;
  /** Transactions that landed in them and wait for no block now. */
  readonly lost: readonly Signature[];
};

const MOST_BLOCKS = 2;
const LOST_SHARE = 0.5;

/** Forks that drop processed blocks. */
export class Forks {
  readonly #chain: Chain;
  readonly #residents: ReadonlySet<Address>;
  readonly #random: Random;

  constructor(chain: Chain, residents: ReadonlySet<Address>, random: Random) {
    this.#chain = chain;
    this.#residents = residents;
    this.#random = random;
  }

  drop({ blocks = 1, transactions = 'drawn' }: Fork = {}): ForkOutcome {
    const lost: Signature[] = [];
    const abandoned = this.#chain.abandon(blocks, ({ signature, transaction }) => {
      const payer = transaction.accountKeys[0];
      const isResident = payer !== undefined && this.#residents.has(payer);
      const isLost =
        !isResident &&
        (transactions === 'lost' || (transactions === 'drawn' && this.#random.chance(LOST_SHARE)));
      if (isLost) lost.push(signature);
      return isLost ? 'lost' : 'again';
    });
    return { blocks: abandoned, lost };
  }

  /** With that probability. */
  maybe(share: number): void {
    if (this.#random.chance(share)) this.drop({ blocks: this.#random.between(1, MOST_BLOCKS) });
  }
}
