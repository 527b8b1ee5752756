import type { Clock } from '../engine/ports/clock.ts';
import type { FeedSink, PoolFeed } from '../engine/ports/pool-feed.ts';
import type { Millis } from '../../shared/units.ts';
import { backoffFrom } from './backoff.ts';
import { makeFeedMeter, type FeedMeter } from './feed-meter.ts';
import { PING_EVERY_MS, superviseLink, type LinkTimes } from './link-supervisor.ts';
import type { Link, LinkEvents } from './link.ts';

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
};

/** How long a feed of its kind may bring nothing. */
export type FeedPatience = Pick<LinkTimes, 'silentAfterMs' | 'renewAfterMs'>;

/** A feed made of its connection: `open` makes one attempt and delivers to the sink and the meter what it brings. */
export function makeSupervisedFeed(
  options: FeedOptions,
  patience: FeedPatience,
  open: (sink: FeedSink, meter: FeedMeter, events: LinkEvents) => Link,
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
        pingEveryMs: PING_EVERY_MS,
        ...patience,
      };
      const supervisor = superviseLink({
        open: (events) => open(sink, meter, events),
        times,
        meter,
        clock,
        random,
      });
      end = () => {
        supervisor.stop();
        meter.state('stopped', null);
        meter.close();
      };
      supervisor.start();
    },
    stop: async () => end?.(),
  };
}
