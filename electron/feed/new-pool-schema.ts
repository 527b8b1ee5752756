import { z } from 'zod';
import { tokenUnits, type Address, type TokenUnits } from '../../shared/units.ts';
import { shownText } from '../../shared/untrusted-text.ts';
import { parseAddress } from '../protocol/base58.ts';
import { malformed, type MalformedCode, type MalformedReason } from './malformed-reasons.ts';

export const MAX_SYMBOL_LENGTH = 32;
export const MAX_NAME_LENGTH = 64;
/** The year 9999. */
export const MAX_OPEN_TIME_S = 253_402_300_799;
export const MAX_DECIMALS = 18;
const U64_MAX = 2n ** 64n - 1n;
const AMOUNT = /^(?:0|[1-9]\d{0,19})$/;

/** Makes a schema of a reader that answers undefined for what is not allowed. */
const read = <T>(reader: (value: unknown) => T | undefined) =>
  z.unknown().transform((value, context): T => {
    const result = reader(value);
    if (result !== undefined) return result;
    context.addIssue({ code: 'custom' });
    return z.NEVER;
  });

const addressField = read((value): Address | undefined => parseAddress(value) ?? undefined);

/** An address, or null for none. */
const authorityField = read((value): Address | null | undefined =>
  value === null ? null : (parseAddress(value) ?? undefined),
);

const amountField = read((value): TokenUnits | undefined => {
  if (typeof value !== 'string' || !AMOUNT.test(value)) return undefined;
  const amount = BigInt(value);
  return amount <= U64_MAX ? tokenUnits(amount) : undefined;
});

const textField = (maxLength: number) =>
  read((value): string | null | undefined =>
    typeof value === 'string' ? shownText(value, maxLength) : undefined,
  );

const wholeField = (maximum: number) => z.int().min(0).max(maximum);

const TOKEN = z.strictObject({
  token_program: addressField,
  decimals: wholeField(MAX_DECIMALS),
  supply: amountField,
  mint_authority: authorityField,
  freeze_authority: authorityField,
});

const DETAIL = {
  base_vault: addressField,
  quote_vault: addressField,
  // Null where there are no LP tokens: LaunchLab and CLMM.
  lp_mint: authorityField,
  base_decimals: wholeField(MAX_DECIMALS),
  quote_decimals: wholeField(MAX_DECIMALS),
  base_reserve: amountField,
  quote_reserve: amountField,
  open_time: wholeField(MAX_OPEN_TIME_S),
} as const;

// Of pools made while AMM v4 had an order book. Nothing uses them any more; senders still give them.
const MARKET = { market: addressField.optional(), market_program: addressField.optional() } as const;

const LISTING = {
  pool_id: addressField,
  base_token: addressField,
  quote_token: addressField,
  program: z.enum(['amm-v4', 'cpmm', 'launchlab', 'clmm']).optional(),
  symbol: textField(MAX_SYMBOL_LENGTH).optional(),
  name: textField(MAX_NAME_LENGTH).optional(),
  slot: wholeField(Number.MAX_SAFE_INTEGER).optional(),
  token: TOKEN.optional(),
  lp_burned_bps: wholeField(10_000).optional(),
} as const;

export const SHORT_MESSAGE = z.strictObject(LISTING);
export const FULL_MESSAGE = z.strictObject({ ...LISTING, ...DETAIL, ...MARKET });
export type ShortMessage = z.infer<typeof SHORT_MESSAGE>;
export type FullMessage = z.infer<typeof FULL_MESSAGE>;

/** The keys that come all together or not at all; the first one found makes a message a full one. */
export const DETAIL_KEYS: readonly string[] = Object.keys({ ...DETAIL, ...MARKET });
/** Those of them that may be left out. */
export const MARKET_KEYS: readonly string[] = Object.keys(MARKET);

/** What is wrong when the value under a key is not what it should be. */
export const KEY_FAULTS: Readonly<Record<keyof FullMessage | keyof z.infer<typeof TOKEN>, MalformedCode>> = {
  pool_id: 'bad-address',
  base_token: 'bad-address',
  quote_token: 'bad-address',
  program: 'bad-program',
  symbol: 'bad-text',
  name: 'bad-text',
  slot: 'bad-number',
  base_vault: 'bad-address',
  quote_vault: 'bad-address',
  lp_mint: 'bad-address',
  market: 'bad-address',
  market_program: 'bad-address',
  base_decimals: 'bad-number',
  quote_decimals: 'bad-number',
  base_reserve: 'bad-amount',
  quote_reserve: 'bad-amount',
  open_time: 'bad-number',
  token: 'not-an-object',
  token_program: 'bad-address',
  decimals: 'bad-number',
  supply: 'bad-amount',
  mint_authority: 'bad-address',
  freeze_authority: 'bad-address',
  lp_burned_bps: 'bad-number',
};

const isKey = (key: unknown): key is keyof typeof KEY_FAULTS =>
  typeof key === 'string' && Object.hasOwn(KEY_FAULTS, key);

/** The first issue of a message in our own words; nothing of the message's own text gets into them. */
export function malformedBy(message: unknown, error: z.ZodError): MalformedReason {
  const issue = error.issues[0];
  if (issue === undefined) throw new Error('a failed parse without an issue');
  if (issue.code === 'unrecognized_keys') return malformed('unknown-key');
  const key = issue.path.at(-1);
  if (!isKey(key)) return malformed('not-an-object');
  const missing = valueAt(message, issue.path) === undefined;
  if (!missing) return malformed(KEY_FAULTS[key], key);
  return malformed(DETAIL_KEYS.includes(key) ? 'partial-group' : 'missing-key', key);
}

function valueAt(message: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    message,
  );
}
