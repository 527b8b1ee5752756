import { z } from 'zod';
import type { OnChainFailure, OrderTicket } from '../../shared/order.ts';
import type { Slot } from '../../shared/units.ts';
import { decodeMessage, resolveInstructions } from '../protocol/transaction-wire.ts';
import type { Simulation } from './executor-parts.ts';
import { noFill, readFailure } from './on-chain-failure.ts';
import type { BuiltOrder } from './order-builder.ts';
import type { Verdict } from './settlement.ts';
import {
  quotedFill,
  simulatedFill,
  tokensIn,
  walletAccounts,
  type WalletAccounts,
} from './simulated-fill.ts';

/** What a paper order comes to: what the chain says it would, or our own quote where the chain cannot try it. */
export function paperVerdict(
  ticket: OrderTicket,
  built: BuiltOrder,
  before: WalletAccounts,
  simulation: Simulation,
): Verdict {
  const { slot, err } = simulation;
  const quoted = (): Verdict => ({ kind: 'filled', fill: quotedFill(ticket, built, before, slot) });
  if (!hasWhatItTakes(ticket, built, before)) return quoted();
  if (err !== null) {
    const failure = failureOf(built, simulation, slot);
    // A Token-2022 account can cost more than the rent that is known; only the node knows what the payer lacks.
    const isShort = failure.code === 'insufficient-funds' && !isRentOfAnother(err);
    return isShort || isNoPayer(err) ? quoted() : { kind: 'failed', failure };
  }
  const after = walletAccounts(simulation.accounts);
  const fill = simulatedFill(ticket, built, before, after, slot);
  if (fill === null) {
    return { kind: 'failed', failure: noFill({ slot, feeLamports: built.feeLamports }) };
  }
  return { kind: 'filled', fill };
}

/** Paper holds nothing on chain: what it bought before is not there to be sold. */
function hasWhatItTakes(ticket: OrderTicket, built: BuiltOrder, before: WalletAccounts): boolean {
  const { feeLamports, tipLamports, rentLamports } = built;
  const spends = ticket.side === 'buy' ? ticket.amountIn : 0n;
  // The temporary account's rent comes back, but has to be there.
  if (before.wallet === null || before.wallet.lamports < feeLamports + tipLamports + rentLamports + spends)
    return false;
  return ticket.side === 'buy' || tokensIn(before.token) >= ticket.amountIn;
}

/** An address that exists, but cannot pay for transactions: a program's account, say. */
const isNoPayer = (err: unknown): boolean => err === 'AccountNotFound' || err === 'InvalidAccountForFee';

const RENT = z.object({ InsufficientFundsForRent: z.object({ account_index: z.int().positive() }) });

/** The payer is account 0. Live would fail too where a tip leaves its account with less than the rent, say. */
const isRentOfAnother = (err: unknown): boolean => RENT.safeParse(err).success;

function failureOf(
  { message, feeLamports }: BuiltOrder,
  { err, logs }: Simulation,
  slot: Slot,
): OnChainFailure {
  const decoded = decodeMessage(message);
  const outer = decoded === null ? [] : (resolveInstructions(decoded) ?? []);
  const instructions = outer.map(({ programId }) => ({ programId, inner: false }));
  return readFailure({ err, logMessages: logs, slot, feeLamports, instructions });
}
