import type { OrderTicket } from '../../shared/order.ts';
import type { TradablePool } from '../../shared/pool.ts';
import {
  lamports,
  tokenUnits,
  WSOL_MINT,
  type Address,
  type Blockhash,
  type Lamports,
} from '../../shared/units.ts';
import type { AmmV4SwapUser, AmmV4SwapV2 } from '../protocol/amm-v4-swap-instruction.ts';
import { ammV4SwapV1WithoutMarket, ammV4SwapV2Instruction } from '../protocol/amm-v4-swap-instruction.ts';
import type { Instruction } from '../protocol/instruction.ts';
import { addressWithSeed } from '../protocol/pda.ts';
import { AMM_V4_AUTHORITY, TOKEN_PROGRAM } from '../protocol/programs.ts';
import { createAccountWithSeedInstruction } from '../protocol/system-instructions.ts';
import { TOKEN_ACCOUNT_BYTES } from '../protocol/token-account.ts';
import { closeAccountInstruction, initializeAccount3Instruction } from '../protocol/token-instructions.ts';

/** Which form of the swap instruction the deployed program understands. */
export type SwapVersion = 'v1' | 'v2';

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
export const closeToWallet = (account: Address, wallet: Address): Instruction =>
  closeAccountInstruction({ account, destination: wallet, owner: wallet });

export function swap(
  version: SwapVersion,
  { pool, amountIn, minOut }: OrderTicket,
  user: AmmV4SwapUser,
): Instruction {
  const parts: AmmV4SwapV2 = {
    pool: swapPool(pool),
    user,
    amounts: { fixed: 'in', amountIn: tokenUnits(amountIn), minimumOut: tokenUnits(minOut) },
  };
  return version === 'v2' ? ammV4SwapV2Instruction(parts) : ammV4SwapV1WithoutMarket(parts);
}

const swapPool = ({ pool, accounts }: TradablePool): AmmV4SwapV2['pool'] => ({
  pool,
  authority: AMM_V4_AUTHORITY,
  coinVault: accounts.baseVault,
  pcVault: accounts.quoteVault,
});
