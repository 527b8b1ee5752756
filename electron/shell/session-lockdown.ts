import { sameSite } from '../ipc/trusted-sender.ts';
import { PAGE_URL } from './page-file.ts';

type Deny = (answer: boolean) => void;

/** What is used of Electron's Session. */
export type LockableSession = {
  setPermissionRequestHandler(handler: (page: unknown, permission: unknown, answer: Deny) => void): void;
  setPermissionCheckHandler(handler: () => boolean): void;
  setDevicePermissionHandler(handler: () => boolean): void;
  on(event: 'will-download', listener: (event: { preventDefault(): void }) => void): unknown;
  readonly webRequest: {
    onBeforeRequest(
      listener: (
        details: { readonly url: string },
        answer: (what: { readonly cancel: boolean }) => void,
      ) => void,
    ): void;
  };
};

/** No permission of any kind, no download, and no request to anywhere but the page's own scheme. */
export function lockSession(session: LockableSession, devServerUrl: string | null): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
  session.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !mayLoad(details.url, devServerUrl) });
  });
}

/** Whether the session may ask for `url`: the page's own files, and in development its server and the tools. */
export function mayLoad(url: string, devServerUrl: string | null): boolean {
  if (sameSite(url, PAGE_URL)) return true;
  if (devServerUrl === null) return false;
  return url.startsWith('devtools://') || sameSite(url.replace(/^ws(s?):/, 'http$1:'), devServerUrl);
}
