import { z } from 'zod';
import type { Command, CommandKind, CommandProblem } from '../../shared/commands.ts';
import { offerId } from '../../shared/offer.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { address, tokenUnits } from '../../shared/units.ts';
import { settingsShape } from './settings-shape.ts';

const MAX_U64 = 2n ** 64n - 1n;
const MAX_DETAIL_LENGTH = 200;

const offerShape = z
  .string()
  .regex(/^offer-(?:0|[1-9]\d{0,14})$/, 'expected an offer')
  .transform((text) => offerId(Number(text.slice('offer-'.length))));
const addressShape = z
  .string()
  .regex(/^[1-9A-HJ-NP-Za-km-z]{32,44}$/, 'expected an address')
  .transform(address);

/** One shape a command; a command without a shape does not compile. */
const SHAPES = {
  approve: z.strictObject({
    kind: z.literal('approve'),
    offer: offerShape,
    revision: z.number().int().nonnegative(),
    shownOut: z.bigint().nonnegative().max(MAX_U64).transform(tokenUnits),
  }),
  skip: z.strictObject({ kind: z.literal('skip'), offer: offerShape }),
  sell: z.strictObject({ kind: z.literal('sell'), pool: addressShape }),
  'sell-everything': z.strictObject({ kind: z.literal('sell-everything') }),
  kill: z.strictObject({
    kind: z.literal('kill'),
    by: z.enum(['button', 'shortcut', 'tray', 'command-line']),
  }),
  arm: z.strictObject({ kind: z.literal('arm') }),
  reduce: z.strictObject({ kind: z.literal('reduce') }),
  'change-settings': z.strictObject({ kind: z.literal('change-settings'), settings: settingsShape }),
} as const satisfies Record<CommandKind, z.ZodType<Command>>;

const kindShape = z.looseObject({ kind: z.string() });

const malformed = (detail: string): { readonly ok: false; readonly error: CommandProblem } =>
  err({ code: 'malformed', detail: detail.slice(0, MAX_DETAIL_LENGTH) });

/**
 * A command as the window sent it. The window is not trusted: anything but exactly a command is `malformed`, with
 * the place that is wrong and none of the values, and nothing that it sends makes this throw.
 */
export function parseCommand(message: unknown): Result<Command, CommandProblem> {
  try {
    const named = kindShape.safeParse(message);
    if (!named.success) return malformed('expected a command with its kind');
    const { kind } = named.data;
    if (!isCommandKind(kind)) return malformed('there is no command of this kind');
    const parsed = SHAPES[kind].safeParse(message);
    return parsed.success ? ok(parsed.data) : malformed(`${kind}: ${whatIsWrong(parsed.error)}`);
  } catch {
    return malformed('the message cannot be read');
  }
}

const isCommandKind = (kind: string): kind is CommandKind => Object.hasOwn(SHAPES, kind);

function whatIsWrong(error: z.ZodError): string {
  const issue = error.issues[0];
  if (issue === undefined) return 'not as expected';
  if (issue.code === 'unrecognized_keys') return 'there is a field that does not belong';
  const place = issue.path.map(String).join('.');
  return place === '' ? issue.message : `${place}: ${issue.message}`;
}
