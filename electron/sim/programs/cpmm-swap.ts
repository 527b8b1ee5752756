import { tokenUnits, type Address } from '../../../shared/units.ts';
import type { CpmmConfigAccount } from '../../protocol/cpmm-config-account.ts';
import {
  cpmmSwapAllowed,
  decodeCpmmPoolAccount,
  encodeCpmmPoolAccount,
  type CpmmPoolAccount,
} from '../../protocol/cpmm-pool-account.ts';
import { decodeCpmmObservationAccount } from '../../protocol/cpmm-observation-account.ts';
import type { ParsedCpmmSwap } from '../../protocol/cpmm-swap-instruction.ts';
import { U64_MAX } from '../../protocol/little-endian.ts';
import { CPMM_AUTHORITY } from '../../protocol/programs.ts';
import { tokenTransferCheckedInstruction } from '../../protocol/token-instructions.ts';
import { isTokenProgram } from '../ledger/token-state.ts';
import type { InvokeContext, ProgramResult } from '../runtime/invoke-context.ts';
import { configAccount, CpmmRefusal, mint, ownAccount, tokenAccount, withRefusals } from './cpmm-accounts.ts';
import type { CpmmFailureName } from './cpmm-failure.ts';
import { observe } from './cpmm-observation.ts';
import { cpmmSwapEventLine } from './cpmm-swap-event.ts';
import type { CpmmCurve, CpmmSwapResult } from './cpmm-swap-maths.ts';
import { exactInMoves, exactOutMoves, type CpmmMoves } from './cpmm-swap-moves.ts';

/** Less the two token transfers; with them about what the real program uses. */
const UNITS = 17_600;
const Q32 = 1n << 32n;

type Opened = {
  readonly pool: CpmmPoolAccount;
  readonly config: CpmmConfigAccount;
  readonly zeroForOne: boolean;
  readonly curve: CpmmCurve;
  readonly decimalsIn: number;
  readonly decimalsOut: number;
};

/** `swap_base_input` and `swap_base_output` of raydium-cp-swap at 609780f, check by check. */
export function cpmmSwap(context: InvokeContext, swap: ParsedCpmmSwap): ProgramResult {
  context.log(`Instruction: ${swap.amounts.fixed === 'in' ? 'SwapBaseInput' : 'SwapBaseOutput'}`);
  if (!context.consume(UNITS)) return 'ComputationalBudgetExceeded';
  return withRefusals(() => {
    const opened = open(context, swap);
    const moves =
      swap.amounts.fixed === 'in'
        ? exactInMoves(context, swap, opened.curve, swap.amounts)
        : exactOutMoves(context, swap, opened.curve, swap.amounts);
    return 'result' in moves ? settle(context, swap, opened, moves) : moves.failure;
  });
}

function open(context: InvokeContext, swap: ParsedCpmmSwap): Opened {
  const refuse = (name: CpmmFailureName, account?: string): never => {
    throw new CpmmRefusal(context, name, account);
  };
  const { user, input, output } = swap;
  if (!context.isSigner(user.owner)) refuse('accountNotSigner', 'payer');
  const config = configAccount(context, swap.pool.config);
  const pool = decodeCpmmPoolAccount(ownAccount(context, swap.pool.pool, 'pool_state'));
  if (pool === null) return refuse('accountDiscriminatorMismatch', 'pool_state');
  tokenAccount(context, user.source, 'input_token_account');
  tokenAccount(context, user.destination, 'output_token_account');
  const inputVault = tokenAccount(context, input.vault, 'input_vault');
  const outputVault = tokenAccount(context, output.vault, 'output_vault');
  if (!isTokenProgram(input.tokenProgram)) refuse('invalidProgramId', 'input_token_program');
  if (!isTokenProgram(output.tokenProgram)) refuse('invalidProgramId', 'output_token_program');
  const decimalsIn = mint(context, input.mint, 'input_token_mint').decimals;
  const decimalsOut = mint(context, output.mint, 'output_token_mint').decimals;
  const observation = ownAccount(context, swap.pool.observation, 'observation_state');
  if (decodeCpmmObservationAccount(observation) === null)
    refuse('accountDiscriminatorMismatch', 'observation_state');
  if (swap.authority !== CPMM_AUTHORITY) refuse('constraintSeeds', 'authority');
  if (swap.pool.config !== pool.config) refuse('constraintAddress', 'amm_config');
  const vaults: readonly Address[] = [pool.vault0, pool.vault1];
  if (!vaults.includes(input.vault)) refuse('constraintRaw', 'input_vault');
  if (!vaults.includes(output.vault)) refuse('constraintRaw', 'output_vault');
  if (input.mint !== inputVault.mint) refuse('constraintAddress', 'input_token_mint');
  if (output.mint !== outputVault.mint) refuse('constraintAddress', 'output_token_mint');
  if (swap.pool.observation !== pool.observation) refuse('constraintAddress', 'observation_state');

  if (!cpmmSwapAllowed(pool, context.clock.unixS)) refuse('notApproved');
  if (input.vault === output.vault) refuse('invalidVault');
  const zeroForOne = input.vault === pool.vault0;
  const owed0 = pool.protocolFees0 + pool.fundFees0 + pool.creatorFees0;
  const owed1 = pool.protocolFees1 + pool.fundFees1 + pool.creatorFees1;
  const curve = {
    inputVault: inputVault.amount - (zeroForOne ? owed0 : owed1),
    outputVault: outputVault.amount - (zeroForOne ? owed1 : owed0),
    rates: {
      trade: config.tradeFeePpm,
      creator: pool.creatorFeeEnabled === 0 ? 0n : config.creatorFeePpm,
      protocol: config.protocolFeePpm,
      fund: config.fundFeePpm,
    },
    creatorFeeOnInput: pool.creatorFeeOn === 0 || pool.creatorFeeOn === (zeroForOne ? 1 : 2),
  };
  if (curve.inputVault < 0n || curve.outputVault < 0n) refuse('insufficientVault');
  if (pool.creatorFeeOn > 2) refuse('invalidFeeModel');
  return { pool, config, zeroForOne, curve, decimalsIn, decimalsOut };
}

function settle(
  context: InvokeContext,
  swap: ParsedCpmmSwap,
  opened: Opened,
  moves: CpmmMoves,
): ProgramResult {
  const { pool, zeroForOne, curve } = opened;
  const { user, input, output } = swap;
  const { result } = moves;
  const charged = addFees(pool, zeroForOne, curve.creatorFeeOnInput, result);
  if (charged === null) return 'ArithmeticOverflow';
  context.line(
    cpmmSwapEventLine({
      pool: swap.pool.pool,
      inputVaultBefore: curve.inputVault,
      outputVaultBefore: curve.outputVault,
      inputAmount: result.inputAmount,
      outputAmount: result.outputAmount,
      inputTransferFee: moves.paidFee,
      outputTransferFee: moves.sentFee,
      baseInput: swap.amounts.fixed === 'in',
      inputMint: input.mint,
      outputMint: output.mint,
      tradeFee: result.tradeFee,
      creatorFee: result.creatorFee,
      creatorFeeOnInput: curve.creatorFeeOnInput,
    }),
  );
  const deposit = {
    source: user.source,
    destination: input.vault,
    owner: user.owner,
    mint: input.mint,
    amount: tokenUnits(moves.paid),
    decimals: opened.decimalsIn,
  };
  const payout = {
    source: output.vault,
    destination: user.destination,
    owner: CPMM_AUTHORITY,
    mint: output.mint,
    amount: tokenUnits(moves.sent),
    decimals: opened.decimalsOut,
  };
  const failed =
    context.call(tokenTransferCheckedInstruction(deposit, input.tokenProgram)) ??
    context.call(tokenTransferCheckedInstruction(payout, output.tokenProgram), [CPMM_AUTHORITY]);
  if (failed !== null) return failed;
  write(context, swap.pool.observation, (data) =>
    observe(data, context.clock.unixS, pricesOf(curve, zeroForOne)),
  );
  const recentEpoch = BigInt(context.clock.epoch);
  write(context, swap.pool.pool, () => encodeCpmmPoolAccount({ ...charged, recentEpoch }));
  return null;
}

function write(context: InvokeContext, address: Address, change: (data: Uint8Array) => Uint8Array): void {
  const account = context.get(address);
  context.set(address, { ...account, data: change(account.data) });
}

function pricesOf({ inputVault, outputVault }: CpmmCurve, zeroForOne: boolean) {
  const [vault0, vault1] = zeroForOne ? [inputVault, outputVault] : [outputVault, inputVault];
  return { price0X32: (vault1 * Q32) / vault0, price1X32: (vault0 * Q32) / vault1 };
}

/** `update_fees`; null where one of the sums no longer fits. */
function addFees(
  pool: CpmmPoolAccount,
  zeroForOne: boolean,
  creatorFeeOnInput: boolean,
  { protocolFee, fundFee, creatorFee }: CpmmSwapResult,
): CpmmPoolAccount | null {
  const sums = zeroForOne
    ? { protocolFees0: pool.protocolFees0 + protocolFee, fundFees0: pool.fundFees0 + fundFee }
    : { protocolFees1: pool.protocolFees1 + protocolFee, fundFees1: pool.fundFees1 + fundFee };
  const creator =
    zeroForOne === creatorFeeOnInput
      ? { creatorFees0: pool.creatorFees0 + creatorFee }
      : { creatorFees1: pool.creatorFees1 + creatorFee };
  const changed = { ...sums, ...creator };
  return Object.values(changed).some((sum) => sum > U64_MAX) ? null : { ...pool, ...changed };
}
