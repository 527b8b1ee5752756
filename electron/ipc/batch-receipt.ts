/** The sequence number in a receipt; null when it is not one. */
export function parseReceipt(message: unknown): number | null {
  return typeof message === 'number' && Number.isSafeInteger(message) && message >= 0 ? message : null;
}
