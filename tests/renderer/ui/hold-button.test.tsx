// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { HoldButton } from '../../../renderer/ui/hold-button.tsx';
import { demoDesk } from '../support/demo-desk.ts';
import { fillHappyWindow } from '../support/happy-window.ts';
import { button, renderOn } from '../support/render.tsx';

const HOLD_MS = 1_500;

async function holdable() {
  const onHeld = vi.fn();
  const screen = await renderOn(
    demoDesk(),
    <HoldButton holdMs={HOLD_MS} onHeld={onHeld}>
      Hold to arm
    </HoldButton>,
  );
  const target = button(screen.root, 'Hold to arm');
  const send = (event: Event) => screen.act(() => target.dispatchEvent(event));
  return { ...screen, onHeld, target, send };
}

const pointer = (type: string, init: PointerEventInit = {}) =>
  new PointerEvent(type, { bubbles: true, button: 0, ...init });
const key = (type: string, name: string, init: KeyboardEventInit = {}) =>
  new KeyboardEvent(type, { key: name, bubbles: true, cancelable: true, ...init });

describe('the button that is held', () => {
  beforeEach(() => fillHappyWindow());

  it('acts once when it was held to the end, and not before', async () => {
    const { send, pass, onHeld } = await holdable();
    await send(pointer('pointerdown'));
    pass(HOLD_MS - 32);
    expect(onHeld).not.toHaveBeenCalled();
    pass(200);
    expect(onHeld).toHaveBeenCalledTimes(1);
    pass(3 * HOLD_MS);
    expect(onHeld).toHaveBeenCalledTimes(1);
  });

  it('does nothing for a click', async () => {
    const { send, pass, onHeld } = await holdable();
    await send(pointer('pointerdown'));
    await send(pointer('pointerup'));
    await send(new MouseEvent('click', { bubbles: true, detail: 1 }));
    pass(2 * HOLD_MS);
    expect(onHeld).not.toHaveBeenCalled();
  });

  it.each(['pointerup', 'pointercancel', 'pointerout'])(
    'is taken back by %s, and starts from nothing again',
    async (type) => {
      const { send, pass, onHeld } = await holdable();
      await send(pointer('pointerdown'));
      pass(HOLD_MS - 100);
      await send(pointer(type, { relatedTarget: document.body }));
      await send(pointer('pointerdown'));
      pass(HOLD_MS - 100);
      expect(onHeld).not.toHaveBeenCalled();
    },
  );

  it('is taken back when the window loses the focus', async () => {
    const { send, pass, onHeld, act } = await holdable();
    await send(pointer('pointerdown'));
    pass(HOLD_MS - 100);
    await act(() => window.dispatchEvent(new Event('blur')));
    pass(HOLD_MS);
    expect(onHeld).not.toHaveBeenCalled();
  });

  it.each(['Enter', ' '])(
    'can be held with the key “%s”, whose repeats do not start it anew',
    async (name) => {
      const { send, pass, onHeld } = await holdable();
      await send(key('keydown', name));
      pass(HOLD_MS / 2);
      await send(key('keydown', name, { repeat: true }));
      pass(HOLD_MS / 2 + 32);
      expect(onHeld).toHaveBeenCalledTimes(1);
    },
  );

  it.each([
    ['keyup', 'Enter'],
    ['keydown', 'Escape'],
  ])('is taken back by %s of %s', async (type, name) => {
    const { send, pass, onHeld } = await holdable();
    await send(key('keydown', 'Enter'));
    pass(HOLD_MS - 100);
    await send(key(type, name));
    pass(HOLD_MS);
    expect(onHeld).not.toHaveBeenCalled();
  });

  it('is not started by the other mouse buttons', async () => {
    const { send, pass, onHeld } = await holdable();
    await send(pointer('pointerdown', { button: 2 }));
    pass(2 * HOLD_MS);
    expect(onHeld).not.toHaveBeenCalled();
  });
});
