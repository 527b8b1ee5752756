import { CPMM_ERRORS, type CpmmErrorName } from '../../protocol/cpmm-errors.ts';
import type { InvokeContext, ProgramResult } from '../runtime/invoke-context.ts';
import { ANCHOR_ERRORS, endAsAnchor, type AnchorErrorName } from './anchor-failure.ts';

const ERRORS = { ...CPMM_ERRORS, ...ANCHOR_ERRORS };

export type CpmmFailureName = CpmmErrorName | AnchorErrorName;

/** Ends the program with an error of its own or of Anchor's; `account` names the one that was at fault. */
export const cpmmFailure = (context: InvokeContext, name: CpmmFailureName, account?: string): ProgramResult =>
  endAsAnchor(context, ERRORS[name], account);
