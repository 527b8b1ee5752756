/**
 * The preload tells on this channel that a batch has arrived in the window: the number of its last event. It is
 * between the preload and the publisher alone, and no part of what the window sees, so a page cannot forget it.
 */
export const BATCH_RECEIPT_CHANNEL = 'desk:batch-received';

/** The sequence number in a receipt; null when it is not one. */
export function parseReceipt(message: unknown): number | null {
  return typeof message === 'number' && Number.isSafeInteger(message) && message >= 0 ? message : null;
}
