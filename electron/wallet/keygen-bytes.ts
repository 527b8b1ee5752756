import { err, ok, type Result } from '../../shared/result.ts';

/** Seed and public key, 32 bytes each. */
export const KEYPAIR_BYTES = 64;

const OPEN = 0x5b;
const CLOSE = 0x5d;
const COMMA = 0x2c;
const ZERO = 0x30;
const NINE = 0x39;
const SPACES: readonly number[] = [0x20, 0x09, 0x0a, 0x0d];
const NOT_A_LIST = 'is not a JSON list of whole numbers';

/**
 * Reads what solana-keygen writes, a JSON list of 64 numbers, byte by byte: JSON.parse would leave the secret in strings
 * and numbers that nobody can wipe. The caller wipes what it gave and what it got. An error says what is wrong with the
 * text, without any of it.
 */
export function parseKeygenBytes(text: Uint8Array): Result<Uint8Array, string> {
  const found = new Uint8Array(KEYPAIR_BYTES);
  const parsed = readList(text, found);
  if (!parsed.ok) found.fill(0);
  return parsed.ok ? ok(found) : parsed;
}

function readList(text: Uint8Array, into: Uint8Array): Result<null, string> {
  let at = 0;
  const skipSpaces = (): void => {
    while (SPACES.includes(text[at] ?? 0)) at += 1;
  };
  const take = (expected: number): boolean => {
    skipSpaces();
    if (text[at] !== expected) return false;
    at += 1;
    return true;
  };
  if (!take(OPEN)) return err(NOT_A_LIST);
  let count = 0;
  let isLast = take(CLOSE);
  while (!isLast) {
    skipSpaces();
    const start = at;
    let value = 0;
    for (let digit = text[at]; digit !== undefined && digit >= ZERO && digit <= NINE; digit = text[at]) {
      value = Math.min(value * 10 + digit - ZERO, 256);
      at += 1;
    }
    const hasLeadingZero = text[start] === ZERO && at - start > 1;
    if (at === start || hasLeadingZero) return err(NOT_A_LIST);
    if (value > 255) return err(`has a number over 255 at place ${count + 1}`);
    if (count < KEYPAIR_BYTES) into[count] = value;
    count += 1;
    isLast = take(CLOSE);
    if (!isLast && !take(COMMA)) return err(NOT_A_LIST);
  }
  skipSpaces();
  if (at !== text.length) return err(NOT_A_LIST);
  return count === KEYPAIR_BYTES ? ok(null) : err(`has ${count} numbers instead of ${KEYPAIR_BYTES}`);
}
