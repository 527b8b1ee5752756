import { err, ok, type Result } from '../../shared/result.ts';

export type SimPreset = 'desk' | 'quiet';

export type SimArguments = {
  readonly seed: string | null;
  readonly replay: string | null;
  readonly rpcPort: number;
  readonly wsPort: number;
  readonly feedPort: number;
  readonly slotMs: number;
  readonly poolsASecond: number;
  readonly activity: number;
  readonly exitWithStdin: boolean;
};

/** What each preset means: the desk sees a pool about every one and a half seconds. */
const PRESETS: Readonly<Record<SimPreset, Pick<SimArguments, 'poolsASecond' | 'activity'>>> = {
  desk: { poolsASecond: 0.67, activity: 1 },
  quiet: { poolsASecond: 0.1, activity: 0.2 },
};

type Numeric = {
  readonly least: number;
  readonly most: number;
  readonly whole: boolean;
  readonly says: string;
};

const PORT: Numeric = { least: 0, most: 65_535, whole: true, says: 'a port from 0 (any free one) to 65535' };
const NUMBERS = {
  '--rpc-port': PORT,
  '--ws-port': PORT,
  '--feed-port': PORT,
  '--slot-ms': { least: 10, most: 60_000, whole: true, says: '10 to 60000 milliseconds' },
  '--pace': { least: 0, most: 100, whole: false, says: '0 to 100 new pools a second' },
} as const satisfies Record<string, Numeric>;

const TEXTS = ['--seed', '--replay', '--preset'] as const;
const FLAGS = ['--exit-with-stdin'] as const;

/** Reads the process's arguments. The error is a sentence that names the argument, what was found and what is allowed. */
export function readSimArguments(args: readonly string[]): Result<SimArguments, string> {
  const values = collect(args);
  if (!values.ok) return values;
  const numbers = new Map<string, number>();
  for (const [name, allowed] of Object.entries(NUMBERS)) {
    const text = values.value.get(name);
    if (text === undefined) continue;
    const number = /^\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
    const fits =
      number >= allowed.least && number <= allowed.most && (!allowed.whole || Number.isInteger(number));
    if (!fits) return err(`${name} is ${JSON.stringify(text)}: it must be ${allowed.says}.`);
    numbers.set(name, number);
  }
  const presetText = values.value.get('--preset') ?? 'desk';
  if (presetText !== 'desk' && presetText !== 'quiet') {
    return err(`--preset is ${JSON.stringify(presetText)}: it must be desk or quiet.`);
  }
  const preset = PRESETS[presetText];
  const replay = values.value.get('--replay') ?? null;
  return ok({
    seed: values.value.get('--seed') ?? null,
    replay,
    rpcPort: numbers.get('--rpc-port') ?? 0,
    wsPort: numbers.get('--ws-port') ?? 0,
    feedPort: numbers.get('--feed-port') ?? 0,
    slotMs: numbers.get('--slot-ms') ?? 400,
    // A recording is shown alone unless more is asked for.
    poolsASecond: numbers.get('--pace') ?? (replay === null ? preset.poolsASecond : 0),
    activity: preset.activity,
    exitWithStdin: values.value.has('--exit-with-stdin'),
  });
}

function collect(args: readonly string[]): Result<ReadonlyMap<string, string>, string> {
  const takesValue: readonly string[] = [...TEXTS, ...Object.keys(NUMBERS)];
  const flags: readonly string[] = FLAGS;
  const values = new Map<string, string>();
  for (let index = 0; index < args.length; index += 1) {
    const [name, inline] = splitOnce(args[index] ?? '');
    if (flags.includes(name) && inline === undefined) {
      values.set(name, '');
      continue;
    }
    if (!takesValue.includes(name)) {
      return err(
        `${name} is not an argument of the market: it takes ${[...takesValue, ...flags].join(', ')}.`,
      );
    }
    const value = inline ?? args[(index += 1)];
    if (value === undefined || value === '') return err(`${name} needs a value.`);
    values.set(name, value);
  }
  return ok(values);
}

function splitOnce(text: string): readonly [string, string | undefined] {
  const at = text.indexOf('=');
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}
