/** Something that the set-up foresees: the message says what is wrong and what to do, and no stack trace helps. */
export class SetupProblem extends Error {
  /** @param {string} message */
  constructor(message) {
    super(message);
    this.name = 'SetupProblem';
  }
}

/**
 * Runs a script's main function and turns its end into the exit code.
 *
 * @param {() => Promise<number>} main
 * @returns {Promise<void>}
 */
export async function runScript(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    console.error(error instanceof SetupProblem ? `\n${error.message}` : error);
    process.exitCode = 1;
  }
}
