import type { StartProblem } from '../../shared/ipc.ts';

/** The settings of a `.env` file, and where each stands. */
export type EnvFileEntries = ReadonlyMap<string, { readonly text: string; readonly line: number }>;

const LINE = /^(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(.*)$/s;
const QUOTED = /^(["'])(.*)\1\s*(?:#.*)?$/s;
const COMMENT_BEHIND = /(?:^|\s)#.*$/s;
const MAX_LINES = 2000;

/**
 * Reads `NAME=value` lines: blank lines and lines that begin with # are passed over, `export` before a name too, quotes
 * around a value are taken off, and an unquoted value ends before ` #`. Nothing is put in for `$NAME`, and there are no
 * escapes. Any other line is a problem, and so is a name that stands twice; values are in no message.
 */
export function parseEnvFile(text: string): {
  readonly entries: EnvFileEntries;
  readonly problems: readonly StartProblem[];
} {
  const entries = new Map<string, { readonly text: string; readonly line: number }>();
  const problems: StartProblem[] = [];
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  if (lines.length > MAX_LINES) {
    problems.push({
      what: '.env',
      found: `it has ${lines.length} lines`,
      remedy: `Keep it under ${MAX_LINES} lines.`,
    });
  }
  for (const [index, line] of lines.slice(0, MAX_LINES).entries()) {
    const trimmed = line.trim();
    if (trimmed === '' || trimmed.startsWith('#')) continue;
    const what = `.env, line ${index + 1}`;
    const [, name, rest] = LINE.exec(trimmed) ?? [];
    const value = rest === undefined ? null : valueOf(rest);
    if (name === undefined || value === null) {
      const found = name === undefined ? 'it is no NAME=value' : `the quotes around ${name} do not match`;
      problems.push({ what, found, remedy: 'Write NAME=value, or put # before a remark.' });
    } else if (entries.has(name)) {
      const first = entries.get(name)?.line ?? 0;
      problems.push({
        what,
        found: `${name} stands in line ${first} already`,
        remedy: 'Keep one of the two.',
      });
    } else {
      entries.set(name, { text: value, line: index + 1 });
    }
  }
  return { entries, problems };
}

function valueOf(rest: string): string | null {
  const quoted = QUOTED.exec(rest);
  if (quoted?.[2] !== undefined) return quoted[2];
  return /^["']/.test(rest) ? null : rest.replace(COMMENT_BEHIND, '').trim();
}
