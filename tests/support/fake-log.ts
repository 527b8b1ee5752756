import type { Log } from '../../electron/engine/ports/log.ts';

export type FakeLog = Log & { readonly errors: readonly string[] };

/** Keeps errors by their event and message; nothing else is expected of the engine. */
export function fakeLog(): FakeLog {
  const errors: string[] = [];
  const unexpected = (event: string): never => {
    throw new Error(`unexpected line in the log: ${event}`);
  };
  return {
    errors,
    debug: unexpected,
    info: unexpected,
    warn: unexpected,
    error: (event, data) => {
      const message = data?.['message'];
      errors.push(`${event}: ${typeof message === 'string' ? message : ''}`);
    },
  };
}
