import type { AccountBytes, ChainReads, SignatureAt } from '../../../electron/protocol/chain-reads.ts';
import type { ChainTransaction } from '../../../electron/protocol/chain-transaction.ts';
import { err, ok } from '../../../shared/result.ts';
import { slot, type Address, type Signature } from '../../../shared/units.ts';

export type FakeChainReads = ChainReads & {
  readonly held: Map<Address, AccountBytes>;
  readonly transactions: Map<Signature, ChainTransaction>;
  /** By address, newest first. */
  readonly signatures: Map<Address, readonly SignatureAt[]>;
  /** What lookup tables hold. */
  readonly tables: Map<Address, readonly Address[]>;
  /** Every read, in order: what was asked for. */
  readonly asked: string[];
  /** While it is set every read fails with it. */
  failure: string | null;
};

/** A chain of what the test puts there. */
export function fakeChainReads(): FakeChainReads {
  const chain: FakeChainReads = {
    held: new Map(),
    transactions: new Map(),
    signatures: new Map(),
    tables: new Map(),
    asked: [],
    failure: null,
    accounts: async (addresses) => {
      chain.asked.push(`accounts ${addresses.join(' ')}`);
      if (chain.failure !== null) return err(chain.failure);
      return ok({ slot: slot(1), accounts: addresses.map((each) => chain.held.get(each) ?? null) });
    },
    transaction: async (signature) => {
      chain.asked.push(`transaction ${signature}`);
      if (chain.failure !== null) return err(chain.failure);
      return ok(chain.transactions.get(signature) ?? null);
    },
    loadedAddresses: async (tables) => {
      chain.asked.push(`tables ${tables.map(({ table }) => table).join(' ')}`);
      if (chain.failure !== null) return err(chain.failure);
      const from = (side: 'writableIndexes' | 'readonlyIndexes'): readonly Address[] =>
        tables.flatMap((use) => use[side].map((at) => chain.tables.get(use.table)?.[at] ?? use.table));
      return ok({ writable: from('writableIndexes'), readonly: from('readonlyIndexes') });
    },
    signaturesFor: async (address, { until, limit }) => {
      chain.asked.push(`signatures ${address} until ${until ?? 'the beginning'}`);
      if (chain.failure !== null) return err(chain.failure);
      const all = chain.signatures.get(address) ?? [];
      const end = all.findIndex(({ signature }) => signature === until);
      return ok(all.slice(0, end < 0 ? limit : Math.min(end, limit)));
    },
  };
  return chain;
}
