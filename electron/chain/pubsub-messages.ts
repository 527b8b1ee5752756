import { z } from 'zod';
import type { Slot } from '../../shared/units.ts';
import { accountSchema, inContext, slotSchema, type AccountState } from './rpc-schemas.ts';

/** What the server sends: the answer to a request, or a notification of a subscription. */
export type PubsubMessage =
  | {
      readonly kind: 'answer';
      readonly id: number;
      readonly result: unknown;
      readonly refused: string | null;
    }
  | { readonly kind: 'notification'; readonly subscription: number; readonly result: unknown };

const MESSAGE = z.union([
  z
    .object({
      method: z.string(),
      params: z.object({ subscription: z.int().nonnegative(), result: z.unknown().optional() }),
    })
    .transform(({ params: { subscription, result } }): PubsubMessage => ({
      kind: 'notification',
      subscription,
      result,
    })),
  z
    .object({
      id: z.int(),
      result: z.unknown().optional(),
      error: z.object({ code: z.number(), message: z.string().catch('') }).nullish(),
    })
    .transform(({ id, result, error }): PubsubMessage => ({
      kind: 'answer',
      id,
      result,
      refused: error == null ? null : `error ${error.code}: ${error.message}`,
    })),
]);

/** Null for anything that is neither. */
export function readPubsubMessage(text: string): PubsubMessage | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  const parsed = MESSAGE.safeParse(json);
  return parsed.success ? parsed.data : null;
}

export type AccountNotice = { readonly slot: Slot; readonly account: AccountState };
/** `err` is null where the transaction succeeded. */
export type SignatureNotice = { readonly slot: Slot; readonly err: unknown };

const ACCOUNT = inContext(accountSchema);
const SIGNATURE = inContext(z.object({ err: z.unknown().optional() }));
const SLOT = z.object({ slot: slotSchema });

// Each reads the `result` of one kind of notification; null when it is not what it should be.

export function readAccountNotice(result: unknown): AccountNotice | null {
  const parsed = ACCOUNT.safeParse(result);
  return parsed.success ? { slot: parsed.data.context.slot, account: parsed.data.value } : null;
}

export function readSignatureNotice(result: unknown): SignatureNotice | null {
  const parsed = SIGNATURE.safeParse(result);
  if (!parsed.success || !('err' in parsed.data.value)) return null;
  return { slot: parsed.data.context.slot, err: parsed.data.value.err };
}

export function readSlotNotice(result: unknown): Slot | null {
  const parsed = SLOT.safeParse(result);
  return parsed.success ? parsed.data.slot : null;
}
