// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { DONE, declined } from '../../../../shared/commands.ts';
import type { Desk } from '../../../../shared/desk.ts';
import { lamports, unixMs } from '../../../../shared/units.ts';
import { TopBar } from '../../../../renderer/views/desk/top-bar/top-bar.tsx';
import { DEMO_NOW, demoDesk } from '../../support/demo-desk.ts';
import { fillHappyWindow } from '../../support/happy-window.ts';
import { button, renderOn } from '../../support/render.tsx';

const halted = (change: Partial<Desk> = {}): Desk =>
  demoDesk({
    trading: { state: 'halted', sinceMs: DEMO_NOW, cause: { code: 'killed', by: 'tray' } },
    ...change,
  });
const down = (): Event => new PointerEvent('pointerdown', { bubbles: true, button: 0 });

describe('the bar over the desk', () => {
  beforeEach(() => fillHappyWindow());

  it('shows the mode, the stand-in runtime, the state and the connections', async () => {
    const { root } = await renderOn(demoDesk(), <TopBar />);
    for (const words of [
      'SIM',
      'stand-in runtime',
      'ARMED',
      'Socket.IO12 ms',
      'Logssilent 11 s',
      'RPC 3/321 ms',
    ]) {
      expect(root.textContent).toContain(words);
    }
    expect(root.textContent).toContain('4.812 SOL');
    expect(root.textContent).toContain('+0.184');
  });

  it('stops with one press, when the pointer goes down, and sends it once', async () => {
    const { root, act, commands } = await renderOn(demoDesk(), <TopBar />);
    const stop = button(root, 'Stop trading');
    await act(() => stop.dispatchEvent(down()));
    await act(() => stop.dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 1 })));
    expect(commands).toEqual([{ kind: 'kill', by: 'button' }]);
  });

  it('stops by keyboard too, where a click comes without a pointer', async () => {
    const { root, act, commands } = await renderOn(demoDesk(), <TopBar />);
    await act(() => button(root, 'Stop trading').click());
    expect(commands).toEqual([{ kind: 'kill', by: 'button' }]);
  });

  it('says so when the stop was not confirmed', async () => {
    const { root, act, told } = await renderOn(demoDesk(), <TopBar />, () =>
      declined({ code: 'journal-failed', message: 'disk full' }),
    );
    await act(() => button(root, 'Stop trading').dispatchEvent(down()));
    expect(told).toEqual(['The stop was not confirmed. It could not be written to the journal: disk full']);
  });

  it('is a banner while halted: the cause, what to do, and the mode', async () => {
    const { root } = await renderOn(halted(), <TopBar />);
    expect(root.textContent).toContain('HALTED');
    expect(root.textContent).toContain('Stopped with the tray menu');
    expect(root.textContent).toContain('Nothing is signed or sent.');
    expect(root.textContent).toContain('SIM');
  });

  it('arms only after 1.5 seconds of holding', async () => {
    const { root, act, pass, commands } = await renderOn(halted(), <TopBar />);
    const arm = button(root, 'Hold to arm');
    await act(() => arm.dispatchEvent(down()));
    pass(1_400);
    expect(commands).toEqual([]);
    pass(200);
    expect(commands).toEqual([{ kind: 'arm' }]);
  });

  it('is amber while reducing and arms from there by holding as well', async () => {
    const { root, act, commands, setDesk } = await renderOn(demoDesk(), <TopBar />, () => DONE);
    await act(() => button(root, 'Sell only').click());
    expect(commands).toEqual([{ kind: 'reduce' }]);
    setDesk((desk) => ({ ...desk, trading: { state: 'reducing', sinceMs: unixMs(DEMO_NOW), cause: null } }));
    expect(root.textContent).toContain('REDUCING');
    await act(() => button(root, 'Hold to arm').click());
    expect(commands).toHaveLength(1);
  });

  it('shows dashes instead of figures that are not there yet', async () => {
    const { root } = await renderOn(demoDesk({ chain: null, wallet: null, feeds: {} }), <TopBar />);
    expect(root.querySelector('dl')?.textContent).toBe('slot–wallet–today+0.184');
  });

  it('shows a loss with its sign', async () => {
    const day = { day: 1, spentLamports: lamports(0n), realizedLamports: lamports(-42_000_000n) };
    const { root } = await renderOn(demoDesk({ day }), <TopBar />);
    expect(root.textContent).toContain('−0.042');
  });
});
