import type { OrderTicket } from '../../shared/order.ts';
import { lamports, WSOL_MINT, type Address, type Blockhash, type Lamports } from '../../shared/units.ts';
import type { Instruction } from '../protocol/instruction.ts';
import { addressWithSeed } from '../protocol/pda.ts';
import { TOKEN_PROGRAM } from '../protocol/programs.ts';
import { createAccountWithSeedInstruction } from '../protocol/system-instructions.ts';
import { TOKEN_ACCOUNT_BYTES } from '../protocol/token-account.ts';
import { closeAccountInstruction, initializeAccount3Instruction } from '../protocol/token-instructions.ts';

const SEED_CHARACTERS = 32;

/**
 * A wrapped-SOL account that lives only inside the transaction. Not the wallet's associated account: closing that
 * would unwrap what the trader keeps there and show in the fill, concurrent orders would wait for its lock, and
 * its address costs far more to derive. The seed holds the blockhash, which nobody knows long
 * before: lamports sent to the address in advance would make its creation fail.
 */
export type TemporaryWsol = { readonly account: Address; readonly seed: string };

export function temporaryWsol(wallet: Address, ticket: OrderTicket, blockhash: Blockhash): TemporaryWsol {
  const seed = `${ticket.id}.${blockhash}`.slice(0, SEED_CHARACTERS);
  return { account: addressWithSeed(wallet, seed, TOKEN_PROGRAM), seed };
}

/** Makes the account with its rent and `amount` on top, which InitializeAccount3 counts as wrapped. */
export function openWsol(
  wsol: TemporaryWsol,
  wallet: Address,
  rent: Lamports,
  amount: bigint,
): readonly Instruction[] {
  return [
    createAccountWithSeedInstruction({
      from: wallet,
      base: wallet,
      seed: wsol.seed,
      newAccount: wsol.account,
      lamports: lamports(rent + amount),
      space: BigInt(TOKEN_ACCOUNT_BYTES),
      owner: TOKEN_PROGRAM,
    }),
    initializeAccount3Instruction({ account: wsol.account, mint: WSOL_MINT, owner: wallet }),
  ];
}

/** Everything in the account, rent too, goes back to the wallet as SOL. */
export const closeWsol = ({ account }: TemporaryWsol, wallet: Address): Instruction =>
  closeAccountInstruction({ account, destination: wallet, owner: wallet });
