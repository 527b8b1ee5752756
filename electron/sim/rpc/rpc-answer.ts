import { err, ok, type Result } from '../../../shared/result.ts';

/** JSON-RPC error codes, and Solana's own (`rpc_custom_error.rs`). */
export const RPC_CODES = {
  parseError: -32_700,
  invalidRequest: -32_600,
  methodNotFound: -32_601,
  invalidParams: -32_602,
  internalError: -32_603,
  blockCleanedUp: -32_001,
  preflightFailure: -32_002,
  signatureVerificationFailure: -32_003,
  blockNotAvailable: -32_004,
  nodeBusy: -32_005,
  minContextSlotNotReached: -32_016,
} as const;

export type RpcFailure = { readonly code: number; readonly message: string; readonly data?: unknown };
export type RpcAnswer = Result<unknown, RpcFailure>;

export const answer = (value: unknown): RpcAnswer => ok(value);

export function failure(code: keyof typeof RPC_CODES, message: string, data?: unknown): RpcAnswer {
  return err(
    data === undefined ? { code: RPC_CODES[code], message } : { code: RPC_CODES[code], message, data },
  );
}

export const invalidParams = (detail: string): RpcAnswer =>
  failure('invalidParams', `Invalid params: ${detail}`);

/** What a node says that has not seen the slot yet which the caller has. */
export const behindMinimum = (slot: number): RpcAnswer =>
  failure('minContextSlotNotReached', 'Minimum context slot has not been reached', { contextSlot: slot });

/** The form of answers that say at which slot they were read. */
export const atSlot = (slot: number, value: unknown): RpcAnswer =>
  answer({ context: { apiVersion: API_VERSION, slot }, value });

/** What the chain calls itself; its methods follow this version of Agave's RPC. */
export const API_VERSION = '2.3.0';
