// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { DeskView } from '../../../../renderer/views/desk/desk-view.tsx';
import { DEMO_NOW, demoDesk } from '../../support/demo-desk.ts';
import { fillHappyWindow } from '../../support/happy-window.ts';
import { button, press, renderOn } from '../../support/render.tsx';

describe('the desk', () => {
  beforeEach(() => fillHappyWindow());

  it('stops with Ctrl, Shift and K from everywhere, even from a field of the settings', async () => {
    const { root, act, commands } = await renderOn(demoDesk(), <DeskView />);
    await act(() => press('K', { ctrlKey: true, shiftKey: true }));
    await act(() => button(root, 'Settings').click());
    document.querySelector<HTMLInputElement>('[role="dialog"] input')?.focus();
    await act(() => press('K', { ctrlKey: true, shiftKey: true }));
    expect(commands).toEqual([
      { kind: 'kill', by: 'shortcut' },
      { kind: 'kill', by: 'shortcut' },
    ]);
  });

  it('does not stop for K alone', async () => {
    const { act, commands } = await renderOn(demoDesk(), <DeskView />);
    await act(() => press('k'));
    await act(() => press('K', { shiftKey: true }));
    expect(commands).toEqual([]);
  });

  it('approves nothing while the settings are open', async () => {
    const { root, act, pass, commands } = await renderOn(demoDesk(), <DeskView />);
    pass(500);
    await act(() => button(root, 'Settings').click());
    await act(() => press('a'));
    expect(commands).toEqual([]);
  });

  it('tells a screen reader of a halt at once', async () => {
    const { root, setDesk } = await renderOn(demoDesk(), <DeskView />);
    const alert = (): string => root.querySelector('p[role="alert"]')?.textContent ?? '';
    expect(alert()).toBe('');
    setDesk((desk) => ({
      ...desk,
      trading: { state: 'halted', sinceMs: DEMO_NOW, cause: { code: 'loss-cap' } },
    }));
    expect(alert()).toContain('Halted. The loss cap of the day is reached.');
  });

  it('keeps the stop and the other panels when one panel breaks', async () => {
    const { root, setDesk, pass } = await renderOn(demoDesk(), <DeskView />);
    const reported = vi.spyOn(console, 'error').mockImplementation(() => {});
    setDesk((desk) => ({ ...desk, tape: null as never }));
    pass(200);
    expect(reported).toHaveBeenCalled();
    expect(root.textContent).toContain('This panel broke. The rest of the desk goes on.');
    expect(button(root, 'Stop trading').disabled).toBe(false);
    expect(root.textContent).toContain('Waiting for you');
  });
});
