import { LAUNCHLAB_ERRORS, type LaunchLabErrorName } from '../../protocol/launchlab-errors.ts';
import type { InvokeContext, ProgramResult } from '../runtime/invoke-context.ts';
import { endAsAnchor } from './anchor-failure.ts';

/** Ends the program with one of its own errors. */
export const launchLabFailure = (context: InvokeContext, name: LaunchLabErrorName): ProgramResult =>
  endAsAnchor(context, LAUNCHLAB_ERRORS[name]);
