import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { useStore } from 'zustand';
import { shallow } from 'zustand/shallow';
import { useShallow } from 'zustand/react/shallow';
import type { Desk } from '../../shared/desk.ts';
import type { UnixMs } from '../../shared/units.ts';
import type { Actions } from './actions.ts';
import { readClock } from './desk-clock.ts';
import type { DeskState, DeskStore } from './desk-store.ts';
import type { ScreenState, ScreenStore } from './screen-store.ts';
import type { Tick, Ticker } from './ticker.ts';

/** What every component can reach. Made once in main.tsx, and by hand in tests. */
export type Cockpit = {
  readonly desk: DeskStore;
  readonly screen: ScreenStore;
  readonly ticker: Ticker;
  readonly actions: Actions;
};

export const CockpitContext = createContext<Cockpit | null>(null);

export function useCockpit(): Cockpit {
  const cockpit = useContext(CockpitContext);
  if (cockpit === null) throw new Error('used outside of the cockpit context');
  return cockpit;
}

export function runningDesk(state: DeskState): Desk {
  if (state.replica.phase !== 'running')
    throw new Error(`the desk is not running but ${state.replica.phase}`);
  return state.replica.desk;
}

/** Follows a part of the desk at once. For what changes seldom: the trading state, the settings, a list's members. */
export function useDesk<T>(select: (desk: Desk) => T): T {
  return useStore(
    useCockpit().desk,
    useShallow((state: DeskState) => select(runningDesk(state))),
  );
}

/**
 * Follows a part of the desk in animation frames, at most every `everyMs`, and not while the window is hidden. For
 * what changes with every event. `select` must be stable.
 */
export function useSampledDesk<T>(select: (desk: Desk) => T, everyMs: number): T {
  const { desk, ticker } = useCockpit();
  const [value, setValue] = useState(() => select(runningDesk(desk.getState())));
  useEffect(() => {
    let last = desk.getState().replica;
    const sample = (): void => {
      const next = select(runningDesk(desk.getState()));
      setValue((shown) => (shallow(shown, next) ? shown : next));
    };
    sample();
    return ticker.subscribe(everyMs, () => {
      const { replica } = desk.getState();
      if (replica === last || replica.phase !== 'running') return;
      last = replica;
      sample();
    });
  }, [desk, ticker, select, everyMs]);
  return value;
}

export function useScreen<T>(select: (screen: ScreenState) => T): T {
  return useStore(useCockpit().screen, select);
}

/** Calls `tick` with the engine's time in animation frames, at most every `everyMs`; renders nothing by itself. */
export function useDeskTick(everyMs: number, tick: (nowMs: UnixMs) => void): void {
  const { desk, ticker } = useCockpit();
  const latest = useRef(tick);
  useEffect(() => {
    latest.current = tick;
  });
  useEffect(() => {
    const onTick: Tick = (monoMs) => latest.current(readClock(desk.getState().clock, monoMs));
    return ticker.subscribe(everyMs, onTick);
  }, [desk, ticker, everyMs]);
}

/** The engine's time at this moment. */
export function useReadNow(): () => UnixMs {
  const { desk, ticker } = useCockpit();
  return useCallback(() => readClock(desk.getState().clock, ticker.now()), [desk, ticker]);
}

/** True while the window is at least `minWidth` wide. */
export function useWiderThan(minWidth: number): boolean {
  const query = `(min-width: ${minWidth}px)`;
  const subscribe = useCallback(
    (changed: () => void) => {
      const media = window.matchMedia(query);
      media.addEventListener('change', changed);
      return () => media.removeEventListener('change', changed);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => window.matchMedia(query).matches);
}
