import type { Log } from '../../../electron/engine/ports/log.ts';

export type LoggedLine = {
  readonly level: keyof Log;
  readonly event: string;
  readonly data: Readonly<Record<string, unknown>> | undefined;
};

/** Keeps what is logged. */
export function recordingLog(): Log & { readonly lines: LoggedLine[] } {
  const lines: LoggedLine[] = [];
  const at =
    (level: keyof Log) =>
    (event: string, data?: Readonly<Record<string, unknown>>): void =>
      void lines.push({ level, event, data });
  return { lines, debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}
