import type { UnixMs } from '../../shared/units.ts';
import { redact } from './redact.ts';
import { redactText } from './redact-text.ts';

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** One line of JSON without its line break; `data` is redacted. */
export function logLine(
  atMs: UnixMs,
  level: LogLevel,
  event: string,
  data: Readonly<Record<string, unknown>> | undefined,
): string {
  const line: Record<string, unknown> = {
    at: new Date(atMs).toISOString(),
    level,
    event: redactText(event),
  };
  if (data !== undefined) line['data'] = safely(data);
  return JSON.stringify(line);
}

/** A getter may throw; a log must not. */
function safely(data: Readonly<Record<string, unknown>>): unknown {
  try {
    return redact(data);
  } catch {
    return '[could not be written down]';
  }
}
