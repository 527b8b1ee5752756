import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @param {string} folder
 * @returns {number} the sizes of all files below it; 0 when there is none. Files may come and go meanwhile.
 */
export function folderBytes(folder) {
  let bytes = 0;
  /** @type {string[]} */
  let names = [];
  try {
    names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  } catch {
    return 0;
  }
  for (const name of names) {
    const stat = statSync(join(folder, name), { throwIfNoEntry: false });
    if (stat?.isFile()) bytes += stat.size;
  }
  return bytes;
}
