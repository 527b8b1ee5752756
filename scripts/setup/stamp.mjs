import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/**
 * @param {string | Buffer} content
 * @returns {string} hex
 */
export function sha256(content) {
  return createHash('sha256').update(content).digest('hex');
}

/**
 * @param {string} file
 * @returns {string | null} null when there is none
 */
export function readStamp(file) {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return null;
  }
}

/**
 * @param {string} file
 * @param {string} value
 */
export function writeStamp(file, value) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${value}\n`);
}

/**
 * One hash over the names, sizes and modification times of all files in the given files and folders. Reading no contents keeps it at a
 * few milliseconds; a path that does not exist counts as empty.
 *
 * @param {string} root
 * @param {readonly string[]} paths relative to root
 * @returns {string} hex
 */
export function fingerprint(root, paths) {
  /** @type {string[]} */
  const lines = [];
  const visit = (/** @type {string} */ path) => {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat === undefined) return;
    if (stat.isDirectory()) for (const name of readdirSync(path).toSorted()) visit(join(path, name));
    else lines.push(`${relative(root, path).replaceAll('\\', '/')} ${stat.size} ${stat.mtimeMs}`);
  };
  for (const path of paths) visit(join(root, path));
  return sha256(lines.join('\n'));
}
