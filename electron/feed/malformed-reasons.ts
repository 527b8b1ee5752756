/** Why a feed's message was not taken for a pool. `meaning` goes into docs/feeds.md. */
export const MALFORMED_REASONS = {
  'not-an-object': 'The message is not a JSON object.',
  'too-long': 'The message is longer than is read.',
  'too-deep': 'The message is nested deeper than is read.',
  'broken-packet': 'The packet around the message is not what the protocol allows.',
  'unknown-key': 'There is a key that the schema does not know.',
  'missing-key': 'A key that must be there is not.',
  'partial-group': 'Some keys of the pool’s details are there and others are not: it is all of them or none.',
  'bad-program': 'The program is none of the words that are allowed.',
  'bad-address': 'An address is not base58 of exactly 32 bytes.',
  'repeated-address': 'One address stands where two different ones must.',
  'bad-text': 'A symbol or name is not text, is too long, or is broken text.',
  'bad-number': 'A number is not whole, or out of its range.',
  'bad-amount': 'An amount is not a decimal string that fits 64 bits.',
  'bad-transaction': 'A transaction could not be read, or contradicts its own log.',
  'unsupported-pool': 'A pool that cannot be traded here: a LaunchLab curve that is not a constant product.',
  'bad-log': 'A log could not be read, or contradicts the pool’s account.',
  'chain-unread': 'What a log does not say could not be read from the chain.',
  'bad-line': 'A line of a recording is not what a recording holds.',
} as const satisfies Record<string, string>;

export type MalformedCode = keyof typeof MALFORMED_REASONS;

/** `field` is a name out of the schema, never text from the message; null when the message as a whole is at fault. */
export type MalformedReason = { readonly code: MalformedCode; readonly field: string | null };

export const malformed = (code: MalformedCode, field: string | null = null): MalformedReason => ({
  code,
  field,
});
