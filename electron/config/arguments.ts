import type { StartProblem } from '../../shared/ipc.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { nearName } from './near-name.ts';
import { SETTINGS } from './settings-table.ts';

export type DeskArguments = {
  /** A file or folder of recorded frames, as it was written. */
  readonly replay: string | null;
  /** Of the embedded market; wins over SWINGAWAY_SEED. */
  readonly seed: number | null;
};

/** The options of the desk itself, for docs/settings.md; the shell has taken its own before. */
export const ARGUMENTS = {
  '--replay': {
    value: 'PATH',
    about: 'Trades the pools of recorded frames: a .json file, or a folder of them.',
  },
  '--seed': { value: 'NUMBER', about: 'The same as SWINGAWAY_SEED, and wins over it.' },
} as const;

type ArgumentName = keyof typeof ARGUMENTS;
const NAMES: readonly ArgumentName[] = ['--replay', '--seed'];
const MAX_SHOWN = 60;

/** Reads what is left of the command line for the desk. */
export function readArguments(argv: readonly string[]): Result<DeskArguments, readonly StartProblem[]> {
  const given = new Map<ArgumentName, string>();
  const problems: StartProblem[] = [];
  for (let index = 0; index < argv.length; index += 1) {
    const argument = argv[index] ?? '';
    const equals = argument.indexOf('=');
    const written = equals === -1 ? argument : argument.slice(0, equals);
    const name = NAMES.find((each) => each === written);
    if (name === undefined) {
      problems.push(unknown(written));
      continue;
    }
    const inline = equals === -1 ? null : argument.slice(equals + 1);
    const value = inline ?? valueBehind(argv[index + 1]);
    if (inline === null && value !== null) index += 1;
    if (value === null || value === '') problems.push(noValue(name));
    else if (given.has(name)) problems.push(twice(name));
    else given.set(name, value);
  }
  const seedText = given.get('--seed');
  const seed = seedText === undefined ? null : SETTINGS.SWINGAWAY_SEED.reader.read(seedText);
  if (seed !== null && !seed.ok) {
    problems.push({ what: '--seed', found: `“${seedText?.slice(0, MAX_SHOWN)}”`, remedy: seed.error });
  }
  if (problems.length > 0 || seed?.ok === false) return err(problems);
  return ok({ replay: given.get('--replay') ?? null, seed: seed?.value ?? null });
}

/** Another option is no value; a value that begins like one is written with `=`. */
function valueBehind(next: string | undefined): string | null {
  return next === undefined || next.startsWith('--') ? null : next;
}

function unknown(written: string): StartProblem {
  const near = nearName(written, NAMES);
  const known = NAMES.map((name) => `${name} ${ARGUMENTS[name].value}`).join(' and ');
  return {
    what: written.slice(0, MAX_SHOWN),
    found: 'there is no such option',
    remedy:
      near === null ? `Beside --screenshot FILE and --kill there are ${known}.` : `Did you mean ${near}?`,
  };
}

const noValue = (name: ArgumentName): StartProblem => ({
  what: name,
  found: 'nothing follows it',
  remedy: `Write ${name} ${ARGUMENTS[name].value}.`,
});

const twice = (name: ArgumentName): StartProblem => ({
  what: name,
  found: 'it is given twice',
  remedy: 'Keep one of the two.',
});
