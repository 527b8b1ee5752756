import { readFileSync } from 'node:fs';

/**
 * @param {string} file
 * @returns {string | null} null when it cannot be read
 */
export function readText(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
