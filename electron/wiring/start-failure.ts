import type { StartProblem } from '../../shared/ipc.ts';

/** A failure to start that was expected; carries its problems to the edge of `compose`. */
export class StartFailure extends Error {
  readonly problems: readonly StartProblem[];

  constructor(...problems: readonly StartProblem[]) {
    super(problems.map(({ what, found }) => `${what}: ${found}`).join('; '));
    this.problems = problems;
  }
}
