// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { DONE, declined, type CommandReply } from '../../../../shared/commands.ts';
import { lamports } from '../../../../shared/units.ts';
import { SettingsSheet } from '../../../../renderer/views/settings/settings-sheet.tsx';
import { demoDesk, demoSettings } from '../../support/demo-desk.ts';
import { fillHappyWindow } from '../../support/happy-window.ts';
import { button, renderOn } from '../../support/render.tsx';

async function opened(reply: CommandReply = DONE) {
  const screen = await renderOn(demoDesk(), <SettingsSheet />, () => reply);
  await screen.act(() => screen.cockpit.screen.setState({ settingsOpen: true }));
  const sheet = document.querySelector<HTMLElement>('[role="dialog"]');
  if (sheet === null) throw new Error('the sheet did not open');
  const field = (label: string): HTMLInputElement => {
    const found = [...sheet.querySelectorAll('label')].find(({ textContent }) => textContent === label);
    const input = sheet.querySelector<HTMLInputElement>(`[id="${found?.htmlFor ?? ''}"]`);
    if (input === null) throw new Error(`no field ${label}`);
    return input;
  };
  const type = (label: string, text: string) =>
    screen.act(() => {
      const input = field(label);
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, text);
      input.dispatchEvent(new Event('input', { bubbles: true }));
    });
  const open = (): boolean => document.querySelector('[role="dialog"]') !== null;
  return { ...screen, sheet, field, type, open };
}

describe('the settings sheet', () => {
  beforeEach(() => fillHappyWindow());

  it('shows what is in force, in the units of people, and what the preset changed', async () => {
    const { field, sheet } = await opened();
    expect(field('Spend per buy').value).toBe('0.1');
    expect(field('Slippage').value).toBe('3');
    expect(field('Cooldown of a pool').value).toBe('300');
    expect(sheet.textContent).toContain('= 5 min');
    expect(sheet.textContent).toContain('Buys an hour: 600 instead of 10, so that the desk stays alive');
    expect(button(sheet, 'Save').disabled).toBe(true);
  });

  it('sends all settings once they are valid, and closes when they are taken', async () => {
    const { type, sheet, act, commands, open } = await opened();
    await type('Spend per buy', '0.250000001');
    await act(() => button(sheet, 'Save').click());
    expect(commands).toEqual([
      { kind: 'change-settings', settings: { ...demoSettings, buyLamports: lamports(250_000_001n) } },
    ]);
    expect(open()).toBe(false);
  });

  it('says beside the field what is allowed, and does not send', async () => {
    const { type, field, sheet, act, commands } = await opened();
    await type('Spend per buy', '0.0001');
    expect(field('Spend per buy').getAttribute('aria-invalid')).toBe('true');
    expect(sheet.querySelector('[role="alert"]')?.textContent).toBe('Allowed: 0.001 to 100 SOL');
    expect(button(sheet, 'Save').disabled).toBe(true);
    await act(() => sheet.querySelector('form')?.requestSubmit());
    expect(commands).toEqual([]);
  });

  it('goes back to what is in force with Undo', async () => {
    const { type, field, sheet, act } = await opened();
    await type('Slippage', '7');
    await act(() => button(sheet, 'Undo').click());
    expect(field('Slippage').value).toBe('3');
    expect(button(sheet, 'Save').disabled).toBe(true);
  });

  it('stays open with what was typed when the engine declines, and says why', async () => {
    const { type, field, sheet, act, open } = await opened(
      declined({ code: 'journal-failed', message: 'disk full' }),
    );
    await type('Slippage', '7');
    await act(() => button(sheet, 'Save').click());
    expect(open()).toBe(true);
    expect(field('Slippage').value).toBe('7');
    expect(sheet.textContent).toContain('It could not be written to the journal: disk full');
  });

  it('follows settings that change elsewhere, but not over what is being typed', async () => {
    const { type, field, setDesk } = await opened();
    setDesk((desk) => ({ ...desk, settings: { ...desk.settings, maxConcurrentTrades: 5 } }));
    expect(field('Live orders').value).toBe('5');
    await type('Slippage', '7');
    setDesk((desk) => ({ ...desk, settings: { ...desk.settings, maxConcurrentTrades: 6 } }));
    expect(field('Slippage').value).toBe('7');
    expect(field('Live orders').value).toBe('5');
  });
});
