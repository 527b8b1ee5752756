/**
 * The part of npm's lock files that tells what is installed.
 *
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean, peer?: boolean, link?: boolean }} LockEntry
 * @typedef {{ packages?: Record<string, LockEntry> }} Lock
 */

/**
 * Whether node_modules, as npm notes it in `node_modules/.package-lock.json`, is what the lock file asks for. Optional packages may be
 * missing: those for other platforms always are.
 *
 * @param {Lock} installed
 * @param {Lock} wanted
 * @returns {boolean}
 */
export function installedMatchesLock(installed, wanted) {
  const have = installed.packages ?? {};
  const want = wanted.packages ?? {};
  const nothingElse = Object.keys(have).every((path) => path in want);
  return (
    nothingElse &&
    Object.entries(want).every(([path, entry]) => {
      if (path === '') return true;
      const there = have[path];
      if (there === undefined)
        return entry.optional === true || entry.devOptional === true || entry.peer === true;
      return there.version === entry.version && there.integrity === entry.integrity;
    })
  );
}
