import { closeSync, fstatSync, openSync, readSync, type Stats } from 'node:fs';
import type { StartProblem } from '../../shared/ipc.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { signingKeyFromSeed } from '../protocol/ed25519.ts';
import { KEYPAIR_BYTES, parseKeygenBytes } from './keygen-bytes.ts';
import type { Signer } from './signer.ts';

const SETTING = 'SWINGAWAY_DEV_KEYPAIR';
/** Such a file has some 230 bytes; more than this is something else. */
const MAX_FILE_BYTES = 4_096;
const SEED_BYTES = 32;
/** Any right of the group or of others. */
const OTHERS = 0o077;

const MAKE_ONE = 'Name a file made by solana-keygen new, with a key that holds test money only.';

/**
 * The key in an unencrypted solana-keygen file, for chains of this machine. The file must be its owner's alone, but for
 * Windows, whose modes do not tell. What was read is wiped as soon as the key is made of it. A problem names the path and
 * what is wrong there, never any of the content.
 */
export function loadDevKeypair(path: string, platform = process.platform): Result<Signer, StartProblem> {
  const problem = (found: string, remedy = MAKE_ONE): Result<never, StartProblem> =>
    err({ what: SETTING, found: `${path} ${found}`, remedy });
  const read = readSmallFile(path, (stats) => unfit(stats, platform));
  if (!read.ok) {
    const isTooOpen = read.error === TOO_OPEN;
    return problem(read.error, isTooOpen ? 'Run chmod 600 on it, and treat the key as seen.' : MAKE_ONE);
  }
  const parsed = parseKeygenBytes(read.value);
  read.value.fill(0);
  if (!parsed.ok) return problem(parsed.error);
  const pair = parsed.value;
  const key = signingKeyFromSeed(pair.subarray(0, SEED_BYTES));
  const isItsOwn = Buffer.compare(key.publicKeyBytes, pair.subarray(SEED_BYTES, KEYPAIR_BYTES)) === 0;
  pair.fill(0);
  if (!isItsOwn) return problem('has a public half that is not the one of its secret half');
  // A closure over the key: no property leads to it.
  return ok(Object.freeze({ address: key.publicKey, sign: (message: Uint8Array) => key.sign(message) }));
}

const TOO_OPEN = 'can be read or written by others than its owner';

function unfit(stats: Stats, platform: NodeJS.Platform): string | null {
  if (!stats.isFile()) return 'is not a file';
  if (platform !== 'win32' && (stats.mode & OTHERS) !== 0) return TOO_OPEN;
  if (stats.size > MAX_FILE_BYTES) return `has ${stats.size} bytes, too many for a key`;
  return null;
}

/** The size and rights are those of the file that is read, whatever the path leads to a moment later. */
function readSmallFile(path: string, unfitFor: (stats: Stats) => string | null): Result<Buffer, string> {
  let file: number | null = null;
  try {
    file = openSync(path, 'r');
    const why = unfitFor(fstatSync(file));
    if (why !== null) return err(why);
    // Not of Buffer's shared pool, so that it can be wiped.
    const bytes = Buffer.alloc(MAX_FILE_BYTES + 1);
    const length = readSync(file, bytes, 0, bytes.length, 0);
    if (length <= MAX_FILE_BYTES) return ok(bytes.subarray(0, length));
    bytes.fill(0);
    return err('grew while it was read');
  } catch (thrown) {
    return err(`cannot be read (${codeOf(thrown)})`);
  } finally {
    if (file !== null) closeSync(file);
  }
}

const codeOf = (thrown: unknown): string =>
  thrown instanceof Error && 'code' in thrown ? String(thrown.code) : 'unknown error';
