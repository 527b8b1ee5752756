/**
 * Vite 8 needs what came with Node 20.19 and 22.12. This file must load on much older versions, to be able to say so:
 * no syntax and no import newer than Node 14.
 */

/**
 * @param {string} version such as `20.20.2`, without the `v`
 * @returns {boolean}
 */
export function nodeVersionSuffices(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major === 20) return minor >= 19;
  if (major === 22) return minor >= 12;
  return major > 22;
}

/**
 * @param {string} version
 * @returns {string | null} what is wrong and what to do, or null
 */
export function nodeVersionProblem(version) {
  if (nodeVersionSuffices(version)) return null;
  return `Node ${version} is too old or an odd release: Swingaway needs Node 20.19 or later in the 20 line, 22.12 or later in the 22 line, or 23 and up. Install a current LTS release from nodejs.org and run the same command again.`;
}

/** Ends the process with a sentence when this Node cannot run the project. */
export function requireNodeVersion() {
  const problem = nodeVersionProblem(process.versions.node);
  if (problem === null) return;
  console.error(problem);
  process.exit(1);
}
