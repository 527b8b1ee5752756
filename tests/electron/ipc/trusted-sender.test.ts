import { describe, expect, it } from 'vitest';
import { isTrustedSender, sameSite } from '../../../electron/ipc/trusted-sender.ts';

const window = { webContentsId: 4, startUrl: 'app://desk/index.html' };
const frame = { url: 'app://desk/index.html', isTop: true };

describe('the sender of a message', () => {
  it('is trusted when it is the main frame of our window on our page', () => {
    expect(isTrustedSender({ webContentsId: 4, frame }, window)).toBe(true);
  });

  it('is not trusted without a window, without a frame, or in another window', () => {
    expect(isTrustedSender({ webContentsId: 4, frame }, null)).toBe(false);
    expect(isTrustedSender({ webContentsId: 4, frame: null }, window)).toBe(false);
    expect(isTrustedSender({ webContentsId: 5, frame }, window)).toBe(false);
  });

  it('is not trusted in a frame inside the page', () => {
    expect(isTrustedSender({ webContentsId: 4, frame: { ...frame, isTop: false } }, window)).toBe(false);
  });

  it.each([
    'app://other/index.html',
    'app2://desk/index.html',
    'https://desk/index.html',
    'file:///index.html',
    'about:blank',
    'data:text/html,app://desk/index.html',
    'app://desk.evil.example/index.html',
    'app://user@desk/index.html',
    'app:desk',
    '',
    'desk',
  ])('is not trusted on another page: %s', (url) => {
    expect(isTrustedSender({ webContentsId: 4, frame: { url, isTop: true } }, window)).toBe(false);
  });

  it('is told apart by the port of a development server', () => {
    expect(sameSite('http://localhost:5173/a', 'http://localhost:5173/')).toBe(true);
    expect(sameSite('http://localhost:5174/', 'http://localhost:5173/')).toBe(false);
  });
});
