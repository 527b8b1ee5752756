import { z } from 'zod';
import { lamports, slot } from '../../shared/units.ts';
import { parseAddress, parseBlockhash, parseSignature } from '../protocol/base58.ts';
import type { Address, Blockhash, Signature } from '../../shared/units.ts';

/** A text made a value by one of the protocol's parsers, which answer null for what is none. */
function parsedText<T>(parse: (text: string) => T | null, what: string): z.ZodType<T> {
  return z.string().transform((text, context) => {
    const parsed = parse(text);
    if (parsed !== null) return parsed;
    context.addIssue({ code: 'custom', message: `not ${what}` });
    return z.NEVER;
  });
}

export const addressSchema: z.ZodType<Address> = parsedText(parseAddress, 'an address');
export const signatureSchema: z.ZodType<Signature> = parsedText(parseSignature, 'a signature');
export const blockhashSchema: z.ZodType<Blockhash> = parsedText(parseBlockhash, 'a blockhash');
export const slotSchema = z.int().nonnegative().transform(slot);
/** JSON numbers are exact up to 2^53, about nine million SOL; what is larger is refused, not rounded. */
export const lamportsSchema = z
  .int()
  .nonnegative()
  .transform((value) => lamports(BigInt(value)));

/**
 * Many answers come wrapped with the slot that they are true of. Small servers leave it out: then it is slot 0, older
 * than anything.
 */
export const inContext = <T>(value: z.ZodType<T>) =>
  z.object({
    context: z
      .object({ slot: slotSchema.nullish() })
      .nullish()
      .transform((context) => ({ slot: context?.slot ?? slot(0) })),
    value,
  });

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** An account asked for with encoding base64. */
export const accountSchema = z
  .object({
    lamports: lamportsSchema,
    owner: addressSchema,
    data: z.tuple([z.string().regex(BASE64), z.literal('base64')]),
  })
  .transform(({ lamports: held, owner, data }) => ({
    lamports: held,
    owner,
    data: new Uint8Array(Buffer.from(data[0], 'base64')),
  }));
/** An account's bytes with what the chain says around them. */
export type AccountState = z.infer<typeof accountSchema>;
