import { act, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { Tooltip } from 'radix-ui';
import { onTestFinished } from 'vitest';
import type { Command, CommandReply } from '../../../shared/commands.ts';
import { DONE } from '../../../shared/commands.ts';
import type { Desk } from '../../../shared/desk.ts';
import { createActions } from '../../../renderer/store/actions.ts';
import { CockpitContext, type Cockpit } from '../../../renderer/store/desk-context.tsx';
import { createDeskStore } from '../../../renderer/store/desk-store.ts';
import { createScreenStore } from '../../../renderer/store/screen-store.ts';
import { createTicker } from '../../../renderer/store/ticker.ts';
import { fakeDesktop } from './fake-desktop.ts';
import { manualFrames } from './manual-frames.ts';

export type Screen = {
  readonly root: HTMLElement;
  readonly cockpit: Cockpit;
  readonly commands: readonly Command[];
  readonly told: readonly string[];
  /** Lets `ms` of the window's clock pass in frames of 16 ms. */
  pass(ms: number): void;
  setDesk(change: (desk: Desk) => Desk): void;
  /** Runs what dispatches events, and everything that React does after it. */
  act(task: () => void): Promise<void>;
};

/** Draws `node` on a desk, with every clock and the bridge by hand. Taken down when the test ends. */
export async function renderOn(
  desk: Desk,
  node: ReactNode,
  onCommand: (command: Command) => CommandReply = () => DONE,
): Promise<Screen> {
  Reflect.set(globalThis, 'IS_REACT_ACT_ENVIRONMENT', true);
  const desktop = fakeDesktop({ answers: [], onCommand });
  const frames = manualFrames();
  const told: string[] = [];
  const cockpit: Cockpit = {
    desk: createDeskStore(),
    screen: createScreenStore(),
    ticker: createTicker(frames, frames.now),
    actions: createActions(desktop.api, (title, why) => told.push(`${title}. ${why}`)),
  };
  cockpit.desk.setState({
    replica: { phase: 'running', sequence: 0, desk },
    clock: { offsetMs: desk.nowMs - frames.now() },
  });
  const root = document.createElement('div');
  document.body.append(root);
  const tree = createRoot(root);
  await act(async () =>
    tree.render(
      <CockpitContext value={cockpit}>
        <Tooltip.Provider>{node}</Tooltip.Provider>
      </CockpitContext>,
    ),
  );
  onTestFinished(async () => {
    await act(async () => tree.unmount());
    root.remove();
  });
  return {
    root,
    cockpit,
    commands: desktop.commands,
    told,
    pass: (ms) => act(() => frames.pass(ms)),
    setDesk: (change) =>
      act(() =>
        cockpit.desk.setState(({ replica }) => {
          if (replica.phase !== 'running') throw new Error('the desk is not running');
          return { replica: { ...replica, sequence: replica.sequence + 1, desk: change(replica.desk) } };
        }),
      ),
    act: async (task) => {
      await act(async () => task());
    },
  };
}

/** A key going down and up on whatever has the focus. */
export function press(key: string, init: KeyboardEventInit = {}): void {
  const target = document.activeElement ?? document.body;
  const code = key.length === 1 ? `Key${key.toUpperCase()}` : key;
  target.dispatchEvent(new KeyboardEvent('keydown', { key, code, bubbles: true, cancelable: true, ...init }));
  target.dispatchEvent(new KeyboardEvent('keyup', { key, code, bubbles: true, ...init }));
}

/** The one button whose text or label begins with `name`. */
export function button(root: ParentNode, name: string): HTMLButtonElement {
  const found = [...root.querySelectorAll('button')].filter((element) =>
    (element.getAttribute('aria-label') ?? element.textContent).startsWith(name),
  );
  const [only] = found;
  if (only === undefined || found.length > 1) throw new Error(`${found.length} buttons begin with “${name}”`);
  return only;
}
