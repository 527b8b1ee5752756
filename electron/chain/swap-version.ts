import { z } from 'zod';
import { blockhash, tokenUnits, type Address } from '../../shared/units.ts';
import { ammV4SwapV2Instruction } from '../protocol/amm-v4-swap-instruction.ts';
import { SIGNATURE_BYTES } from '../protocol/base58.ts';
import { AMM_V4_AUTHORITY, ZERO_ADDRESS } from '../protocol/programs.ts';
import { compileMessage, encodeTransaction } from '../protocol/transaction-wire.ts';
import type { RpcEndpoints } from './rpc-endpoints.ts';
import { inContext } from './rpc-schemas.ts';

/** Which form of the swap instruction the deployed AMM v4 program understands. */
export type SwapVersion = 'v1' | 'v2';

const SIMULATION = inContext(z.object({ err: z.unknown().optional() }));

/**
 * Simulates a V2 swap that names no pool. A program that does not know the instruction's tag says InvalidInstructionData
 * before it looks at any account; one that does fails on the accounts. Without a clear answer it is V2, which the
 * program of mainnet knows.
 */
export async function probeSwapVersion(
  endpoints: RpcEndpoints,
  payer: Address,
  signal: AbortSignal,
): Promise<SwapVersion> {
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
  const options = {
    encoding: 'base64',
    sigVerify: false,
    replaceRecentBlockhash: true,
    commitment: 'confirmed',
  };
  const params = [Buffer.from(bytes).toString('base64'), options];
  const answered = await endpoints.read('simulateTransaction', params, SIMULATION, signal);
  return answered.ok && isUnknownInstruction(answered.value.value.err) ? 'v1' : 'v2';
}

const UNKNOWN_INSTRUCTION = z.object({
  InstructionError: z.tuple([z.literal(0), z.literal('InvalidInstructionData')]),
});

const isUnknownInstruction = (err: unknown): boolean => UNKNOWN_INSTRUCTION.safeParse(err).success;
