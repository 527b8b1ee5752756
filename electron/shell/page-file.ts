import { extname, join, resolve, sep } from 'node:path';

export const PAGE_SCHEME = 'app';
const PAGE_HOST = 'desk';
export const PAGE_URL = `${PAGE_SCHEME}://${PAGE_HOST}/index.html`;

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
};

export type PageFile = { readonly path: string; readonly contentType: string };

/** The file below `root` that a URL of the page's own scheme names; null for every other URL, place or kind of file. */
export function pageFile(root: string, url: string): PageFile | null {
  try {
    const { protocol, host, pathname } = new URL(url);
    if (protocol !== `${PAGE_SCHEME}:` || host !== PAGE_HOST) return null;
    const name = decodeURIComponent(pathname);
    if (name.includes('\0') || name.includes('\\') || name.includes(':')) return null;
    const base = resolve(root);
    const path = resolve(join(base, name === '/' ? 'index.html' : name));
    const contentType = CONTENT_TYPES[extname(path).toLowerCase()];
    return path.startsWith(base + sep) && contentType !== undefined ? { path, contentType } : null;
  } catch {
    return null;
  }
}
