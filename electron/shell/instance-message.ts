import { z } from 'zod';

const MAX_NONCE_LENGTH = 64;

/** What a second instance tells the running one. */
const messageShape = z.strictObject({
  kill: z.boolean(),
  nonce: z.string().min(1).max(MAX_NONCE_LENGTH),
});

export type InstanceMessage = z.infer<typeof messageShape>;

/** Null when it is not one: another version, or something else that found the lock. */
export function parseInstanceMessage(message: unknown): InstanceMessage | null {
  const parsed = messageShape.safeParse(message);
  return parsed.success ? parsed.data : null;
}
