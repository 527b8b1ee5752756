import type { Address } from '../../../shared/units.ts';
import { decodeCpmmConfigAccount, type CpmmConfigAccount } from '../../protocol/cpmm-config-account.ts';
import { CPMM_PROGRAM, SYSTEM_PROGRAM, TOKEN_2022_PROGRAM } from '../../protocol/programs.ts';
import type { MintAccount } from '../../protocol/mint-account.ts';
import type { TokenAccount } from '../../protocol/token-account.ts';
import { isTokenProgram, mintState, tokenState } from '../ledger/token-state.ts';
import type { InvokeContext, ProgramResult } from '../runtime/invoke-context.ts';
import { cpmmFailure, type CpmmFailureName } from './cpmm-failure.ts';
import { feeOfTransfer, readToken2022Mint } from './token-2022-ledger.ts';

/** Ends the reading of an instruction's accounts at the first one that Anchor would not take. */
export class CpmmRefusal extends Error {
  readonly result: ProgramResult;

  constructor(context: InvokeContext, name: CpmmFailureName, account?: string) {
    super(name);
    this.result = cpmmFailure(context, name, account);
  }
}

/** Runs an instruction; a refused account ends it with Anchor's error. */
export function withRefusals(run: () => ProgramResult): ProgramResult {
  try {
    return run();
  } catch (thrown) {
    if (thrown instanceof CpmmRefusal) return thrown.result;
    throw thrown;
  }
}

/** The bytes of an account of this program. */
export function ownAccount(context: InvokeContext, address: Address, name: string): Uint8Array {
  const account = context.get(address);
  if (account.owner === CPMM_PROGRAM) return account.data;
  throw new CpmmRefusal(context, notOwned(account), name);
}

const notOwned = (account: { readonly owner: Address; readonly lamports: bigint }): CpmmFailureName =>
  account.owner === SYSTEM_PROGRAM && account.lamports === 0n
    ? 'accountNotInitialized'
    : 'accountOwnedByWrongProgram';

export function configAccount(context: InvokeContext, address: Address): CpmmConfigAccount {
  const config = decodeCpmmConfigAccount(ownAccount(context, address, 'amm_config'));
  if (config === null) throw new CpmmRefusal(context, 'accountDiscriminatorMismatch', 'amm_config');
  return config;
}

/** A token account of either token program. */
export function tokenAccount(context: InvokeContext, address: Address, name: string): TokenAccount {
  const account = context.get(address);
  if (!isTokenProgram(account.owner)) throw new CpmmRefusal(context, notOwned(account), name);
  const token = tokenState(account);
  if (token === null) throw new CpmmRefusal(context, 'accountNotInitialized', name);
  return token;
}

/** A mint of either token program. */
export function mint(context: InvokeContext, address: Address, name: string): MintAccount {
  const account = context.get(address);
  if (!isTokenProgram(account.owner)) throw new CpmmRefusal(context, notOwned(account), name);
  const state = mintState(account);
  if (state === null) throw new CpmmRefusal(context, 'accountNotInitialized', name);
  return state;
}

/** What a transfer of this mint would cost, and 0 for SPL Token (`get_transfer_fee`). */
export function transferFeeOfMint(context: InvokeContext, address: Address, amount: bigint): bigint {
  if (context.get(address).owner !== TOKEN_2022_PROGRAM) return 0n;
  const extended = readToken2022Mint(context, address);
  return extended === null ? 0n : feeOfTransfer(extended, amount, context.clock.epoch);
}
