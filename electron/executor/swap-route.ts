import { assertNever } from '../../shared/assert-never.ts';
import type { OrderTicket } from '../../shared/order.ts';
import { ppm, type CpmmTerms, type LaunchLabTerms, type TradablePool } from '../../shared/pool.ts';
import { tokenUnits, type Address } from '../../shared/units.ts';
import {
  ammV4SwapV1WithoutMarket,
  ammV4SwapV2Instruction,
  type AmmV4SwapV2,
} from '../protocol/amm-v4-swap-instruction.ts';
import { cpmmSwapBaseInputInstruction, type CpmmSwapSide } from '../protocol/cpmm-swap-instruction.ts';
import type { Instruction } from '../protocol/instruction.ts';
import {
  launchLabBuyExactInInstruction,
  launchLabSellExactInInstruction,
} from '../protocol/launchlab-swap-instruction.ts';
import { AMM_V4_AUTHORITY, TOKEN_PROGRAM } from '../protocol/programs.ts';

/** Which form of the swap instruction the deployed AMM v4 program understands. */
export type SwapVersion = 'v1' | 'v2';

/** The trader's accounts: the wrapped SOL of this order, and the one that holds the token. */
export type SwapUser = { readonly owner: Address; readonly wsol: Address; readonly token: Address };

/** The swap of an order on its pool's own program. Throws on one that there is no route for: nothing such is approved. */
export function swapInstruction(version: SwapVersion, ticket: OrderTicket, user: SwapUser): Instruction {
  const { terms } = ticket.pool;
  switch (terms.kind) {
    case 'amm-v4':
      return ammV4Swap(version, ticket, user);
    case 'cpmm':
      return cpmmSwap(ticket, terms, user);
    case 'launchlab':
      return launchLabSwap(ticket, terms, user);
    case 'clmm':
      throw new Error('no route for clmm');
    default:
      return assertNever(terms, 'pool terms');
  }
}

type Ends = { readonly source: Address; readonly destination: Address };

const endsOf = ({ side }: OrderTicket, { wsol, token }: SwapUser): Ends =>
  side === 'buy' ? { source: wsol, destination: token } : { source: token, destination: wsol };

function ammV4Swap(version: SwapVersion, ticket: OrderTicket, user: SwapUser): Instruction {
  const { pool, accounts } = ticket.pool;
  const swap: AmmV4SwapV2 = {
    pool: {
      pool,
      authority: AMM_V4_AUTHORITY,
      coinVault: accounts.baseVault,
      pcVault: accounts.quoteVault,
    },
    user: { ...endsOf(ticket, user), owner: user.owner },
    amounts: {
      fixed: 'in',
      amountIn: tokenUnits(ticket.amountIn),
      minimumOut: tokenUnits(ticket.minOut),
    },
  };
  return version === 'v2' ? ammV4SwapV2Instruction(swap) : ammV4SwapV1WithoutMarket(swap);
}

/** The pool's two sides with the token program of each: WSOL is always SPL Token's. */
function sidesOf(pool: TradablePool): { readonly base: CpmmSwapSide; readonly quote: CpmmSwapSide } {
  const { baseMint, quoteMint, accounts, solSide, tokenProgram } = pool;
  const [baseProgram, quoteProgram] =
    solSide === 'base' ? [TOKEN_PROGRAM, tokenProgram] : [tokenProgram, TOKEN_PROGRAM];
  return {
    base: { vault: accounts.baseVault, mint: baseMint, tokenProgram: baseProgram },
    quote: { vault: accounts.quoteVault, mint: quoteMint, tokenProgram: quoteProgram },
  };
}

/** Whether what the trader gives goes into the pool's base side. */
const givesBase = ({ side, pool }: OrderTicket): boolean => (side === 'buy') === (pool.solSide === 'base');

function cpmmSwap(ticket: OrderTicket, { config, observation }: CpmmTerms, user: SwapUser): Instruction {
  const { base, quote } = sidesOf(ticket.pool);
  const [input, output] = givesBase(ticket) ? [base, quote] : [quote, base];
  return cpmmSwapBaseInputInstruction({
    pool: { pool: ticket.pool.pool, config, observation },
    user: { ...endsOf(ticket, user), owner: user.owner },
    input,
    output,
    amounts: { amountIn: tokenUnits(ticket.amountIn), minimumOut: tokenUnits(ticket.minOut) },
  });
}

/** The program calls it a buy when the quote side goes in, whichever side is SOL. */
function launchLabSwap(ticket: OrderTicket, terms: LaunchLabTerms, user: SwapUser): Instruction {
  const { base, quote } = sidesOf(ticket.pool);
  const [baseAccount, quoteAccount] =
    ticket.pool.solSide === 'base' ? [user.wsol, user.token] : [user.token, user.wsol];
  const make = givesBase(ticket) ? launchLabSellExactInInstruction : launchLabBuyExactInInstruction;
  return make({
    pool: {
      pool: ticket.pool.pool,
      globalConfig: terms.globalConfig,
      platformConfig: terms.platformConfig,
      baseMint: base.mint,
      quoteMint: quote.mint,
      baseVault: base.vault,
      quoteVault: quote.vault,
      baseTokenProgram: base.tokenProgram,
      quoteTokenProgram: quote.tokenProgram,
      platformFeeVault: terms.platformFeeVault,
      creatorFeeVault: terms.creatorFeeVault,
    },
    user: { owner: user.owner, baseAccount, quoteAccount },
    amounts: {
      amountIn: tokenUnits(ticket.amountIn),
      minimumOut: tokenUnits(ticket.minOut),
      shareFeeRate: ppm(0n),
    },
  });
}
