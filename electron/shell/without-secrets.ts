const MAX_SHOWN_LENGTH = 4_000;

/**
 * Text from an error of unknown origin, fit for a terminal or the window: a URL keeps its scheme and host only (keys
 * stand in paths and queries), and what is long enough to be a key is cut out.
 */
export function withoutSecrets(text: string): string {
  return text
    .slice(0, MAX_SHOWN_LENGTH)
    .replace(/\b(https?|wss?):\/\/(?:[^\s/@]*@)?([^\s/?#"'`)]+)[^\s"'`)]*/gi, '$1://$2/…')
    .replace(/\b(api[-_]?key|token|secret|password)(["']?\s*[=:]\s*["']?)[^\s&"',}]+/gi, '$1$2…')
    .replace(/[1-9A-HJ-NP-Za-km-z]{80,}/g, '…')
    .replace(/\[\s*(?:\d{1,3}\s*,\s*){31,}\d{1,3}\s*,?\s*\]?/g, '…')
    .replace(/\b[0-9a-f]{64,}\b/gi, '…');
}

/** What an unknown thrown value says, with its stack where it has one. */
export function errorText(thrown: unknown): string {
  if (thrown instanceof Error) return withoutSecrets(thrown.stack ?? `${thrown.name}: ${thrown.message}`);
  return withoutSecrets(typeof thrown === 'string' ? thrown : `thrown: ${typeof thrown}`);
}

/** The first line of it: what goes into a banner. */
export function errorSentence(thrown: unknown): string {
  const text = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : errorText(thrown);
  return withoutSecrets(text.split('\n', 1)[0] ?? '');
}
