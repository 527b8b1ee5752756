import { tokenUnits, type Address } from '../../../shared/units.ts';
import { encodeLaunchLabEvent } from '../../protocol/launchlab-event.ts';
import {
  encodeLaunchLabPoolAccount,
  LAUNCHLAB_STATUS_FUNDING,
  LAUNCHLAB_STATUS_MIGRATING,
  type LaunchLabPoolAccount,
} from '../../protocol/launchlab-pool-account.ts';
import type { ParsedLaunchLabSwap } from '../../protocol/launchlab-swap-instruction.ts';
import { LAUNCHLAB_AUTHORITY } from '../../protocol/programs.ts';
import { tokenTransferCheckedInstruction } from '../../protocol/token-instructions.ts';
import type { InvokeContext, ProgramResult } from '../runtime/invoke-context.ts';
import { launchLabFailure } from './launchlab-failure.ts';
import { openFeeVault } from './launchlab-fee-vaults.ts';
import { checkLaunchLabSwap, type CheckedSwap } from './launchlab-swap-checks.ts';
import { launchLabBuy, launchLabSell, type LaunchLabMove } from './launchlab-swap-maths.ts';
import { feeOfTransfer, readToken2022Mint } from './token-2022-ledger.ts';

/** Less the token transfers; with them about what the real program uses. */
const UNITS = 38_000;
const NAMES = { buy: 'BuyExactIn', sell: 'SellExactIn' } as const;

/** `buy_exact_in` and `sell_exact_in`, on the constant-product curve. */
export function launchLabSwap(context: InvokeContext, swap: ParsedLaunchLabSwap): ProgramResult {
  context.log(`Instruction: ${NAMES[swap.side]}`);
  if (!context.consume(UNITS)) return 'ComputationalBudgetExceeded';
  const result = checkLaunchLabSwap(context, swap);
  if (!result.ok) return result.failure;
  const { checked } = result;
  const { pool, globalConfig } = checked;
  const { amountIn, shareFeeRate } = swap.amounts;
  if (amountIn === 0n || shareFeeRate > globalConfig.maxShareFeePpm)
    return launchLabFailure(context, 'invalidInput');
  if (pool.status !== LAUNCHLAB_STATUS_FUNDING) return launchLabFailure(context, 'poolMigrated');
  return swap.side === 'buy' ? buy(context, checked) : sell(context, checked);
}

const curveOf = (pool: LaunchLabPoolAccount) => ({
  base: pool.virtualBase - pool.realBase,
  quote: pool.virtualQuote + pool.realQuote,
  forSale: pool.totalBaseSell - pool.realBase,
});

const ratesOf = ({ swap, globalConfig, platformConfig }: CheckedSwap) => ({
  protocol: globalConfig.tradeFeePpm,
  platform: platformConfig.feePpm,
  creator: platformConfig.creatorFeePpm,
  share: swap.amounts.shareFeeRate,
});

/** What of an amount of the base side is there after its transfer. */
function arriving(context: InvokeContext, { pool }: CheckedSwap, amount: bigint): bigint {
  const mint = readToken2022Mint(context, pool.baseMint);
  return mint === null ? amount : amount - feeOfTransfer(mint, amount, context.clock.epoch);
}

function buy(context: InvokeContext, checked: CheckedSwap): ProgramResult {
  const { swap, pool } = checked;
  const move = launchLabBuy(swap.amounts.amountIn, curveOf(pool), ratesOf(checked));
  if (arriving(context, checked, move.base) < swap.amounts.minimumOut)
    return launchLabFailure(context, 'exceededSlippage');
  const { quoteAccount, baseAccount, owner } = swap.user;
  return (
    payQuote(
      context,
      checked,
      { from: quoteAccount, authority: owner, to: pool.quoteVault },
      move,
      move.quote,
    ) ??
    transferBase(
      context,
      checked,
      { from: pool.baseVault, to: baseAccount, authority: LAUNCHLAB_AUTHORITY },
      move.base,
    ) ??
    finish(context, checked, move)
  );
}

function sell(context: InvokeContext, checked: CheckedSwap): ProgramResult {
  const { swap, pool } = checked;
  const sold = arriving(context, checked, swap.amounts.amountIn);
  const move = launchLabSell(sold, curveOf(pool), ratesOf(checked));
  // Nobody can bring back more than was sold, or take out more than was paid in.
  if (sold > pool.realBase || move.quote > pool.realQuote) return launchLabFailure(context, 'mathOverflow');
  if (move.traderQuote < swap.amounts.minimumOut) return launchLabFailure(context, 'exceededSlippage');
  const { quoteAccount, baseAccount, owner } = swap.user;
  const deposit = { from: baseAccount, to: pool.baseVault, authority: owner };
  const payout = { from: pool.quoteVault, to: quoteAccount, authority: LAUNCHLAB_AUTHORITY };
  return (
    transferBase(context, checked, deposit, swap.amounts.amountIn) ??
    payQuote(context, checked, payout, move, move.traderQuote) ??
    finish(context, checked, move)
  );
}

type Way = { readonly from: Address; readonly to: Address; readonly authority: Address };

function transferBase(
  context: InvokeContext,
  { swap, pool }: CheckedSwap,
  way: Way,
  amount: bigint,
): ProgramResult {
  const side = { mint: pool.baseMint, decimals: pool.baseDecimals, program: swap.pool.baseTokenProgram };
  return transfer(context, side, way, amount);
}

/** The amount to where it is due, and the fees of platform, creator and sharer to theirs; the protocol's stays in the vault. */
function payQuote(
  context: InvokeContext,
  { swap, pool, feeVaults }: CheckedSwap,
  way: Way,
  { fees }: LaunchLabMove,
  amount: bigint,
): ProgramResult {
  const side = { mint: pool.quoteMint, decimals: pool.quoteDecimals, program: swap.pool.quoteTokenProgram };
  const toVault = way.to === pool.quoteVault ? amount + fees.protocol : amount;
  const failure = transfer(context, side, way, toVault);
  if (failure !== null) return failure;
  for (const of of ['platform', 'creator'] as const) {
    if (fees[of] === 0n) continue;
    const vault = { of, account: feeVaults[of], mint: side.mint, tokenProgram: side.program };
    const failed =
      openFeeVault(context, { ...vault, payer: swap.user.owner }) ??
      transfer(context, side, { ...way, to: feeVaults[of] }, fees[of]);
    if (failed !== null) return failed;
  }
  if (fees.share === 0n) return null;
  if (swap.shareFeeReceiver === null) return launchLabFailure(context, 'notEnoughRemainingAccounts');
  return transfer(context, side, { ...way, to: swap.shareFeeReceiver }, fees.share);
}

type Side = { readonly mint: Address; readonly decimals: number; readonly program: Address };

function transfer(
  context: InvokeContext,
  side: Side,
  { from, to, authority }: Way,
  amount: bigint,
): ProgramResult {
  const move = {
    source: from,
    destination: to,
    owner: authority,
    amount: tokenUnits(amount),
    mint: side.mint,
    decimals: side.decimals,
  };
  return context.call(tokenTransferCheckedInstruction(move, side.program), [LAUNCHLAB_AUTHORITY]);
}

/** Writes what the trade left, and tells of it. */
function finish(context: InvokeContext, { swap, pool }: CheckedSwap, move: LaunchLabMove): ProgramResult {
  const sign = swap.side === 'buy' ? 1n : -1n;
  const realBase = pool.realBase + sign * move.base;
  const after: LaunchLabPoolAccount = {
    ...pool,
    epoch: BigInt(context.clock.epoch),
    realBase,
    realQuote: pool.realQuote + sign * move.quote,
    quoteProtocolFee: pool.quoteProtocolFee + move.fees.protocol,
    status: realBase === pool.totalBaseSell ? LAUNCHLAB_STATUS_MIGRATING : LAUNCHLAB_STATUS_FUNDING,
  };
  const address = swap.pool.pool;
  context.set(address, { ...context.get(address), data: encodeLaunchLabPoolAccount(after) });
  const bought = swap.side === 'buy';
  context.line(
    encodeLaunchLabEvent({
      kind: 'trade',
      pool: address,
      totalBaseSell: tokenUnits(pool.totalBaseSell),
      virtualBase: tokenUnits(pool.virtualBase),
      virtualQuote: tokenUnits(pool.virtualQuote),
      realBaseBefore: tokenUnits(pool.realBase),
      realQuoteBefore: tokenUnits(pool.realQuote),
      realBaseAfter: tokenUnits(after.realBase),
      realQuoteAfter: tokenUnits(after.realQuote),
      amountIn: tokenUnits(bought ? move.traderQuote : move.base),
      amountOut: tokenUnits(bought ? move.base : move.traderQuote),
      protocolFee: tokenUnits(move.fees.protocol),
      platformFee: tokenUnits(move.fees.platform),
      creatorFee: tokenUnits(move.fees.creator),
      shareFee: tokenUnits(move.fees.share),
      side: swap.side,
      poolStatus: after.status,
      exactIn: true,
    }),
  );
  return null;
}
