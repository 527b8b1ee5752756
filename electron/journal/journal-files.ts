import { join } from 'node:path';

/** Where the journal of a data folder lies. */
export type JournalPaths = {
  readonly folder: string;
  readonly journal: string;
  readonly lock: string;
};

export function journalPaths(folder: string): JournalPaths {
  return { folder, journal: join(folder, 'journal'), lock: join(folder, 'journal.lock') };
}

/** Only the owner may read what was traded. */
export const OWNER_ONLY = 0o600;

export function errorCode(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const code: unknown = Reflect.get(error, 'code');
  return typeof code === 'string' ? code : null;
}

export function errorWords(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
