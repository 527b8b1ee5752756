/** What a subscriber is called with: the monotonic time of the frame. */
export type Tick = (monoMs: number) => void;

export type FrameSource = {
  readonly requestFrame: (callback: (monoMs: number) => void) => number;
  readonly cancelFrame: (handle: number) => void;
};

export type Ticker = {
  /** Calls `tick` at most every `everyMs`, in an animation frame; never while the window is hidden. */
  subscribe(everyMs: number, tick: Tick): () => void;
  now(): number;
};

type Subscriber = { readonly everyMs: number; readonly tick: Tick; dueMs: number };

/** Half a frame: a tick due this soon is taken now, so that rates do not slip by a frame each time. */
const EARLY_MS = 8;

/**
 * The one clock that everything on the screen moves by. The browser stops its frames while the window is
 * hidden, so nothing is drawn for nobody. Runs only while somebody listens.
 */
export function createTicker(frames: FrameSource, monoNow: () => number): Ticker {
  const subscribers = new Set<Subscriber>();
  let handle: number | null = null;

  function frame(monoMs: number): void {
    handle = null;
    for (const subscriber of subscribers) {
      if (monoMs < subscriber.dueMs - EARLY_MS) continue;
      subscriber.dueMs = monoMs + subscriber.everyMs;
      subscriber.tick(monoMs);
    }
    ask();
  }

  function ask(): void {
    if (handle === null && subscribers.size > 0) handle = frames.requestFrame(frame);
  }

  return {
    subscribe(everyMs, tick) {
      const subscriber: Subscriber = { everyMs, tick, dueMs: 0 };
      subscribers.add(subscriber);
      ask();
      return () => {
        subscribers.delete(subscriber);
        if (subscribers.size === 0 && handle !== null) {
          frames.cancelFrame(handle);
          handle = null;
        }
      };
    },
    now: monoNow,
  };
}
