import { objectOf, type JsonObject } from './pubsub-message.ts';

/** The slot that a `slotNotification` tells, or null where it tells none. */
export function slotOfNotification(frame: JsonObject): number | null {
  const told = objectOf(objectOf(frame['params'])?.['result'])?.['slot'];
  return typeof told === 'number' && Number.isSafeInteger(told) && told >= 0 ? told : null;
}
