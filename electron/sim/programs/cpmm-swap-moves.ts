import { TOKEN_2022_PROGRAM } from '../../protocol/programs.ts';
import type { ParsedCpmmSwap } from '../../protocol/cpmm-swap-instruction.ts';
import type { Address } from '../../../shared/units.ts';
import { U64_MAX } from '../../protocol/little-endian.ts';
import { readTransferFeeConfig, transferFeeAt } from '../../protocol/token-2022-transfer-fee.ts';
import type { InvokeContext, ProgramResult } from '../runtime/invoke-context.ts';
import { CpmmRefusal, transferFeeOfMint } from './cpmm-accounts.ts';
import { cpmmFailure } from './cpmm-failure.ts';
import { cpmmExactIn, cpmmExactOut, type CpmmCurve, type CpmmSwapResult } from './cpmm-swap-maths.ts';
import { readToken2022Mint } from './token-2022-ledger.ts';

const WHOLE_BPS = 10_000n;

/** What the two transfers move, transfer fees included. */
export type CpmmMoves = {
  readonly result: CpmmSwapResult;
  readonly paid: bigint;
  readonly paidFee: bigint;
  readonly sent: bigint;
  readonly sentFee: bigint;
};

/** What `swap_base_input` moves for an exact amount that is paid. */
export function exactInMoves(
  context: InvokeContext,
  { input, output }: ParsedCpmmSwap,
  curve: CpmmCurve,
  { amountIn, minimumOut }: { readonly amountIn: bigint; readonly minimumOut: bigint },
): CpmmMoves | { readonly failure: ProgramResult } {
  const paidFee = transferFeeOfMint(context, input.mint, amountIn);
  const arrives = amountIn - paidFee;
  if (arrives <= 0n) return { failure: cpmmFailure(context, 'requireGtViolated') };
  // The price for the record is a division by either side: there the real program panics.
  if (curve.inputVault === 0n || curve.outputVault === 0n) return { failure: 'ArithmeticOverflow' };
  const result = cpmmExactIn(arrives, curve);
  if (result === null) return { failure: cpmmFailure(context, 'zeroTradingTokens') };
  const sent = result.outputAmount;
  const sentFee = transferFeeOfMint(context, output.mint, sent);
  if (sent - sentFee <= 0n) return { failure: cpmmFailure(context, 'requireGtViolated') };
  if (sent - sentFee < minimumOut) return { failure: cpmmFailure(context, 'exceededSlippage') };
  return { result, paid: amountIn, paidFee, sent, sentFee };
}

/** What `swap_base_output` moves for an exact amount that arrives. */
export function exactOutMoves(
  context: InvokeContext,
  { input, output }: ParsedCpmmSwap,
  curve: CpmmCurve,
  { maximumIn, amountOut }: { readonly maximumIn: bigint; readonly amountOut: bigint },
): CpmmMoves | { readonly failure: ProgramResult } {
  if (amountOut === 0n) return { failure: cpmmFailure(context, 'requireGtViolated') };
  const sentFee = inverseTransferFee(context, output.mint, amountOut);
  const sent = amountOut + sentFee;
  // Here the real program panics, at a sum beyond a u64 or a division by an empty side.
  if (sent > U64_MAX || curve.inputVault === 0n || curve.outputVault === 0n)
    return { failure: 'ArithmeticOverflow' };
  const result = cpmmExactOut(sent, curve);
  if (result === null) return { failure: cpmmFailure(context, 'zeroTradingTokens') };
  if (result === 'panic') return { failure: 'ArithmeticOverflow' };
  if (result.inputAmount === 0n) return { failure: cpmmFailure(context, 'requireGtViolated') };
  const paidFee = inverseTransferFee(context, input.mint, result.inputAmount);
  const paid = result.inputAmount + paidFee;
  if (paid > U64_MAX) return { failure: 'ArithmeticOverflow' };
  if (paid > maximumIn) return { failure: cpmmFailure(context, 'exceededSlippage') };
  return { result, paid, paidFee, sent, sentFee };
}

/** What to add so that this much arrives (`get_transfer_inverse_fee`). */
function inverseTransferFee(context: InvokeContext, mint: Address, arrives: bigint): bigint {
  if (context.get(mint).owner !== TOKEN_2022_PROGRAM) return 0n;
  const config = readTransferFeeConfig(readToken2022Mint(context, mint)?.extensions ?? []);
  if (config === null || config === 'malformed') return 0n;
  const { bps, maximumUnits } = transferFeeAt(config, context.clock.epoch);
  const share = BigInt(bps);
  if (share === WHOLE_BPS) return maximumUnits;
  const fee = transferFeeOfMint(context, mint, beforeTransferFee(arrives, share, maximumUnits));
  if (fee !== transferFeeOfMint(context, mint, arrives + fee))
    throw new CpmmRefusal(context, 'transferFeeCalculateNotMatch');
  return fee;
}

/** `TransferFee::calculate_pre_fee_amount`, for less than the whole. */
function beforeTransferFee(arrives: bigint, share: bigint, maximum: bigint): bigint {
  if (share === 0n) return arrives;
  const left = WHOLE_BPS - share;
  const whole = (arrives * WHOLE_BPS + left - 1n) / left;
  return whole - arrives >= maximum ? arrives + maximum : whole;
}
