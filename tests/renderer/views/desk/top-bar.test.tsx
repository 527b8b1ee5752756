// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { DONE, declined } from '../../../../shared/commands.ts';
import type { Desk } from '../../../../shared/desk.ts';
import { lamports, unixMs } from '../../../../shared/units.ts';
import { TopBar } from '../../../../renderer/views/desk/top-bar/top-bar.tsx';
import { DEMO_NOW, demoDesk } from '../../support/demo-desk.ts';
import { fillHappyWindow } from '../../support/happy-window.ts';
import { button, press, renderOn } from '../../support/render.tsx';

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

  it('opens how the feeds do against each other from the chip of any of them', async () => {
    const { root, act } = await renderOn(demoDesk(), <TopBar />);
    await act(() => button(root, 'Logs: silent').click());
    const board = document.querySelector('[aria-label="Feeds against each other"]');
    const rows = [...(board?.querySelectorAll('tbody tr') ?? [])].map((row) =>
      [...row.children].map(({ textContent }) => textContent),
    );
    expect(rows).toEqual([
      ['Socket.IO', '188', '14 ms', '61 ms', '0', '1', '0', '0'],
      ['Logs', '24', '41 ms', '230 ms', '2', '0', '2', '0'],
    ]);
    const marked = [...(board?.querySelectorAll('tbody tr') ?? [])].map(({ className }) => className !== '');
    expect(marked).toEqual([false, true]);
    await act(() => press('Escape'));
    expect(document.querySelector('[aria-label="Feeds against each other"]')).toBeNull();
  });

  it('opens the endpoints and the ages of what is kept from the chip of the chain', async () => {
    const { root, act } = await renderOn(demoDesk(), <TopBar />);
    await act(() => button(root, 'RPC 3/3: live').click());
    const board = document.querySelector('[aria-label="Endpoints of the chain"]');
    const rows = [...(board?.querySelectorAll('tbody tr') ?? [])].map((row) =>
      [...row.children].map(({ textContent }) => textContent),
    );
    expect(rows).toEqual([
      ['helius', 'in use', '21 ms', '0', '0', '2.3.7'],
      ['rpc.example.org', 'on trial', '84 ms', '3', '12', '2.3.7'],
      ['api.mainnet-beta.solana.com', 'left alone', '–', '–', '41', '–'],
      ['blockhash', '0.3 s'],
      ['priority fee', '2.1 s'],
      ['lookup tables', 'not read yet'],
    ]);
  });

  it.each(['sim', 'paper', 'live'] as const)('says %s in every state', async (mode) => {
    const session = { ...demoDesk().session, mode };
    for (const desk of [demoDesk({ session }), halted({ session })]) {
      const { root } = await renderOn(desk, <TopBar />);
      expect(root.querySelector('[data-mode]')?.textContent).toBe(mode.toUpperCase());
    }
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
