/** The two ends of a base58 key, enough to tell one from another on a screen: `AxdeZb…hbgv`. */
export function shortAddress(address: string): string {
  return address.length <= 12 ? address : `${address.slice(0, 6)}…${address.slice(-4)}`;
}
