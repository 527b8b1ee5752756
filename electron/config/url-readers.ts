import { err, ok, type Result } from '../../shared/result.ts';
import type { Reader } from './setting-readers.ts';

const HTTP = ['http:', 'https:'] as const;
const WS = ['ws:', 'wss:'] as const;

const MAX_URL_LENGTH = 2048;

/**
 * An address with everything taken out that could be a key: user and password, query, fragment, and long pieces of
 * the path, where some providers put it.
 */
export function shownUrl(text: string): string {
  const url = parseUrl(text);
  if (url === null) return '(not an address)';
  const path = url.pathname
    .split('/')
    .map((piece) => (piece.length >= 20 ? '…' : piece))
    .join('/');
  return `${url.protocol}//${url.host}${path === '/' ? '' : path}${url.search === '' ? '' : '?…'}`;
}

function parseUrl(text: string): URL | null {
  if (text.length > MAX_URL_LENGTH || /\s/.test(text) || !URL.canParse(text)) return null;
  const url = new URL(text);
  return url.hostname === '' ? null : url;
}

/** A JSON-RPC endpoint. The websocket form of the same address is a common slip and is turned into this one. */
export const rpcUrl: Reader<{ readonly url: string; readonly corrected: boolean }> = {
  allowed: 'an address that begins with https:// (or http://)',
  read: (text) => {
    const url = parseUrl(text);
    if (url !== null && isOneOf(url, HTTP)) return ok({ url: text, corrected: false });
    if (url !== null && isOneOf(url, WS)) {
      return ok({ url: text.replace(/^ws(s?):/i, 'http$1:'), corrected: true });
    }
    return err('Write an address that begins with https:// (or http://).');
  },
};

/** A websocket endpoint. */
export const socketUrl: Reader<string> = {
  allowed: 'an address that begins with wss:// (or ws://)',
  read: (text) => {
    const url = parseUrl(text);
    if (url !== null && isOneOf(url, WS)) return ok(text);
    const hint =
      url !== null && isOneOf(url, HTTP)
        ? `; ${shownUrl(text)} would be ${shownUrl(text.replace(/^http/i, 'ws'))}`
        : '';
    return err(`Write an address that begins with wss:// (or ws://)${hint}.`);
  },
};

/** A Socket.IO server, in either form. */
export const feedUrl: Reader<string> = {
  allowed: 'an address that begins with https://, http://, wss:// or ws://',
  read: (text): Result<string, string> => {
    const url = parseUrl(text);
    return url !== null && isOneOf(url, [...HTTP, ...WS])
      ? ok(text)
      : err('Write an address that begins with https://, http://, wss:// or ws://.');
  },
};

const isOneOf = (url: URL, protocols: readonly string[]): boolean => protocols.includes(url.protocol);
