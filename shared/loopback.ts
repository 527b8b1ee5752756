const LOOPBACK_V4 = /^127(?:\.\d{1,3}){3}$/;

/** Whether an address leads to this machine. What cannot be parsed does not. */
export function isLoopback(url: string): boolean {
  if (!URL.canParse(url)) return false;
  // The parser has turned every way of writing an IPv4 address (0x7f.1, 2130706433) into the dotted one.
  const { hostname } = new URL(url);
  return LOOPBACK_V4.test(hostname) || hostname === '[::1]' || hostname === 'localhost';
}
