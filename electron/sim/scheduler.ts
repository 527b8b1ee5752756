/** Where the market takes its time from, and who calls it back. */
export type Scheduler = {
  /** Milliseconds since 1970. */
  nowMs(): number;
  /** Calls back once after `delayMs`, unless the returned function is called first. */
  after(delayMs: number, run: () => void): () => void;
  /** Calls back every `periodMs` until the returned function is called. */
  every(periodMs: number, run: () => void): () => void;
};

export const realScheduler: Scheduler = {
  nowMs: () => Date.now(),
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
  every: (periodMs, run) => {
    const timer = setInterval(run, periodMs);
    return () => clearInterval(timer);
  },
};
