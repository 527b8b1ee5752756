/** The development server's address, for a build that is not packaged and on this machine only; else null. */
export function devServer(isPackaged: boolean, given: string | undefined): string | null {
  if (isPackaged || given === undefined || given === '') return null;
  try {
    const url = new URL(given);
    const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
    return isLocal && url.protocol === 'http:' ? url.href : null;
  } catch {
    return null;
  }
}
