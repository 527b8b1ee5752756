import { describe, expect, it } from 'vitest';
import { applicationMenu } from '../../../electron/shell/application-menu.ts';
import { createDeskHost } from '../../../electron/shell/desk-host.ts';
import { registerStopShortcut, STOP_ACCELERATOR } from '../../../electron/shell/stop-shortcut.ts';
import { ok } from '../../../shared/result.ts';
import { recordingVoice } from './support/recording-voice.ts';
import { scriptedDesk } from './support/scripted-desk.ts';

describe('the stop key', () => {
  it('is taken for the whole system', () => {
    const host = createDeskHost(recordingVoice());
    const taken: [string, () => void][] = [];
    let stops = 0;
    const shortcuts = {
      register: (key: string, run: () => void) => taken.push([key, run]) > 0,
      isRegistered: () => true,
    };
    expect(registerStopShortcut(host, shortcuts, () => void (stops += 1))).toBe(true);
    taken[0]?.[1]();
    expect([taken[0]?.[0], stops]).toEqual(['CommandOrControl+Shift+K', 1]);
  });

  it.each([
    ['declined', () => false, () => false],
    ['taken and not held', () => true, () => false],
    [
      'an error',
      () => {
        throw new Error('not on this system');
      },
      () => true,
    ],
  ])('is missed in the log and on stderr when it is %s', async (_how, register, isRegistered) => {
    const voice = recordingVoice();
    const host = createDeskHost(voice);
    const desk = scriptedDesk();
    expect(registerStopShortcut(host, { register, isRegistered }, () => undefined)).toBe(false);
    await host.start(() => Promise.resolve(ok(desk)));
    expect(desk.notices.join()).toContain('warning: The stop key');
    expect(voice.warned.join()).toContain('The stop key');
  });
});

describe('the menu', () => {
  const menu = (
    platform: NodeJS.Platform,
    dev: boolean,
    calls: string[] = [],
  ): ReturnType<typeof applicationMenu> =>
    applicationMenu({
      appName: 'Swingaway',
      platform,
      dev,
      show: () => void calls.push('show'),
      stop: () => void calls.push('stop'),
    });
  const flat = (items: ReturnType<typeof applicationMenu>): ReturnType<typeof applicationMenu> =>
    items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flat(item.submenu) : [])]);

  it.each(['linux', 'win32', 'darwin'] as const)(
    'has the edit roles, a way out and the stop: %s',
    (platform) => {
      const items = flat(menu(platform, false));
      const roles = items.map(({ role }) => role);
      expect(roles).toEqual(
        expect.arrayContaining([
          'cut',
          'copy',
          'paste',
          'selectAll',
          platform === 'darwin' ? 'appMenu' : 'quit',
        ]),
      );
      expect(items.filter(({ accelerator }) => accelerator === STOP_ACCELERATOR)).toHaveLength(1);
    },
  );

  it('has reloading and the developer tools in development only', () => {
    const forDevelopers = ['reload', 'forceReload', 'toggleDevTools'];
    const roles = (dev: boolean): unknown[] => flat(menu('linux', dev)).map(({ role }) => role);
    expect(roles(false).filter((role) => forDevelopers.includes(String(role)))).toEqual([]);
    expect(roles(true)).toEqual(expect.arrayContaining(forDevelopers));
  });

  it('stops and shows', () => {
    const calls: string[] = [];
    for (const item of flat(menu('linux', false, calls))) {
      if (item.click !== undefined) Reflect.apply(item.click, undefined, []);
    }
    expect(calls).toEqual(['stop', 'show']);
  });
});
