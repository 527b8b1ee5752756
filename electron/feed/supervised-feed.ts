import type { Clock } from '../engine/ports/clock.ts';
import type { FeedSink, PoolFeed } from '../engine/ports/pool-feed.ts';
import type { Millis } from '../../shared/units.ts';
import { backoffFrom } from './backoff.ts';
import { makeFeedMeter, type FeedMeter } from './feed-meter.ts';
import type { FeedTap } from './feed-tap.ts';
import { PING_EVERY_MS, PONG_WITHIN_MS, superviseLink, type LinkTimes } from './link-supervisor.ts';
import type { OpenLink } from './link.ts';

/** What every feed over one connection is told. */
export type FeedOptions = {
  readonly id: string;
  /** As the window names it. */
  readonly label: string;
  /** It can hold a key: it is in no status, log or error. */
  readonly url: string;
  readonly reconnectDelayMs: Millis;
  readonly connectTimeoutMs: Millis;
  readonly clock: Clock;
  /** In [0, 1); spreads the waits before connecting again. */
  readonly random: () => number;
  /** Sees each message as it came, once it was read: for a recording. */
  readonly tap?: FeedTap | undefined;
};

/** How long a feed of its kind may bring nothing. */
export type FeedPatience = Pick<LinkTimes, 'silentAfterMs' | 'renewAfterMs'>;

/** One start of a feed. `open` makes one attempt to connect; `stop` ends what outlives a connection. */
export type FeedRun = { readonly open: OpenLink; readonly stop: () => void };

/** A feed made of its connection, which delivers to the sink and the meter what it brings. */
export function makeSupervisedFeed(
  options: FeedOptions,
  patience: FeedPatience,
  begin: (sink: FeedSink, meter: FeedMeter) => FeedRun,
): PoolFeed {
  const { id, clock, random } = options;
  let end: (() => void) | null = null;
  return {
    id,
    start: (sink) => {
      if (end !== null) throw new Error(`feed ${id} was started before`);
      const meter = makeFeedMeter(options, clock, sink);
      const times: LinkTimes = {
        timeoutMs: options.connectTimeoutMs,
        backoff: backoffFrom(options.reconnectDelayMs),
        pongWithinMs: PONG_WITHIN_MS,
        pingEveryMs: PING_EVERY_MS,
        ...patience,
      };
      const run = begin(sink, meter);
      const supervisor = superviseLink({
        open: run.open,
        times,
        meter,
        clock,
        random,
      });
      let ended = false;
      end = () => {
        if (ended) return;
        ended = true;
        supervisor.stop();
        run.stop();
        meter.state('stopped', null);
        meter.close();
      };
      supervisor.start();
    },
    stop: async () => end?.(),
  };
}
