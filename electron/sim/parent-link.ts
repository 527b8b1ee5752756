/** What Electron's utilityProcess puts on `process`; absent under plain Node. */
type ParentPort = { postMessage(message: unknown): void };

const parentPort = (): ParentPort | undefined => (process as { readonly parentPort?: ParentPort }).parentPort;

/** Tells whoever started this process: one JSON line on stdout, and a message where there is a channel for one. */
export function tellParent(message: Readonly<Record<string, unknown>>): void {
  process.stdout.write(`${JSON.stringify(message)}\n`);
  parentPort()?.postMessage(message);
  if (process.connected) process.send?.(message);
}

/** Calls back when the parent is gone or asks for the end. Electron ends its utility processes itself. */
export function onParentGone(exitWithStdin: boolean, gone: () => void): void {
  process.once('SIGTERM', gone);
  process.once('SIGINT', gone);
  process.once('disconnect', gone);
  // A closed pipe means that nobody reads any more; without a listener it would end the process with a stack trace.
  process.stdout.on('error', gone);
  if (!exitWithStdin) return;
  process.stdin.once('end', gone);
  process.stdin.once('error', gone);
  process.stdin.resume();
}
