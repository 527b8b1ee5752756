/**
 * Reads what ldd printed.
 *
 * @param {string} output
 * @returns {string[]} the names of libraries that were not found, each once, in their order
 */
export function missingLibraries(output) {
  const names = output
    .split('\n')
    .map((line) => /^\s*(\S+) => not found\s*$/.exec(line)?.[1])
    .filter((name) => name !== undefined);
  return [...new Set(names)];
}
