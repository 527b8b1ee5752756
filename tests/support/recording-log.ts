import type { Log } from '../../electron/engine/ports/log.ts';

type Line = { readonly level: keyof Log; readonly event: string; readonly data: unknown };

/** A log that keeps its lines, and shows them as one text to look for what must not be in it. */
export function recordingLog(): Log & { readonly lines: readonly Line[]; text(): string } {
  const lines: Line[] = [];
  const at =
    (level: keyof Log): Log['info'] =>
    (event, data) =>
      void lines.push({ level, event, data });
  return {
    lines,
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    text: () =>
      JSON.stringify(lines, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value)),
  };
}
