/** Shorter parts of a path are words such as `v2`; keys are longer. */
const SHORTEST_SECRET = 8;

/**
 * What may be shown of an endpoint: scheme, host and port. Providers put keys in the query, in the path and in the
 * user part, so all three are left out and only hinted at.
 */
export function redactUrl(url: string): string {
  const parsed = parse(url);
  if (parsed === null) return '(not a URL)';
  const path = parsed.pathname === '/' || parsed.pathname === '' ? '' : '/…';
  return `${parsed.protocol}//${parsed.host}${path}${parsed.search === '' ? '' : '?…'}`;
}

/** Makes a function that takes an endpoint's secrets out of text from outside: servers do quote the key they refuse. */
export function secretScrubber(url: string): (text: string) => string {
  const secrets = secretsOf(url);
  return (text) => secrets.reduce((left, secret) => left.replaceAll(secret, '…'), text);
}

function secretsOf(url: string): readonly string[] {
  const parsed = parse(url);
  if (parsed === null) return [url];
  const raw = [
    parsed.username,
    parsed.password,
    ...parsed.searchParams.values(),
    ...parsed.pathname.split('/').filter((part) => part.length >= SHORTEST_SECRET),
  ];
  const spellings = raw.flatMap((each) => [each, encodeURIComponent(each), decodeLoosely(each)]);
  // Longest first: a secret that contains another must not be left in halves.
  return [...new Set(spellings)].filter((each) => each !== '').toSorted((a, b) => b.length - a.length);
}

function decodeLoosely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

// URL.parse would do, but the oldest runtime that this runs on lacks it.
function parse(url: string): URL | null {
  return URL.canParse(url) ? new URL(url) : null;
}
