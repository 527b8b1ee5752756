import { z } from 'zod';
import { err, ok, type Result } from '../../shared/result.ts';
import { blockhash, tokenUnits, type Address } from '../../shared/units.ts';
import type { Log } from '../engine/ports/log.ts';
import { ammV4SwapV2Instruction } from '../protocol/amm-v4-swap-instruction.ts';
import { SIGNATURE_BYTES } from '../protocol/base58.ts';
import { AMM_V4_AUTHORITY, ZERO_ADDRESS } from '../protocol/programs.ts';
import { compileMessage, encodeTransaction } from '../protocol/transaction-wire.ts';
import type { RpcEndpoints } from './rpc-endpoints.ts';
import { describeRpcError } from './rpc-error.ts';
import { inContext } from './rpc-schemas.ts';

/** Which form of the swap instruction the deployed AMM v4 program understands. */
export type SwapVersion = 'v1' | 'v2';

const SIMULATION = inContext(z.object({ err: z.unknown().optional() }));
const OPTIONS = {
  encoding: 'base64',
  sigVerify: false,
  replaceRecentBlockhash: true,
  commitment: 'confirmed',
};

/**
 * Simulates a V2 swap that names no pool. A program that does not know the instruction's tag says InvalidInstructionData
 * before it looks at any account; one that does fails on the accounts. Without a clear answer it is V2, which the
 * program of mainnet knows, and the log says why.
 */
export async function probeSwapVersion(
  endpoints: RpcEndpoints,
  payer: Address,
  signal: AbortSignal,
  log: Log,
): Promise<SwapVersion> {
  // Where the wallet has no account yet nothing runs: then somebody pays who has one.
  for (const from of [payer, AMM_V4_AUTHORITY]) {
    const failed = await simulatePatiently(endpoints, from, signal);
    if (!failed.ok) {
      log.warn('the swap’s form was not found out, v2 is taken', { why: failed.error });
      return 'v2';
    }
    if (isUnknownInstruction(failed.value)) return 'v1';
    if (hasRun(failed.value)) return 'v2';
  }
  log.warn('the swap’s form was not found out, v2 is taken', { why: 'nobody could pay for the simulation' });
  return 'v2';
}

const TRIES = 3;

/** One answer decides the form of every order, so that a node which is slow for a moment is asked again. */
async function simulatePatiently(
  endpoints: RpcEndpoints,
  payer: Address,
  signal: AbortSignal,
): Promise<Result<unknown, string>> {
  for (let attempt = 1; ; attempt += 1) {
    const simulated = await simulateSwap(endpoints, payer, signal);
    if (simulated.ok || attempt === TRIES || signal.aborted) return simulated;
  }
}

/** The simulated transaction's error. */
async function simulateSwap(
  endpoints: RpcEndpoints,
  payer: Address,
  signal: AbortSignal,
): Promise<Result<unknown, string>> {
  const nobody = payer;
  const message = compileMessage({
    payer,
    recentBlockhash: blockhash(ZERO_ADDRESS),
    version: 0,
    instructions: [
      ammV4SwapV2Instruction({
        pool: { pool: nobody, authority: AMM_V4_AUTHORITY, coinVault: nobody, pcVault: nobody },
        user: { source: nobody, destination: nobody, owner: payer },
        amounts: { fixed: 'in', amountIn: tokenUnits(1n), minimumOut: tokenUnits(1n) },
      }),
    ],
  });
  const bytes = encodeTransaction([new Uint8Array(SIGNATURE_BYTES)], message);
  const params = [Buffer.from(bytes).toString('base64'), OPTIONS];
  const answered = await endpoints.read('simulateTransaction', params, SIMULATION, signal, 'buy');
  if (answered.ok) return ok(answered.value.value.err);
  // Some servers answer with the failure as an error of the call.
  const told = answered.error.code === 'rpc-error' ? REFUSED.safeParse(answered.error.rpc.data) : null;
  return told?.success === true ? ok(told.data.err) : err(describeRpcError(answered.error));
}

const REFUSED = z.object({ err: z.union([z.string(), z.record(z.string(), z.unknown())]) });
const INSTRUCTION_ERROR = z.object({ InstructionError: z.tuple([z.literal(0), z.unknown()]) });
const UNKNOWN_INSTRUCTION = z.object({
  InstructionError: z.tuple([z.literal(0), z.literal('InvalidInstructionData')]),
});

const isUnknownInstruction = (failed: unknown): boolean => UNKNOWN_INSTRUCTION.safeParse(failed).success;

/** Whether the program was reached at all: it failed, or (against all odds) did not. */
const hasRun = (failed: unknown): boolean => failed == null || INSTRUCTION_ERROR.safeParse(failed).success;
