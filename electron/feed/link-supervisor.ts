import type { Clock } from '../engine/ports/clock.ts';
import { millis, type Millis, type MonoUs } from '../../shared/units.ts';
import { backoffDelay, type BackoffPlan } from './backoff.ts';
import type { FeedMeter } from './feed-meter.ts';
import type { Link, OpenLink } from './link.ts';

export type LinkTimes = {
  /** From the attempt until `up`. */
  readonly timeoutMs: Millis;
  /** How long an answer to a ping may take. */
  readonly pongWithinMs: Millis;
  readonly backoff: BackoffPlan;
  readonly pingEveryMs: Millis;
  /** Connected and without data for this long: shown as `silent`. */
  readonly silentAfterMs: Millis;
  /** Without data for this long the connection is given up: sockets can stay open for hours and carry nothing. */
  readonly renewAfterMs: Millis;
};

const CHECK_EVERY_MS = millis(1000);
const PAUSED_MS = 2500;
/**
 * A line that is dead without having been closed is given up within the sum of these two and a check, 8 s, so that the
 * feed is back within 15 s at the usual delay, jitter included. It also keeps the line from being dropped as idle.
 */
export const PING_EVERY_MS = millis(3000);
export const PONG_WITHIN_MS = millis(4000);

export type LinkSupervisor = { start(): void; stop(): void };

type Open = {
  readonly link: Link;
  readonly startedUs: MonoUs;
  upUs: MonoUs | null;
  dataUs: MonoUs;
  pingUs: MonoUs | null;
  pongAwaited: boolean;
};

/**
 * Keeps one connection open: connects, pings, notices loss and silence, and connects again after a bounded, jittered
 * wait, for ever. Whoever opens the link parses its data; this knows only its life.
 */
export function superviseLink(parts: {
  readonly open: OpenLink;
  readonly times: LinkTimes;
  readonly meter: FeedMeter;
  readonly clock: Clock;
  readonly random: () => number;
}): LinkSupervisor {
  const { times, meter, clock } = parts;
  let current: Open | null = null;
  let failures = 0;
  let checkedUs = clock.monoUs();
  let stopRetry: (() => void) | null = null;
  let stopChecks: (() => void) | null = null;

  const sinceMs = (then: MonoUs): number => (clock.monoUs() - then) / 1000;

  function connect(): void {
    stopRetry = null;
    meter.state('connecting', failures === 0 ? null : `trying again (attempt ${failures + 1})`);
    let mine: Open | null = null;
    // A link may tell its end before `open` has returned it; then it is closed as soon as it is known.
    let downEarly: string | null = null;
    const isCurrent = (): boolean => mine !== null && mine === current;
    const link = parts.open({
      up: () => {
        if (!isCurrent() || mine === null || mine.upUs !== null) return;
        mine.upUs = clock.monoUs();
        mine.dataUs = mine.upUs;
        meter.state('live', null);
        ping(mine);
      },
      down: (why) => {
        if (mine === null) downEarly ??= why;
        else if (isCurrent()) giveUp(mine, why);
      },
      data: () => {
        if (!isCurrent() || mine === null) return;
        mine.dataUs = clock.monoUs();
        if (mine.upUs !== null) meter.state('live', null);
      },
      pong: () => {
        if (!isCurrent() || mine === null || !mine.pongAwaited || mine.pingUs === null) return;
        mine.pongAwaited = false;
        meter.latency(millis(sinceMs(mine.pingUs)));
      },
    });
    const startedUs = clock.monoUs();
    mine = { link, startedUs, upUs: null, dataUs: startedUs, pingUs: null, pongAwaited: false };
    current = mine;
    if (downEarly !== null) giveUp(mine, downEarly);
  }

  function ping(open: Open): void {
    open.pingUs = clock.monoUs();
    open.pongAwaited = open.link.ping();
  }

  function giveUp(open: Open, why: string): void {
    current = null;
    open.link.close();
    meter.latency(null);
    // A connection that held for long starts the waits from the first one again.
    if (open.upUs !== null) {
      meter.dropped();
      meter.gap();
      if (sinceMs(open.upUs) >= times.backoff.longest) failures = 0;
    }
    failures += 1;
    const delay = backoffDelay(times.backoff, failures, parts.random());
    meter.state('lost', `${why}; trying again in ${seconds(delay)}`);
    stopRetry = clock.after(delay, connect);
  }

  function check(): void {
    // After a pause of the whole process (a laptop that slept) what came meanwhile is yet to be read: it gets its turn.
    const paused = sinceMs(checkedUs) > PAUSED_MS;
    checkedUs = clock.monoUs();
    const open = current;
    if (open === null || paused) return;
    if (open.upUs === null) {
      if (sinceMs(open.startedUs) >= times.timeoutMs)
        giveUp(open, `no connection within ${seconds(times.timeoutMs)}`);
      return;
    }
    const pingAgeMs = open.pingUs === null ? Infinity : sinceMs(open.pingUs);
    if (open.pongAwaited && pingAgeMs >= times.pongWithinMs) {
      giveUp(open, `no answer to a ping within ${seconds(times.pongWithinMs)}`);
      return;
    }
    const fault = open.link.fault?.() ?? null;
    if (fault !== null) {
      giveUp(open, fault);
      return;
    }
    const silentMs = sinceMs(open.dataUs);
    if (silentMs >= times.renewAfterMs) {
      giveUp(open, `connected, but nothing came for ${seconds(times.renewAfterMs)}`);
      return;
    }
    if (silentMs >= times.silentAfterMs) {
      meter.state('silent', `connected, but nothing came for ${seconds(times.silentAfterMs)}`);
    }
    if (!open.pongAwaited && pingAgeMs >= times.pingEveryMs) ping(open);
  }

  return {
    start: () => {
      if (stopChecks !== null) throw new Error('the link was started before');
      checkedUs = clock.monoUs();
      stopChecks = clock.every(CHECK_EVERY_MS, check);
      connect();
    },
    stop: () => {
      stopRetry?.();
      stopChecks?.();
      stopChecks ??= () => undefined;
      const open = current;
      current = null;
      open?.link.close();
    },
  };
}

function seconds(length: Millis): string {
  return `${length < 1000 ? (length / 1000).toFixed(1) : Math.round(length / 1000)} s`;
}
