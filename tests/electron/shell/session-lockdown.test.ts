import { describe, expect, it } from 'vitest';
import { CONTENT_POLICY } from '../../../electron/shell/content-policy.ts';
import { devServer } from '../../../electron/shell/dev-server.ts';
import { lockSession, mayLoad, type LockableSession } from '../../../electron/shell/session-lockdown.ts';

describe('the session of the window', () => {
  it('loads its own files and nothing else', () => {
    expect(mayLoad('app://desk/assets/main.js', null)).toBe(true);
    for (const url of [
      'https://example.com/',
      'http://localhost:5173/',
      'ws://localhost:5173/',
      'file:///etc/passwd',
      'app://other/x.js',
      'devtools://devtools/bundled/inspector.html',
      'data:text/html,x',
      'blob:app://desk/1',
      'chrome://gpu',
      '',
    ]) {
      expect([url, mayLoad(url, null)]).toEqual([url, false]);
    }
  });

  it('also loads from the development server where there is one', () => {
    const server = 'http://localhost:5173/';
    expect(mayLoad('http://localhost:5173/main.tsx', server)).toBe(true);
    expect(mayLoad('ws://localhost:5173/', server)).toBe(true);
    expect(mayLoad('http://localhost:5174/', server)).toBe(false);
    expect(mayLoad('https://example.com/', server)).toBe(false);
  });

  it('takes a development server only unpackaged and on this machine', () => {
    expect(devServer(false, 'http://localhost:5173')).toBe('http://localhost:5173/');
    expect(devServer(true, 'http://localhost:5173')).toBeNull();
    for (const given of [
      undefined,
      '',
      'nonsense',
      'https://evil.example',
      'http://192.168.1.5:5173',
      'file:///x',
    ]) {
      expect(devServer(false, given)).toBeNull();
    }
  });

  it('grants no permission, no device and no download', () => {
    const answers: unknown[] = [];
    const answer = (given: unknown): void => void answers.push(given);
    const session: LockableSession = {
      setPermissionRequestHandler: (handler) => handler({}, 'media', answer),
      setPermissionCheckHandler: (handler) => answer(handler()),
      setDevicePermissionHandler: (handler) => answer(handler()),
      webRequest: {
        onBeforeRequest(listener) {
          listener({ url: 'https://example.com' }, answer);
          listener({ url: 'app://desk/index.html' }, answer);
        },
      },
      on: (event, listener) => listener({ preventDefault: () => answer(`prevented ${event}`) }),
    };
    lockSession(session, null);
    const calls = [false, false, false, 'prevented will-download', { cancel: true }, { cancel: false }];
    expect(answers).toEqual(calls);
  });

  it('runs no inline script and connects to nothing', () => {
    expect(CONTENT_POLICY).toContain("default-src 'none'");
    expect(CONTENT_POLICY).toContain("script-src 'self';");
    expect(CONTENT_POLICY).toContain("connect-src 'none'");
  });
});
