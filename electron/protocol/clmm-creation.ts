import type { Address, Signature, Slot } from '../../shared/units.ts';
import { startsWith } from './account-fields.ts';
import type { ChainTransaction } from './chain-transaction.ts';
import type { ResolvedInstruction } from './instruction.ts';
import { CLMM_PROGRAM, SYSTEM_PROGRAM } from './programs.ts';

/** A CLMM pool as its creation tells it: it holds nothing yet, and so has no reserves. Token 0 is the base side. */
export type ClmmCreatePool = {
  readonly kind: 'create-pool' | 'create-customizable-pool' | 'create-permissioned-pool';
  readonly pool: Address;
  readonly config: Address;
  readonly creator: Address;
  readonly mint0: Address;
  readonly mint1: Address;
  readonly vault0: Address;
  readonly vault1: Address;
};

export type ClmmCreation = ClmmCreatePool & { readonly signature: Signature; readonly slot: Slot };

type Form = {
  readonly kind: ClmmCreatePool['kind'];
  readonly discriminator: Uint8Array;
  readonly accounts: number;
  readonly creator: number;
  /** Where the config stands; the pool, both mints and both vaults follow it. */
  readonly config: number;
};

// `CreatePool` and `CreateCustomizablePool` of raydium-clmm have the same accounts; the permissioned form, which is in the
// SDK, has a payer before and a permission behind the creator.
const FORMS: readonly Form[] = [
  {
    kind: 'create-pool',
    discriminator: Buffer.from('e992d18ecf6840bc', 'hex'),
    accounts: 13,
    creator: 0,
    config: 1,
  },
  {
    kind: 'create-customizable-pool',
    discriminator: Buffer.from('2b44d4a7592fa401', 'hex'),
    accounts: 13,
    creator: 0,
    config: 1,
  },
  {
    kind: 'create-permissioned-pool',
    discriminator: Buffer.from('24f3b3232aef35e5', 'hex'),
    accounts: 13,
    creator: 1,
    config: 3,
  },
];

/** Null when it is another program's, another instruction, or lacks accounts. */
export function parseClmmCreatePoolInstruction(instruction: ResolvedInstruction): ClmmCreatePool | null {
  const { programId, accounts, data } = instruction;
  if (programId !== CLMM_PROGRAM) return null;
  const form = FORMS.find(({ discriminator }) => startsWith(data, discriminator));
  if (form === undefined || accounts.length < form.accounts) return null;
  // The length was checked, so that every position exists.
  const at = (index: number): Address => accounts[index] ?? SYSTEM_PROGRAM;
  return {
    kind: form.kind,
    creator: at(form.creator),
    config: at(form.config),
    pool: at(form.config + 1),
    mint0: at(form.config + 2),
    mint1: at(form.config + 3),
    vault0: at(form.config + 4),
    vault1: at(form.config + 5),
  };
}

/** The CLMM pools that a transaction created, by its own or by inner instructions; none if it failed. */
export function decodeClmmCreations(transaction: ChainTransaction): readonly ClmmCreation[] {
  if (transaction.err !== null) return [];
  const { signature, slot } = transaction;
  return transaction.instructions.flatMap((each) => {
    const created = parseClmmCreatePoolInstruction(each);
    return created === null ? [] : [{ ...created, signature, slot }];
  });
}
