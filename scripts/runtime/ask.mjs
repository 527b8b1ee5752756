import { createInterface } from 'node:readline/promises';

/** @returns {boolean} whether somebody is there to answer */
export function someoneToAsk() {
  return process.stdin.isTTY && process.stdout.isTTY && process.env['CI'] === undefined;
}

/**
 * @param {string} question
 * @returns {Promise<boolean>} true only for a yes
 */
export async function askYes(question) {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    const answer = await terminal.question(`${question} [y/N] `);
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    terminal.close();
  }
}
