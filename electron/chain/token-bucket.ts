import { millis, type Millis, type MonoUs } from '../../shared/units.ts';

export type TokenBucket = {
  /** Takes one if there is one. */
  tryTake(nowUs: MonoUs): boolean;
  /** Takes one in any case; what is overdrawn, up to a second's worth, must fill up again before `tryTake` gives one. */
  overdraw(nowUs: MonoUs): void;
  /** How long until `tryTake` can give one; 0 when it can now. */
  waitMs(nowUs: MonoUs): Millis;
};

/** A budget of so many a second, of which one second's worth can be spent at once. It starts full. */
export function makeTokenBucket(perSecond: number, startUs: MonoUs): TokenBucket {
  if (!(perSecond > 0)) throw new RangeError('a budget of nothing');
  const most = Math.max(1, perSecond);
  let tokens = most;
  let filledUs = startUs;

  function fill(nowUs: MonoUs): void {
    tokens = Math.min(most, tokens + ((nowUs - filledUs) / 1_000_000) * perSecond);
    filledUs = nowUs;
  }

  return {
    tryTake: (nowUs) => {
      fill(nowUs);
      if (tokens < 1) return false;
      tokens -= 1;
      return true;
    },
    overdraw: (nowUs) => {
      fill(nowUs);
      tokens = Math.max(tokens - 1, -most);
    },
    waitMs: (nowUs) => {
      fill(nowUs);
      return millis(tokens >= 1 ? 0 : Math.ceil(((1 - tokens) / perSecond) * 1000));
    },
  };
}
