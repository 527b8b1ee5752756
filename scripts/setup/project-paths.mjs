import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectRoot = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/**
 * @param {...string} parts
 * @returns {string} absolute
 */
export function inProject(...parts) {
  return resolve(projectRoot, ...parts);
}

/** Where the set-up keeps what it fetched; not in git, safe to delete. */
export const runtimeFolder = inProject('.runtime');
