import type * as SdkModule from '@raydium-io/raydium-sdk-v2';
import type * as Web3Module from '@solana/web3.js';
import type { OrderTicket } from '../../shared/order.ts';
import type { CpmmTerms, LaunchLabTerms } from '../../shared/pool.ts';
import type { Address } from '../../shared/units.ts';
import {
  AMM_V4_AUTHORITY,
  AMM_V4_PROGRAM,
  CPMM_AUTHORITY,
  CPMM_PROGRAM,
  LAUNCHLAB_AUTHORITY,
  LAUNCHLAB_PROGRAM,
  TOKEN_PROGRAM,
} from '../protocol/programs.ts';
import type { SwapUser, SwapVersion } from './swap-route.ts';

/** The two heavy libraries, loaded by whoever asks. */
export type Sdk = {
  readonly raydium: typeof SdkModule;
  readonly web3: typeof Web3Module;
};

type SwapParams = Parameters<Sdk['raydium']['makeAMMSwapV2Instruction']>[0];
export type Web3Instruction = ReturnType<Sdk['raydium']['makeAMMSwapV2Instruction']>;

/** Where the SDK puts the optional target orders, which our first form leaves out. */
const TARGET_ORDERS_AT = 4;

/** The same swap as Raydium's SDK makes it. */
export function sdkSwap(
  sdk: Sdk,
  version: SwapVersion,
  ticket: OrderTicket,
  user: SwapUser,
): Web3Instruction {
  const { terms } = ticket.pool;
  switch (terms.kind) {
    case 'amm-v4':
      return ammV4(sdk, version, ticket, user);
    case 'cpmm':
      return cpmm(sdk, ticket, terms, user);
    case 'launchlab':
      return launchLab(sdk, ticket, terms, user);
    case 'clmm':
      throw new Error('no route for clmm');
  }
}

const key = ({ web3 }: Sdk, address: Address): Web3Module.PublicKey => new web3.PublicKey(address);

/** The trader's accounts in the order of the swap: what it takes from, what it pays into. */
const endsOf = ({ side }: OrderTicket, { wsol, token }: SwapUser): readonly [Address, Address] =>
  side === 'buy' ? [wsol, token] : [token, wsol];

/** Of the pool's keys its makers read those that are given; the market's are any, as our first form has them. */
function ammV4(sdk: Sdk, version: SwapVersion, ticket: OrderTicket, user: SwapUser): Web3Instruction {
  const { pool, accounts } = ticket.pool;
  const [source, destination] = endsOf(ticket, user);
  const keys = {
    programId: AMM_V4_PROGRAM,
    id: pool,
    authority: AMM_V4_AUTHORITY,
    vault: { A: accounts.baseVault, B: accounts.quoteVault },
    openOrders: pool,
    targetOrders: pool,
    marketProgramId: pool,
    marketId: pool,
    marketBids: pool,
    marketAsks: pool,
    marketEventQueue: pool,
    marketBaseVault: pool,
    marketQuoteVault: pool,
    marketAuthority: pool,
  };
  const params: SwapParams = {
    version: 4,
    poolKeys: keys as unknown as SwapParams['poolKeys'],
    userKeys: {
      tokenAccountIn: key(sdk, source),
      tokenAccountOut: key(sdk, destination),
      owner: key(sdk, user.owner),
    },
    amountIn: ticket.amountIn.toString(),
    amountOut: ticket.minOut.toString(),
    fixedSide: 'in',
  };
  if (version === 'v2') return sdk.raydium.makeAMMSwapV2Instruction(params);
  const made = sdk.raydium.makeAMMSwapInstruction(params);
  made.keys.splice(TARGET_ORDERS_AT, 1);
  return made;
}

type Side = { readonly mint: Address; readonly vault: Address; readonly program: Address };

function sidesOf({ pool }: OrderTicket): { readonly base: Side; readonly quote: Side } {
  const programOf = (mint: Address): Address => (mint === pool.tokenMint ? pool.tokenProgram : TOKEN_PROGRAM);
  const side = (mint: Address, vault: Address): Side => ({ mint, vault, program: programOf(mint) });
  return {
    base: side(pool.baseMint, pool.accounts.baseVault),
    quote: side(pool.quoteMint, pool.accounts.quoteVault),
  };
}

/** Whether the trader pays into the pool's base side: with the token in a sell, with SOL in a buy. */
const paysBase = ({ side, pool }: OrderTicket): boolean =>
  side === 'sell' ? pool.baseMint === pool.tokenMint : pool.baseMint !== pool.tokenMint;

function cpmm(sdk: Sdk, ticket: OrderTicket, terms: CpmmTerms, user: SwapUser): Web3Instruction {
  const { base, quote } = sidesOf(ticket);
  const [input, output] = paysBase(ticket) ? [base, quote] : [quote, base];
  const [source, destination] = endsOf(ticket, user);
  const at = (address: Address): Web3Module.PublicKey => key(sdk, address);
  return sdk.raydium.makeSwapCpmmBaseInInstruction(
    at(CPMM_PROGRAM),
    at(user.owner),
    at(CPMM_AUTHORITY),
    at(terms.config),
    at(ticket.pool.pool),
    at(source),
    at(destination),
    at(input.vault),
    at(output.vault),
    at(input.program),
    at(output.program),
    at(input.mint),
    at(output.mint),
    at(terms.observation),
    ...amountsOf(sdk, ticket),
  );
}

type Amount = ReturnType<Sdk['raydium']['parseBigNumberish']>;

const amountsOf = ({ raydium }: Sdk, { amountIn, minOut }: OrderTicket): readonly [Amount, Amount] => [
  raydium.parseBigNumberish(amountIn.toString()),
  raydium.parseBigNumberish(minOut.toString()),
];

function launchLab(sdk: Sdk, ticket: OrderTicket, terms: LaunchLabTerms, user: SwapUser): Web3Instruction {
  const { base, quote } = sidesOf(ticket);
  const { baseMint, tokenMint } = ticket.pool;
  const [baseAccount, quoteAccount] =
    baseMint === tokenMint ? [user.token, user.wsol] : [user.wsol, user.token];
  const at = (address: Address): Web3Module.PublicKey => key(sdk, address);
  const { buyExactInInstruction, sellExactInInstruction } = sdk.raydium;
  const make = paysBase(ticket) ? sellExactInInstruction : buyExactInInstruction;
  return make(
    at(LAUNCHLAB_PROGRAM),
    at(user.owner),
    at(LAUNCHLAB_AUTHORITY),
    at(terms.globalConfig),
    at(terms.platformConfig),
    at(ticket.pool.pool),
    at(baseAccount),
    at(quoteAccount),
    at(base.vault),
    at(quote.vault),
    at(base.mint),
    at(quote.mint),
    at(base.program),
    at(quote.program),
    at(terms.platformFeeVault),
    at(terms.creatorFeeVault),
    ...amountsOf(sdk, ticket),
  );
}
