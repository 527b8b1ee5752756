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
import { closeToWallet, openWsol, swap, temporaryWsol, type SwapVersion } from './swap-parts.ts';

/** All that a swap's message depends on: the same request gives the same bytes. */
export type SwapRequest = {
  readonly ticket: OrderTicket;
  readonly wallet: Address;
  readonly blockhash: Blockhash;
  readonly microLamportsPerUnit: bigint;
  readonly tokenAccountRent: Lamports;
  readonly version: SwapVersion;
  /** A sell's token account is closed with it, which fails the whole when anything is left in it. */
  readonly closeTokenAccount: boolean;
};

/**
 * What each route asks for. Only the swap's own 17,700 to 25,300 units were measured; the rest (about 8,000 to make and
 * close the temporary account, about 22,000 to make the token account and 1,500 more for each address tried) is an
 * estimate with room above it, to be replaced by simulation on a cluster. The fee is paid on what is asked for, and a
 * transaction that runs out fails.
 */
export const COMPUTE_UNITS = { buy: 90_000, sell: 55_000 } as const;

/** The message to sign, v0 without lookup tables. Throws on a pool of another program: nothing else is approved yet. */
export function swapMessage(request: SwapRequest): Uint8Array {
  const { ticket, wallet, blockhash } = request;
  if (ticket.pool.program !== 'amm-v4') throw new Error(`no route for ${ticket.pool.program}`);
  if (ticket.amountIn <= 0n || ticket.minOut <= 0n)
    throw new Error('an order must give and ask for something');
  const instructions = ticket.side === 'buy' ? buyInstructions(request) : sellInstructions(request);
  return compileMessage({ payer: wallet, recentBlockhash: blockhash, version: 0, instructions });
}

export function tokenAccountOf(wallet: Address, ticket: OrderTicket): Address {
  return associatedTokenAddress(wallet, ticket.pool.tokenMint, ticket.pool.tokenProgram);
}

const computeBudget = ({ ticket, microLamportsPerUnit }: SwapRequest): readonly Instruction[] => [
  setComputeUnitLimitInstruction(COMPUTE_UNITS[ticket.side]),
  setComputeUnitPriceInstruction(microLamportsPerUnit),
];

function buyInstructions(request: SwapRequest): readonly Instruction[] {
  const { ticket, wallet, version, tokenAccountRent } = request;
  const wsol = temporaryWsol(wallet, ticket, request.blockhash);
  const account = tokenAccountOf(wallet, ticket);
  const { tokenMint: mint, tokenProgram } = ticket.pool;
  return [
    ...computeBudget(request),
    ...openWsol(wsol, wallet, tokenAccountRent, ticket.amountIn),
    createAssociatedTokenIdempotentInstruction({ payer: wallet, account, owner: wallet, mint, tokenProgram }),
    swap(version, ticket, { source: wsol.account, destination: account, owner: wallet }),
    closeToWallet(wsol.account, wallet),
  ];
}

function sellInstructions(request: SwapRequest): readonly Instruction[] {
  const { ticket, wallet, version, tokenAccountRent, closeTokenAccount } = request;
  const wsol = temporaryWsol(wallet, ticket, request.blockhash);
  const account = tokenAccountOf(wallet, ticket);
  return [
    ...computeBudget(request),
    ...openWsol(wsol, wallet, tokenAccountRent, 0n),
    swap(version, ticket, { source: account, destination: wsol.account, owner: wallet }),
    closeToWallet(wsol.account, wallet),
    ...(closeTokenAccount ? [closeToWallet(account, wallet)] : []),
  ];
}
