import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DeskClock } from './desk-clock.ts';
import type { Replica } from './replica.ts';

export type DeskState = {
  readonly replica: Replica;
  readonly clock: DeskClock;
  /** True from a gap until its snapshot is there: what is shown may be behind. */
  readonly resyncing: boolean;
};

export type DeskStore = StoreApi<DeskState>;

export function createDeskStore(): DeskStore {
  return createStore<DeskState>(() => ({
    replica: { phase: 'starting', step: 'Connecting to the desk' },
    clock: { offsetMs: 0 },
    resyncing: false,
  }));
}
