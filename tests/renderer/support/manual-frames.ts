import type { FrameSource } from '../../../renderer/store/ticker.ts';

export type ManualFrames = FrameSource & {
  readonly now: () => number;
  /** Lets `ms` pass, with a frame every 16 ms and one at the end. */
  pass(ms: number): void;
  /** How many callbacks wait for the next frame. */
  readonly waiting: () => number;
};

/** Animation frames and a monotonic clock that move only when a test says so. */
export function manualFrames(startMs = 1_000): ManualFrames {
  let nowMs = startMs;
  let nextHandle = 1;
  const callbacks = new Map<number, (monoMs: number) => void>();

  function frame(): void {
    const due = [...callbacks.values()];
    callbacks.clear();
    for (const callback of due) callback(nowMs);
  }

  return {
    requestFrame: (callback) => {
      const handle = nextHandle;
      nextHandle += 1;
      callbacks.set(handle, callback);
      return handle;
    },
    cancelFrame: (handle) => void callbacks.delete(handle),
    now: () => nowMs,
    pass: (ms) => {
      const endMs = nowMs + ms;
      while (nowMs < endMs) {
        nowMs = Math.min(endMs, nowMs + 16);
        frame();
      }
    },
    waiting: () => callbacks.size,
  };
}
