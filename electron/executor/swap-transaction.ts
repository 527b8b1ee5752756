import type { OrderTicket } from '../../shared/order.ts';
import type { Address, Blockhash, Lamports } from '../../shared/units.ts';
import { createAssociatedTokenIdempotentInstruction } from '../protocol/associated-token-instructions.ts';
import {
  setComputeUnitLimitInstruction,
  setComputeUnitPriceInstruction,
} from '../protocol/compute-budget-instructions.ts';
import type { Instruction } from '../protocol/instruction.ts';
import { associatedTokenAddress } from '../protocol/pda.ts';
import { compileMessage } from '../protocol/transaction-wire.ts';
import { COMPUTE_LIMITS } from './compute-limits.ts';
import { swapInstruction, type SwapVersion } from './swap-route.ts';
import { closeWsol, openWsol, temporaryWsol } from './temporary-wsol.ts';
import { tipInstructions, type Tip } from './tip-policy.ts';

/** All that a swap's message depends on: the same request gives the same bytes. */
export type SwapRequest = {
  readonly ticket: OrderTicket;
  readonly wallet: Address;
  readonly blockhash: Blockhash;
  readonly microLamportsPerUnit: bigint;
  /** Of a plain account of 165 bytes: what the temporary account is made with. */
  readonly tokenAccountRent: Lamports;
  /** Only AMM v4 has two. */
  readonly version: SwapVersion;
  readonly tips: readonly Tip[];
};

/** The message to sign, v0 without lookup tables. Throws on a pool without a route: nothing such is approved. */
export function swapMessage(request: SwapRequest): Uint8Array {
  const { ticket, wallet, blockhash } = request;
  if (ticket.amountIn <= 0n || ticket.minOut <= 0n)
    throw new Error('an order must give and ask for something');
  const instructions = swapInstructions(request);
  return compileMessage({ payer: wallet, recentBlockhash: blockhash, version: 0, instructions });
}

export function tokenAccountOf(wallet: Address, ticket: OrderTicket): Address {
  return associatedTokenAddress(wallet, ticket.pool.tokenMint, ticket.pool.tokenProgram);
}

/** The compute units that the order asks for. Throws on a pool without a route. */
export function computeLimit({ side, pool }: OrderTicket): number {
  const { kind } = pool.terms;
  if (kind === 'clmm') throw new Error(`no route for ${kind}`);
  return COMPUTE_LIMITS[kind][side];
}

/**
 * A sell leaves the token account open, though its rent would come back with it: a token that anybody sends there would
 * fail the whole sell. The tips come last, so that a sell can pay them out of its proceeds.
 */
function swapInstructions(request: SwapRequest): readonly Instruction[] {
  const { ticket, wallet, version, tokenAccountRent } = request;
  const wsol = temporaryWsol(wallet, ticket, request.blockhash);
  const token = tokenAccountOf(wallet, ticket);
  const isBuy = ticket.side === 'buy';
  return [
    setComputeUnitLimitInstruction(computeLimit(ticket)),
    setComputeUnitPriceInstruction(request.microLamportsPerUnit),
    ...openWsol(wsol, wallet, tokenAccountRent, isBuy ? ticket.amountIn : 0n),
    ...(isBuy ? [makeTokenAccount(ticket, wallet, token)] : []),
    swapInstruction(version, ticket, { owner: wallet, wsol: wsol.account, token }),
    closeWsol(wsol, wallet),
    ...tipInstructions(request.tips, wallet),
  ];
}

/** By the mint's own token program, which also knows how large the account must be; the wallet pays what it costs. */
const makeTokenAccount = ({ pool }: OrderTicket, wallet: Address, account: Address): Instruction =>
  createAssociatedTokenIdempotentInstruction({
    payer: wallet,
    account,
    owner: wallet,
    mint: pool.tokenMint,
    tokenProgram: pool.tokenProgram,
  });
