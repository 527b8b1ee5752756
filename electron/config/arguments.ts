import type { StartProblem } from '../../shared/ipc.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { nearName } from './near-name.ts';
import { wholeNumber } from './number-readers.ts';
import { SETTINGS } from './settings-table.ts';

export type DeskArguments = {
  /** Recorded frames or a recorded session, as it was written. */
  readonly replay: string | null;
  /** How many times faster than it was recorded a session is replayed. */
  readonly pace: number;
  /** Where to record what the feeds bring. */
  readonly record: string | null;
  /** Of the embedded market; wins over SWINGAWAY_SEED. */
  readonly seed: number | null;
  readonly arm: boolean;
};

/** The options of the desk itself, for docs/settings.md; the shell has taken its own before. `value` null: a switch. */
export const ARGUMENTS = {
  '--replay': {
    value: 'PATH',
    about:
      'Trades the pools of recorded frames (a .json file, or a folder of them), or replays a recorded session (a .jsonl file).',
  },
  '--pace': { value: 'NUMBER', about: 'How many times faster a recorded session is replayed: 1 to 1000.' },
  '--record': { value: 'FILE', about: 'Records what the feeds bring to a new .jsonl file, for --replay.' },
  '--seed': { value: 'NUMBER', about: 'The same as SWINGAWAY_SEED, and wins over it.' },
  '--arm': {
    value: null,
    about:
      'Arms trading at the start in paper mode, and in live mode when every endpoint is on this machine.',
  },
} as const satisfies Record<string, { readonly value: string | null; readonly about: string }>;

type ArgumentName = keyof typeof ARGUMENTS;

const NAMES: readonly ArgumentName[] = ['--replay', '--pace', '--record', '--seed', '--arm'];
const MAX_SHOWN = 60;
const PACE = wholeNumber({ min: 1n, max: 1_000n, says: '1 to 1000' });

/** An option as it is written, with what it takes. */
export function usageOf(name: ArgumentName): string {
  const { value } = ARGUMENTS[name];
  return value === null ? name : `${name} ${value}`;
}

/** Reads what is left of the command line for the desk. */
export function readArguments(argv: readonly string[]): Result<DeskArguments, readonly StartProblem[]> {
  const { given, problems } = collect(argv);
  const number = <T>(name: ArgumentName, read: (text: string) => Result<T, string>): T | null => {
    const text = given.get(name);
    const value = text === undefined ? null : read(text);
    if (value === null) return null;
    if (value.ok) return value.value;
    problems.push({ what: name, found: `“${text?.slice(0, MAX_SHOWN)}”`, remedy: value.error });
    return null;
  };
  const seed = number('--seed', (text) => SETTINGS.SWINGAWAY_SEED.reader.read(text));
  const pace = number('--pace', (text) => PACE.read(text));
  const replay = given.get('--replay') ?? null;
  if (pace !== null && replay?.endsWith('.jsonl') !== true) {
    const remedy = 'Name the recorded session with --replay FILE.jsonl, or leave --pace out.';
    problems.push({ what: '--pace', found: 'there is no recorded session to replay', remedy });
  }
  if (problems.length > 0) return err(problems);
  return ok({
    replay,
    pace: pace ?? 1,
    record: given.get('--record') ?? null,
    seed,
    arm: given.has('--arm'),
  });
}

function collect(argv: readonly string[]): {
  readonly given: ReadonlyMap<ArgumentName, string>;
  readonly problems: StartProblem[];
} {
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
    const isSwitch = ARGUMENTS[name].value === null;
    const value = isSwitch ? null : (inline ?? valueBehind(argv[index + 1]));
    if (!isSwitch && inline === null && value !== null) index += 1;
    if (isSwitch && inline !== null) problems.push(noValueTaken(name));
    else if (!isSwitch && (value === null || value === '')) problems.push(noValue(name));
    else if (given.has(name)) problems.push(twice(name));
    else given.set(name, value ?? '');
  }
  return { given, problems };
}

/** Another option is no value; a value that begins like one is written with `=`. */
function valueBehind(next: string | undefined): string | null {
  return next === undefined || next.startsWith('--') ? null : next;
}

function unknown(written: string): StartProblem {
  const near = nearName(written, NAMES);
  const known = NAMES.map(usageOf).join(', ');
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
  remedy: `Write ${usageOf(name)}.`,
});

const noValueTaken = (name: ArgumentName): StartProblem => ({
  what: name,
  found: 'it takes no value',
  remedy: `Write ${name} alone.`,
});

const twice = (name: ArgumentName): StartProblem => ({
  what: name,
  found: 'it is given twice',
  remedy: 'Keep one of the two.',
});
