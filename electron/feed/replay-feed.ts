import type { Clock } from '../engine/ports/clock.ts';
import type { FeedSink, PoolFeed } from '../engine/ports/pool-feed.ts';
import type { ChainReads } from '../protocol/chain-reads.ts';
import { assertNever } from '../../shared/assert-never.ts';
import { millis, type MonoUs } from '../../shared/units.ts';
import type { Delivery } from './delivery.ts';
import { makeFeedMeter, type FeedMeter } from './feed-meter.ts';
import { makeHeliusReader, type HeliusReader } from './helius-reader.ts';
import { linesOfFile } from './lines-of-file.ts';
import { linkFailure } from './link-failure.ts';
import { makeLogsReader, type LogsReader } from './logs-reader.ts';
import { parseNewPool } from './new-pool-message.ts';
import { readRecordedLine, type RecordedMessage } from './recorded-line.ts';
import { pause } from './retried-read.ts';

/** How many times as fast as it was recorded. */
export type ReplayPace = number | 'as-fast-as-possible';

export type ReplayFeedOptions = {
  readonly id: string;
  /** As the window names it. */
  readonly label: string;
  /** A file of recorded lines, or the lines. */
  readonly recording:
    { readonly path: string } | { readonly lines: Iterable<string> | AsyncIterable<string> };
  readonly pace: ReplayPace;
  /** For logs, which do not say all; null where there is no chain to read from. */
  readonly reads: ChainReads | null;
  readonly clock: Clock;
};

/**
 * Brings a recorded session again, through the same parsers, in the same order: the next message waits until the one
 * before was delivered, reads included. It ends with a note that says how much it was.
 */
export function makeReplayFeed(options: ReplayFeedOptions): PoolFeed {
  const { id, pace, clock } = options;
  if (pace !== 'as-fast-as-possible' && !(pace > 0 && pace < Infinity)) {
    throw new RangeError(`a pace of ${pace} replays nothing`);
  }
  let end: (() => Promise<void>) | null = null;
  return {
    id,
    start: (sink) => {
      if (end !== null) throw new Error(`feed ${id} was started before`);
      const abort = new AbortController();
      const meter = makeFeedMeter(options, clock, sink);
      const delivery = { feed: id, clock, sink, meter };
      const readers: Readers = {
        logs: makeLogsReader(delivery, options.reads, () => undefined),
        helius: makeHeliusReader(delivery, options.reads, () => undefined),
      };
      meter.state('live', null);
      const played = play(options, sink, meter, readers, abort.signal);
      end = async () => {
        abort.abort();
        readers.logs.stop();
        readers.helius.stop();
        await played;
        meter.state('stopped', meter.current().note);
        meter.close();
      };
    },
    stop: async () => end?.(),
  };
}

type Readers = { readonly logs: LogsReader; readonly helius: HeliusReader };

async function play(
  options: ReplayFeedOptions,
  sink: FeedSink,
  meter: FeedMeter,
  readers: Readers,
  signal: AbortSignal,
): Promise<void> {
  const { id: feed, pace, clock, recording } = options;
  const delivery = { feed, clock, sink, meter };
  const startUs = clock.monoUs();
  const messages = (): number => meter.current().received;
  try {
    for await (const line of 'path' in recording ? linesOfFile(recording.path) : recording.lines) {
      if (signal.aborted) return;
      if (line.trim() === '') continue;
      const recorded = readRecordedLine(line);
      if (!recorded.ok) {
        meter.malformed(recorded.error);
        continue;
      }
      if (pace !== 'as-fast-as-possible') {
        const leftMs = recorded.value.ms / pace - (clock.monoUs() - startUs) / 1000;
        if (leftMs > 0) await pause(millis(leftMs), clock, signal);
        if (signal.aborted) return;
      }
      await deliver(recorded.value, clock.monoUs(), delivery, readers);
    }
    meter.state(
      'stopped',
      `the recording has ended: ${messages()} messages, ${meter.current().malformed} malformed`,
    );
  } catch (error) {
    meter.state('lost', `the recording could not be read: ${linkFailure(error)}`);
  }
}

/** Through the parser of the feed that it came from. */
function deliver(
  { source, message }: RecordedMessage,
  receivedUs: MonoUs,
  delivery: Delivery,
  readers: Readers,
): Promise<void> | void {
  switch (source) {
    case 'socket-io':
      return deliverNewPool(message, receivedUs, delivery);
    case 'helius':
      return readers.helius.read(message, receivedUs);
    case 'solana-logs':
      return readers.logs.read(message, receivedUs);
    default:
      return assertNever(source, 'source of a recorded message');
  }
}

function deliverNewPool(message: unknown, receivedUs: MonoUs, { feed, clock, sink, meter }: Delivery): void {
  const pool = parseNewPool(message, feed);
  if (!pool.ok) return meter.malformed(pool.error);
  sink.listed(pool.value, receivedUs, clock.monoUs());
  return meter.received();
}
