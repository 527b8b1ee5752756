/**
 * Waits until `holds` is true, looking again after every turn of the event loop: for what comes over real sockets.
 * The deadline is only there so that a broken test ends, with `what` in its message.
 */
export async function eventually(what: string, holds: () => boolean, withinMs = 10_000): Promise<void> {
  const end = performance.now() + withinMs;
  while (!holds()) {
    if (performance.now() > end) throw new Error(`never came about: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}
