import { lamports, WSOL_MINT, type Address } from '../../../shared/units.ts';
import { encodeBase58 } from '../../protocol/base58.ts';
import type { Instruction } from '../../protocol/instruction.ts';
import { addressWithSeed } from '../../protocol/pda.ts';
import { TOKEN_PROGRAM } from '../../protocol/programs.ts';
import { createAccountWithSeedInstruction } from '../../protocol/system-instructions.ts';
import { TOKEN_ACCOUNT_BYTES } from '../../protocol/token-account.ts';
import { closeAccountInstruction, initializeAccount3Instruction } from '../../protocol/token-instructions.ts';
import { rentExemptMinimum } from '../ledger/ledger-account.ts';
import type { Random } from '../prng/random.ts';

/** An account with money for one transaction, and what it needs around it. */
export type Money = {
  readonly account: Address;
  readonly before: readonly Instruction[];
  readonly after: readonly Instruction[];
};

/** As wallets do it: a throw-away account that is closed again in the same transaction. */
export function wrapSol(amount: bigint, owner: Address, random: Random): Money {
  const seed = encodeBase58(random.bytes(24)).slice(0, 32);
  const account = addressWithSeed(owner, seed, TOKEN_PROGRAM);
  const create = createAccountWithSeedInstruction({
    from: owner,
    newAccount: account,
    base: owner,
    seed,
    lamports: lamports(amount + rentExemptMinimum(TOKEN_ACCOUNT_BYTES)),
    space: BigInt(TOKEN_ACCOUNT_BYTES),
    owner: TOKEN_PROGRAM,
  });
  const initialize = initializeAccount3Instruction({ account, mint: WSOL_MINT, owner });
  const close = closeAccountInstruction({ account, destination: owner, owner });
  return { account, before: [create, initialize], after: [close] };
}
