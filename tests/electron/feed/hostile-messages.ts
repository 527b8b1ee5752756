import { encodeTransaction, compileMessage } from '../../../electron/protocol/transaction-wire.ts';
import { cpmmInitializeInstruction } from '../../../electron/protocol/cpmm-initialize-instruction.ts';
import { launchLabInitializeV2Instruction } from '../../../electron/protocol/launchlab-initialize-instruction.ts';
import { recordedLine } from '../../../electron/feed/recorded-line.ts';
import { blockhash, tokenUnits } from '../../../shared/units.ts';
import { key, LAUNCH, LAUNCH_KEYS } from '../protocol/launchlab-samples.ts';
import { CPMM_KEYS, CPMM_LOGS, LAUNCH_LOGS, logsResult, signatureOf } from './chain-samples.ts';
import { FULL } from './pool-message-samples.ts';

/** A message that is sound, as text, and where it can be spoilt. */
export type SoundMessage = {
  readonly text: string;
  /** Keys that must hold what they hold, with their values as JSON text. */
  readonly required: readonly (readonly [name: string, json: string])[];
  /** Those of them that are numbers, and those that are addresses, signatures or encoded bytes. */
  readonly numbers: readonly string[];
  readonly encoded: readonly string[];
  /** That are text of any kind. */
  readonly texts: readonly string[];
  /** Around the message on its way; nothing where it travels as it is. */
  readonly wrap: (text: string) => string;
  readonly tooLong: number;
};

function sound(
  message: object,
  names: Pick<SoundMessage, 'numbers' | 'encoded' | 'texts'> & { readonly others: readonly string[] },
  more: Pick<SoundMessage, 'tooLong'> & Partial<Pick<SoundMessage, 'wrap'>>,
): SoundMessage {
  const text = JSON.stringify(message);
  const required = [...new Set([...names.numbers, ...names.encoded, ...names.others])].map((name) => {
    const json = valueOf(message, name);
    if (json === undefined || !text.includes(`"${name}":${json}`))
      throw new Error(`no ${name} in the sample`);
    return [name, json] as const;
  });
  return { text, required, ...names, wrap: (each) => each, ...more };
}

function valueOf(value: unknown, name: string): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (Object.hasOwn(value, name)) return JSON.stringify(Reflect.get(value, name));
  return Object.values(value)
    .map((each) => valueOf(each, name))
    .find((each) => each !== undefined);
}

export const SOUND_POOL = sound(
  FULL,
  {
    numbers: ['slot', 'base_decimals', 'quote_decimals', 'open_time', 'lp_burned_bps', 'decimals'],
    encoded: ['pool_id', 'base_token', 'quote_token', 'base_vault', 'token_program', 'freeze_authority'],
    texts: ['pool_id', 'base_reserve', 'program'],
    others: ['base_reserve', 'quote_reserve', 'supply', 'token', 'program'],
  },
  { tooLong: 1_000_001, wrap: (text) => `2["newPool",${text}]` },
);

function transactionText(): object {
  const payer = key(45);
  const instructions = [
    cpmmInitializeInstruction({
      keys: CPMM_KEYS,
      payer,
      creator: payer,
      payerToken0: key(46),
      payerToken1: key(47),
      payerLp: key(48),
      amount0: tokenUnits(5_000_000n),
      amount1: tokenUnits(7_000_000n),
      openTimeUnixS: 0n,
      permission: null,
      poolSigns: false,
    }),
  ];
  return frameOf(payer, instructions, CPMM_LOGS);
}

function frameOf(
  payer: ReturnType<typeof key>,
  instructions: Parameters<typeof compileMessage>[0]['instructions'],
  logMessages: readonly string[],
): object {
  const message = compileMessage({ payer, instructions, recentBlockhash: blockhash(key(9)), version: 0 });
  const accounts = new Set(instructions.flatMap((each) => each.accounts.map(({ address }) => address)));
  for (const each of instructions) accounts.add(each.programId);
  accounts.add(payer);
  const balances = Array.from({ length: accounts.size }, () => 0);
  const signatures = Array.from({ length: message[1] ?? 1 }, (_each, index) =>
    new Uint8Array(64).fill(index + 1),
  );
  const transaction = Buffer.from(encodeTransaction(signatures, message)).toString('base64');
  const meta = {
    err: null,
    fee: 5000,
    innerInstructions: [],
    logMessages,
    preBalances: balances,
    postBalances: balances,
    preTokenBalances: [],
    postTokenBalances: [],
  };
  const confirmed = { transaction: [transaction, 'base64'], meta, version: 0 };
  return {
    jsonrpc: '2.0',
    method: 'transactionNotification',
    params: {
      subscription: 5,
      result: { confirmed: null, transaction: confirmed, signature: 'x', slot: 500 },
    },
  };
}

const HELIUS_PARTS = {
  numbers: ['slot'],
  encoded: [],
  texts: [],
  others: ['meta', 'params', 'result', 'preBalances'],
};

export const SOUND_TRANSACTION = sound(transactionText(), HELIUS_PARTS, { tooLong: 1_000_001 });

export const SOUND_LAUNCH = sound(
  frameOf(
    key(64),
    [
      launchLabInitializeV2Instruction({
        keys: LAUNCH_KEYS,
        payer: key(64),
        metadata: key(65),
        launch: LAUNCH,
        ammCreatorFeeOn: 1,
      }),
    ],
    LAUNCH_LOGS,
  ),
  HELIUS_PARTS,
  { tooLong: 1_000_001 },
);

export const SOUND_LOGS = sound(
  {
    jsonrpc: '2.0',
    method: 'logsNotification',
    params: { subscription: 5, result: logsResult(signatureOf(1), LAUNCH_LOGS) },
  },
  {
    numbers: ['slot'],
    encoded: ['signature'],
    texts: ['signature'],
    others: ['params', 'result', 'value', 'logs', 'context'],
  },
  { tooLong: 1_000_001 },
);

const line = recordedLine({ ms: 5, feed: 'socket-io', source: 'socket-io' }, JSON.stringify(FULL)).trimEnd();
export const SOUND_LINE: SoundMessage = {
  ...SOUND_POOL,
  ...sound(
    JSON.parse(line),
    {
      numbers: ['v', 'slot', 'open_time'],
      encoded: ['pool_id', 'base_token', 'base_vault'],
      texts: ['source', 'pool_id'],
      others: ['message', 'source', 'token'],
    },
    { tooLong: 2_100_001 },
  ),
};

/** The whole numbers below a bound, from a seed: mulberry32. */
export function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

type Spoil = (sound: SoundMessage, below: (bound: number) => number) => string;

const pick = <T>(from: readonly T[], below: (bound: number) => number): T => {
  const picked = from[below(from.length)];
  if (picked === undefined) throw new Error('nothing to pick from');
  return picked;
};

/** The message with one of its keys holding another value. */
function replaced(of: SoundMessage, name: string, json: string): string {
  const held = of.required.find(([each]) => each === name)?.[1];
  if (held === undefined) throw new Error(`no ${name} to replace`);
  return of.wrap(of.text.replace(`"${name}":${held}`, () => `"${name}":${json}`));
}

const anyName = (of: SoundMessage, below: (bound: number) => number): string => pick(of.required, below)[0];
const among = (names: readonly string[], of: SoundMessage, below: (bound: number) => number): string =>
  names.length > 0 ? pick(names, below) : anyName(of, below);

const WRONG = ['true', '{"a":1}', '[[]]', '-1.5', '" "', '[null,null]', '{"length":1}', '"1e3"'];
const BASE58_FAULTS = ['0', 'O', 'I', 'l', '+', ' ', 'é', '\\u0000'];
const DEEP = [10_000, 10_001, 10_500].map((depth) => '['.repeat(depth) + ']'.repeat(depth));
const LONG = new Map<number, string>();

const tooLong = (length: number): string => {
  const made = LONG.get(length) ?? `{"a":"${'x'.repeat(length)}"}`;
  LONG.set(length, made);
  return made;
};

/** The classes of malformed messages. None of them leaves a message that is sound. */
export const HOSTILE: Readonly<Record<string, Spoil>> = {
  'wrong types': (of, below) => replaced(of, anyName(of, below), pick(WRONG, below)),
  NaN: (of, below) =>
    replaced(of, anyName(of, below), pick(['NaN', '-Infinity', 'undefined', '0x10'], below)),
  '1e309': (of, below) =>
    replaced(of, among(of.numbers, of, below), pick(['1e309', '-1e309', '1e999'], below)),
  'prototype keys': (of, below) => {
    const [name, json] = pick(of.required, below);
    const instead = pick(['__proto__', 'constructor', 'prototype', 'toString'], below);
    return of.wrap(of.text.replace(`"${name}":${json}`, () => `"${instead}":{"${name}":${json}}`));
  },
  'depth 10,000': (of, below) => replaced(of, anyName(of, below), pick(DEEP, below)),
  'frames over 1 MB': (of, below) => of.wrap(tooLong(of.tooLong + below(3))),
  'lone surrogates': (of, below) => {
    const text = `"\\ud${(0x800 + below(0x800)).toString(16)}${below(1e6)}"`;
    return replaced(of, among(of.texts, of, below), text);
  },
  'bad base58': (of, below) => {
    const bad = `${'1'.repeat(below(60))}${pick(BASE58_FAULTS, below)}${'z'.repeat(below(60))}`;
    return replaced(of, among(of.encoded, of, below), `"${bad}"`);
  },
  'duplicate ids': (of, below) => {
    // The last one counts, in JSON.
    const [name, json] = pick(of.required, below);
    return of.wrap(
      of.text.replace(`"${name}":${json}`, () => `"${name}":${json},"${name}":${pick(WRONG, below)}`),
    );
  },
  'stale and future times': (of, below) => {
    const times = [`-${1 + below(1e9)}`, `${253_402_300_800 + below(1e9)}e6`, `${below(1e9)}.5`];
    return replaced(of, among(of.numbers, of, below), pick(times, below));
  },
  'batched arrays': (of, below) =>
    of.wrap(`[${Array.from({ length: 1 + below(4) }, () => of.text).join(',')}]`),
  truncation: (of, below) => {
    const whole = of.wrap(of.text);
    return whole.slice(0, Math.max(1, below(whole.length - 1)));
  },
};
