import { tokenUnits, type Address } from '../../../shared/units.ts';
import {
  AMM_V4_STATUS_SWAP_ONLY,
  AMM_V4_STATUS_WAITING_TRADE,
  ammV4SwapAllowed,
  decodeAmmV4Account,
  encodeAmmV4Account,
  type AmmV4Account,
} from '../../protocol/amm-v4-account.ts';
import type { ParsedAmmV4Swap } from '../../protocol/amm-v4-swap-instruction.ts';
import { U64_MAX } from '../../protocol/little-endian.ts';
import { AMM_V4_AUTHORITY, AMM_V4_PROGRAM, TOKEN_PROGRAM } from '../../protocol/programs.ts';
import { encodeRayLog, type SwapDirection } from '../../protocol/ray-log.ts';
import { tokenTransferInstruction } from '../../protocol/token-instructions.ts';
import type { InvokeContext, ProgramResult } from '../runtime/invoke-context.ts';
import { AMM_V4_ERRORS } from './amm-v4-errors.ts';
import { inForExactOut, outForExactIn } from './amm-v4-swap-maths.ts';
import { readTokenAccount } from './token-ledger.ts';

/** Less the two token transfers; with them about what the real program uses. */
const UNITS = { v1: 15_900, v2: 11_400 } as const;
const RAY_LOG_PREFIX = 'Program log: ';

type Sides = {
  readonly direction: SwapDirection;
  readonly coin: bigint;
  readonly pc: bigint;
  readonly userSource: bigint;
};

/** `process_swap_base_in(_v2)` and `process_swap_base_out(_v2)` of raydium-amm at 27f461d, check by check. */
export function ammV4Swap(context: InvokeContext, swap: ParsedAmmV4Swap): ProgramResult {
  if (!context.consume(UNITS[swap.form])) return 'ComputationalBudgetExceeded';
  const account = context.get(swap.pool.pool);
  if (account.owner !== AMM_V4_PROGRAM) return AMM_V4_ERRORS.invalidAmmAccountOwner;
  const amm = decodeAmmV4Account(account.data);
  if (amm === null) return 'InvalidAccountData';
  const refused = checkAccounts(context, swap, amm);
  if (refused !== null) return refused;
  const opened = openForTrade(context, swap, amm);
  if (opened === null) return AMM_V4_ERRORS.invalidStatus;
  const sides = readSides(context, swap, amm);
  if (sides === null) return AMM_V4_ERRORS.invalidUserToken;
  const moved =
    swap.amounts.fixed === 'in'
      ? priceExactIn(context, swap, amm, sides)
      : priceExactOut(context, swap, amm, sides);
  if (!('amountIn' in moved)) return moved.failure;
  context.set(swap.pool.pool, {
    ...account,
    data: encodeAmmV4Account({ ...opened, recentEpoch: BigInt(context.clock.epoch) }),
  });
  return settle(context, swap, sides.direction, moved);
}

function checkAccounts(context: InvokeContext, swap: ParsedAmmV4Swap, amm: AmmV4Account): ProgramResult {
  const { pool, user } = swap;
  if (!context.isSigner(user.owner)) return AMM_V4_ERRORS.invalidSignAccount;
  if (swap.tokenProgram !== TOKEN_PROGRAM) return AMM_V4_ERRORS.invalidSplTokenProgram;
  if (pool.authority !== AMM_V4_AUTHORITY) return AMM_V4_ERRORS.invalidProgramAddress;
  if (pool.coinVault !== amm.coinVault) return AMM_V4_ERRORS.invalidCoinVault;
  if (pool.pcVault !== amm.pcVault) return AMM_V4_ERRORS.invalidPcVault;
  const vaults: readonly Address[] = [amm.coinVault, amm.pcVault];
  if (vaults.includes(user.source) || vaults.includes(user.destination))
    return AMM_V4_ERRORS.invalidUserToken;
  return null;
}

/** The pool's state with the status that the swap leaves, or null where swaps are not allowed. */
function openForTrade(context: InvokeContext, swap: ParsedAmmV4Swap, amm: AmmV4Account): AmmV4Account | null {
  const name = `swap_base_${swap.amounts.fixed}${swap.form === 'v2' ? '_v2' : ''}`;
  if (!ammV4SwapAllowed(amm, context.clock.unixS)) {
    if (amm.status !== AMM_V4_STATUS_WAITING_TRADE) context.log(`${name}: status ${amm.status}`);
    return null;
  }
  if (amm.status !== AMM_V4_STATUS_WAITING_TRADE) return amm;
  context.log(`${name}: WaitingTrade to SwapOnly`);
  return { ...amm, status: AMM_V4_STATUS_SWAP_ONLY };
}

function readSides(context: InvokeContext, { user }: ParsedAmmV4Swap, amm: AmmV4Account): Sides | null {
  const coinVault = readTokenAccount(context, amm.coinVault);
  const pcVault = readTokenAccount(context, amm.pcVault);
  const source = readTokenAccount(context, user.source);
  const destination = readTokenAccount(context, user.destination);
  if (coinVault === null || pcVault === null || source === null || destination === null) return null;
  const sides = {
    coin: coinVault.amount - amm.needTakePnlCoin,
    pc: pcVault.amount - amm.needTakePnlPc,
    userSource: source.amount,
  };
  if (source.mint === amm.coinMint && destination.mint === amm.pcMint)
    return { ...sides, direction: 'coin-to-pc' };
  return source.mint === amm.pcMint && destination.mint === amm.coinMint
    ? { ...sides, direction: 'pc-to-coin' }
    : null;
}

type Moved = { readonly amountIn: bigint; readonly amountOut: bigint };
type Failed = { readonly failure: ProgramResult };

const failed = (failure: ProgramResult): Failed => ({ failure });
const feeOf = (amm: AmmV4Account) => ({
  numerator: amm.swapFeeNumerator,
  denominator: amm.swapFeeDenominator,
});
const reservesOf = ({ direction, coin, pc }: Sides): readonly [bigint, bigint] =>
  direction === 'coin-to-pc' ? [coin, pc] : [pc, coin];

const logged = (sides: Sides) => ({
  direction: sides.direction,
  userSource: tokenUnits(sides.userSource),
  poolCoin: tokenUnits(sides.coin),
  poolPc: tokenUnits(sides.pc),
});

function priceExactIn(
  context: InvokeContext,
  swap: ParsedAmmV4Swap,
  amm: AmmV4Account,
  sides: Sides,
): Moved | Failed {
  if (swap.amounts.fixed !== 'in') throw new Error('an exact-out swap priced as exact-in');
  const { amountIn, minimumOut } = swap.amounts;
  const [reserveIn, reserveOut] = reservesOf(sides);
  const enough = sides.userSource >= amountIn;
  const amountOut = enough ? outForExactIn(amountIn, reserveIn, reserveOut, feeOf(amm)) : 0n;
  const line = encodeRayLog({
    kind: 'swap-base-in',
    amountIn,
    minimumOut,
    outAmount: tokenUnits(amountOut),
    ...logged(sides),
  });
  context.log(line.slice(RAY_LOG_PREFIX.length));
  if (!enough) return failed(AMM_V4_ERRORS.insufficientFunds);
  if (amountOut < minimumOut) return failed(AMM_V4_ERRORS.exceededSlippage);
  if (amountOut === 0n || amountIn === 0n) return failed(AMM_V4_ERRORS.invalidInput);
  return amountOut >= reserveOut ? failed(AMM_V4_ERRORS.insufficientFunds) : { amountIn, amountOut };
}

function priceExactOut(
  context: InvokeContext,
  swap: ParsedAmmV4Swap,
  amm: AmmV4Account,
  sides: Sides,
): Moved | Failed {
  if (swap.amounts.fixed !== 'out') throw new Error('an exact-in swap priced as exact-out');
  const { maximumIn, amountOut } = swap.amounts;
  const [reserveIn, reserveOut] = reservesOf(sides);
  const amountIn = inForExactOut(amountOut, reserveIn, reserveOut, feeOf(amm));
  // There the real program panics, which the runtime reports in these words.
  if (amountIn === null || amountIn > U64_MAX) return failed('ArithmeticOverflow');
  const deductIn = tokenUnits(amountIn);
  const line = encodeRayLog({
    kind: 'swap-base-out',
    maxIn: maximumIn,
    amountOut,
    deductIn,
    ...logged(sides),
  });
  context.log(line.slice(RAY_LOG_PREFIX.length));
  if (sides.userSource < amountIn) return failed(AMM_V4_ERRORS.insufficientFunds);
  if (maximumIn < amountIn) return failed(AMM_V4_ERRORS.exceededSlippage);
  return amountIn === 0n || amountOut === 0n ? failed(AMM_V4_ERRORS.invalidInput) : { amountIn, amountOut };
}

function settle(
  context: InvokeContext,
  { pool, user }: ParsedAmmV4Swap,
  direction: SwapDirection,
  moved: Moved,
): ProgramResult {
  const [into, outOf] =
    direction === 'coin-to-pc' ? [pool.coinVault, pool.pcVault] : [pool.pcVault, pool.coinVault];
  const deposit = {
    source: user.source,
    destination: into,
    owner: user.owner,
    amount: tokenUnits(moved.amountIn),
  };
  const payout = {
    source: outOf,
    destination: user.destination,
    owner: AMM_V4_AUTHORITY,
    amount: tokenUnits(moved.amountOut),
  };
  return (
    context.call(tokenTransferInstruction(deposit)) ??
    context.call(tokenTransferInstruction(payout), [AMM_V4_AUTHORITY])
  );
}
