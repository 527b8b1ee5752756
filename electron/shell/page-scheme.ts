import { readFile } from 'node:fs/promises';
import type { Protocol } from 'electron';
import { PAGE_HEADERS } from './content-policy.ts';
import { PAGE_SCHEME, pageFile } from './page-file.ts';

/** Has to be called before the app is ready. */
export function registerPageScheme(protocol: Pick<Protocol, 'registerSchemesAsPrivileged'>): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: PAGE_SCHEME, privileges: { standard: true, secure: true, codeCache: true } },
  ]);
}

/** Serves the built page from its folder, by reading only. */
export function servePage(protocol: Pick<Protocol, 'handle'>, root: string): void {
  protocol.handle(PAGE_SCHEME, async (request) => {
    const file = request.method === 'GET' ? pageFile(root, request.url) : null;
    if (file === null) return notThere();
    try {
      const body = await readFile(file.path);
      return new Response(new Uint8Array(body), {
        headers: { ...PAGE_HEADERS, 'content-type': file.contentType, 'cache-control': 'no-cache' },
      });
    } catch {
      return notThere();
    }
  });
}

const notThere = (): Response =>
  new Response('This part of the window is missing: npm run build makes it.', {
    status: 404,
    headers: PAGE_HEADERS,
  });
