// The fuse wire of an Electron executable: a sentinel, a version byte, a length byte, then one character a fuse.
// Layout and order: electronjs.org/docs/latest/tutorial/fuses and build/fuses/fuses.json5 in Electron's sources.

const sentinel = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX', 'latin1');
const wireVersion = 1;

/** @typedef {'on' | 'off'} FuseState */

/** Fuses by their place in the wire. */
export const fuseIndex = /** @type {const} */ ({
  nodeCliInspect: 3,
  loadBrowserProcessSpecificV8Snapshot: 6,
});

const states = { on: '1'.charCodeAt(0), off: '0'.charCodeAt(0) };
const removed = 'r'.charCodeAt(0);

/**
 * Sets fuses in place.
 *
 * @param {Buffer} executable
 * @param {Readonly<Record<number, FuseState>>} wanted by index
 * @returns {void}
 */
export function setFuses(executable, wanted) {
  const at = executable.indexOf(sentinel);
  if (at < 0) throw new Error('no fuse wire in this executable');
  if (executable.indexOf(sentinel, at + 1) >= 0)
    throw new Error('more than one fuse wire in this executable');
  const versionAt = at + sentinel.length;
  if (executable[versionAt] !== wireVersion)
    throw new Error(`fuse wire version ${executable[versionAt]} is not known`);
  const count = executable[versionAt + 1] ?? 0;
  for (const [index, state] of Object.entries(wanted)) {
    const place = versionAt + 2 + Number(index);
    if (Number(index) >= count) throw new Error(`fuse ${index} is beyond the ${count} of this executable`);
    if (executable[place] === removed) throw new Error(`fuse ${index} was removed from this executable`);
    executable[place] = states[state];
  }
}
