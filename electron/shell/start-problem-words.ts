import type { StartProblem } from '../../shared/ipc.ts';
import { withoutSecrets } from './without-secrets.ts';

/** A start problem as one line for the terminal. */
export const startProblemLine = ({ what, found, remedy }: StartProblem): string =>
  withoutSecrets(`${what}: ${found}. ${remedy}`.replaceAll(/\.\.(?=\s|$)/g, '.'));
