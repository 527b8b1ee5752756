import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { StopOutcome } from './stop-outcome.ts';

/**
 * How a second instance that passed `--kill` on learns what became of it: the running one writes this file into the
 * data folder, with the number that the second one made up. Nobody reads it later.
 */
const FILE_NAME = 'stop-receipt.json';
const MAX_FILE_LENGTH = 4_096;

const receiptShape = z.strictObject({
  nonce: z.string(),
  outcome: z.discriminatedUnion('code', [
    z.strictObject({ code: z.literal('stopped') }),
    z.strictObject({ code: z.literal('nothing-to-stop') }),
    z.strictObject({ code: z.literal('not-stopped'), why: z.string() }),
  ]),
});

/** Throws when the folder cannot be written. */
export function writeStopReceipt(folder: string, nonce: string, outcome: StopOutcome): void {
  const file = join(folder, FILE_NAME);
  const fresh = `${file}.new`;
  writeFileSync(fresh, JSON.stringify({ nonce, outcome }), { mode: 0o600 });
  renameSync(fresh, file);
}

/** The outcome for `nonce`; null while it is not there. */
export function readStopReceipt(folder: string, nonce: string): StopOutcome | null {
  try {
    const text = readFileSync(join(folder, FILE_NAME), 'utf8');
    if (text.length > MAX_FILE_LENGTH) return null;
    const receipt = receiptShape.parse(JSON.parse(text));
    return receipt.nonce === nonce ? receipt.outcome : null;
  } catch {
    return null;
  }
}

export function removeStopReceipt(folder: string): void {
  rmSync(join(folder, FILE_NAME), { force: true });
}

type Wait = {
  readonly limitMs: number;
  readonly everyMs: number;
  readonly nowMs: () => number;
  readonly pause: (ms: number) => void;
};

/** Looks for the receipt until it is there or the limit is over (null). It blocks: the caller has nothing else to do. */
export function awaitStopReceipt(folder: string, nonce: string, wait: Wait): StopOutcome | null {
  const until = wait.nowMs() + wait.limitMs;
  for (;;) {
    const outcome = readStopReceipt(folder, nonce);
    if (outcome !== null || wait.nowMs() >= until) return outcome;
    wait.pause(wait.everyMs);
  }
}
