import { z } from 'zod';

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

const loopbackUrl = (schemes: readonly string[]): z.ZodString =>
  z.string().refine((text) => isLoopback(text, schemes), 'expected a loopback address');

/** The one line that the market prints when all of its servers listen. */
const readyShape = z.object({
  ready: z.literal(true),
  rpcUrl: loopbackUrl(['http:']),
  wsUrl: loopbackUrl(['ws:']),
  feedUrl: loopbackUrl(['http:', 'ws:']),
  genesis: z.string().regex(/^[1-9A-HJ-NP-Za-km-z]{32,44}$/),
});

export type MarketAddresses = {
  readonly rpcUrl: string;
  readonly wsUrl: string;
  readonly feedUrl: string;
  readonly genesis: string;
};

/** Null when the value is not the market's word that it is ready. */
export function parseMarketReady(value: unknown): MarketAddresses | null {
  const parsed = readyShape.safeParse(value);
  if (!parsed.success) return null;
  const { rpcUrl, wsUrl, feedUrl, genesis } = parsed.data;
  return { rpcUrl, wsUrl, feedUrl, genesis };
}

/** The same from a line of text. */
export function parseMarketReadyLine(line: string): MarketAddresses | null {
  if (!line.startsWith('{')) return null;
  try {
    return parseMarketReady(JSON.parse(line));
  } catch {
    return null;
  }
}

function isLoopback(text: string, schemes: readonly string[]): boolean {
  try {
    const url = new URL(text);
    return schemes.includes(url.protocol) && LOOPBACK.has(url.hostname);
  } catch {
    return false;
  }
}
