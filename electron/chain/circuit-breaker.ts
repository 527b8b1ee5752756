import { monoUs, type MonoUs } from '../../shared/units.ts';

export type BreakerState = 'closed' | 'open' | 'half-open';

export type CircuitBreaker = {
  state(nowUs: MonoUs): BreakerState;
  /** Whether to ask; one alone while half open, who must then tell how it went. */
  admits(nowUs: MonoUs): boolean;
  /** How a request went, also one that was made without asking: an answer closes it again. */
  succeeded(): void;
  failed(nowUs: MonoUs): void;
  /** It was cancelled, which says nothing of the endpoint. */
  cancelled(): void;
};

/** The newest outcomes that are looked at, and how many there must be before anything follows from them. */
const SAMPLES = 20;
const LEAST_SAMPLES = 5;
/** Half of them failed. */
const FAILED_SHARE = 0.5;
const FIRST_OPEN_US = 5_000_000;
const MOST_OPEN_US = 60_000_000;

/**
 * Opens when at least half of the newest requests failed; after a while one request is let through, which closes it,
 * or opens it for twice as long.
 */
export function makeCircuitBreaker(): CircuitBreaker {
  let outcomes: boolean[] = [];
  let opened: { readonly untilUs: MonoUs; readonly forUs: number } | null = null;
  let probing = false;

  function open(nowUs: MonoUs): void {
    const forUs = opened === null ? FIRST_OPEN_US : Math.min(opened.forUs * 2, MOST_OPEN_US);
    opened = { untilUs: monoUs(nowUs + forUs), forUs };
    outcomes = [];
  }

  const state = (nowUs: MonoUs): BreakerState => {
    if (opened === null) return 'closed';
    return nowUs < opened.untilUs ? 'open' : 'half-open';
  };

  function note(wentWell: boolean): void {
    outcomes.push(wentWell);
    if (outcomes.length > SAMPLES) outcomes.shift();
  }

  return {
    state,
    admits: (nowUs) => {
      const now = state(nowUs);
      if (now !== 'half-open') return now === 'closed';
      if (probing) return false;
      probing = true;
      return true;
    },
    succeeded: () => {
      probing = false;
      opened = null;
      note(true);
    },
    failed: (nowUs) => {
      const now = state(nowUs);
      probing = false;
      if (now === 'open') return;
      if (now === 'half-open') return open(nowUs);
      note(false);
      const failures = outcomes.filter((wentWell) => !wentWell).length;
      if (outcomes.length >= LEAST_SAMPLES && failures >= outcomes.length * FAILED_SHARE) open(nowUs);
    },
    cancelled: () => {
      probing = false;
    },
  };
}
