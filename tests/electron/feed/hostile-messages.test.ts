import { describe, expect, it } from 'vitest';
import type { Delivery } from '../../../electron/feed/delivery.ts';
import { makeHeliusReader } from '../../../electron/feed/helius-reader.ts';
import { isLaunchLabTrade } from '../../../electron/feed/launchlab-traffic.ts';
import { makeLogsReader } from '../../../electron/feed/logs-reader.ts';
import { MALFORMED_REASONS, type MalformedCode } from '../../../electron/feed/malformed-reasons.ts';
import { parseNewPool } from '../../../electron/feed/new-pool-message.ts';
import { readPubsubMessage } from '../../../electron/feed/pubsub-message.ts';
import { makeReplayFeed } from '../../../electron/feed/replay-feed.ts';
import { stampingParser } from '../../../electron/feed/stamping-parser.ts';
import { monoUs } from '../../../shared/units.ts';
import { eventually } from '../../support/eventually.ts';
import { manualClock } from '../../support/manual-clock.ts';
import { LAUNCH_ACCOUNT, LAUNCH_LOGS, LAUNCH_POOL, logsResult, signatureOf } from './chain-samples.ts';
import { fakeChainReads } from './fake-chain-reads.ts';
import {
  HOSTILE,
  seeded,
  SOUND_LAUNCH,
  SOUND_LINE,
  SOUND_LOGS,
  SOUND_POOL,
  SOUND_TRANSACTION,
  type SoundMessage,
} from './hostile-messages.ts';
import { recordingSink } from './recording-sink.ts';

const EVENTS = 10_000;
const CLASSES = Object.entries(HOSTILE);

/** Counts what a parser makes of what it is fed. */
function tally() {
  const clock = manualClock();
  const sink = recordingSink();
  let counted = 0;
  let received = 0;
  const malformed = ({ code }: { readonly code: MalformedCode }): void => {
    if (!Object.hasOwn(MALFORMED_REASONS, code)) throw new Error(`no reason: ${code}`);
    counted += 1;
  };
  const meter = { received: () => void (received += 1), malformed };
  const delivery: Delivery = { feed: 'hostile', clock, sink, meter };
  return {
    clock,
    sink,
    delivery,
    malformed,
    received: () => received,
    counted: () => counted,
  };
}
type Tally = ReturnType<typeof tally>;

/** The text of a packet as it comes over the socket. */
function socketIo({ clock, sink, malformed }: Tally): (text: string) => void {
  const { Decoder } = stampingParser(clock, malformed);
  const decoder = new Decoder();
  decoder.on('decoded', (packet) => {
    const data: unknown = packet.data;
    const pool = parseNewPool(Array.isArray(data) ? data[2] : null, 'hostile');
    if (pool.ok) sink.listed(pool.value, monoUs(0), monoUs(0));
    else malformed(pool.error);
  });
  return (text) => decoder.add(text);
}

/** The text of a frame as it comes over a node's socket. */
function node(
  { delivery, malformed }: Tally,
  method: string,
  notified: (frame: unknown, delivery: Delivery) => void,
): (text: string) => void {
  return (text) => {
    const message = readPubsubMessage(text);
    if (message.kind === 'malformed') malformed(message.reason);
    else if (message.kind === 'notification' && message.method === method && !isLaunchLabTrade(text))
      notified(message.frame, delivery);
    else throw new Error(`passed over as ${message.kind}`);
  };
}

function helius(to: Tally): (text: string) => void {
  const reader = makeHeliusReader(to.delivery, null, () => undefined);
  return node(to, 'transactionNotification', (frame) => void reader.read(frame, monoUs(0)));
}

function logs(to: Tally): (text: string) => void {
  const chain = fakeChainReads();
  chain.held.set(LAUNCH_POOL, LAUNCH_ACCOUNT);
  const reader = makeLogsReader(to.delivery, chain, () => undefined);
  return node(to, 'logsNotification', (frame) => void reader.read(frame, monoUs(0)));
}

const PARSERS: readonly (readonly [string, SoundMessage, (to: Tally) => (text: string) => void])[] = [
  ['the Socket.IO feed', SOUND_POOL, socketIo],
  ['the Helius feed', SOUND_TRANSACTION, helius],
  ['the logs feed', SOUND_LOGS, logs],
];

describe('hostile messages', () => {
  it.each([...PARSERS, ['the Helius feed, of a launch', SOUND_LAUNCH, helius] as const])(
    'are spoilt ones of what %s lists when it is sound',
    async (_name, sound, parser) => {
      const to = tally();
      parser(to)(sound.wrap(sound.text));
      await eventually('the listing', () => to.sink.listings.length === 1);
      expect(to.counted()).toBe(0);
    },
  );

  describe.each(PARSERS)('to %s', (name, sound, parser) => {
    it.each(CLASSES)('list nothing and are each counted under a reason: %s', async (kind, spoil) => {
      const to = tally();
      const feed = parser(to);
      const below = seeded(name.length * 1000 + kind.length);
      for (let index = 0; index < EVENTS; index += 1) {
        const before = to.counted();
        const text = spoil(sound, below);
        feed(text);
        // The first that gets through is shown, in place of a number that is off by one.
        if (to.counted() !== before + 1) {
          // The logs reader answers a turn later.
          // oxlint-disable-next-line no-await-in-loop
          await Promise.resolve();
          if (to.counted() !== before + 1) throw new Error(`not counted: ${text.slice(0, 3000)}`);
        }
      }
      expect(to.sink.listings.length).toBe(0);
      expect(to.received()).toBe(0);
      expect(to.counted()).toBe(EVENTS);
    });
  });

  it.each(CLASSES)('in a recording list nothing and are each counted: %s', async (kind, spoil) => {
    const clock = manualClock();
    const sink = recordingSink();
    const below = seeded(kind.length);
    function* lines(): Generator<string> {
      for (let index = 0; index < EVENTS; index += 1) yield spoil(SOUND_LINE, below);
    }
    const feed = makeReplayFeed({
      id: 'replay',
      label: 'Replay',
      recording: { lines: lines() },
      pace: 'as-fast-as-possible',
      reads: null,
      clock,
    });
    feed.start(sink);
    await eventually('the end', () => sink.last()?.state === 'stopped');
    expect(sink.listings.length).toBe(0);
    expect(sink.last()?.malformed).toBe(EVENTS);
    await feed.stop();
  });

  it('that hold bytes of chance in place of an event or a log list nothing, and break nothing', async () => {
    const to = tally();
    const chain = fakeChainReads();
    const reader = makeLogsReader(to.delivery, chain, () => undefined);
    const below = seeded(7);
    const event = LAUNCH_LOGS.find((line) => line.startsWith('Program data: ')) ?? '';
    for (let index = 0; index < EVENTS; index += 1) {
      // Another byte in the creator's key or behind it, or an end that comes too soon.
      const bytes = Buffer.from(event.slice('Program data: '.length), 'base64');
      const spoilt = below(2) === 0 ? bytes.subarray(0, below(bytes.length)) : bytes;
      if (spoilt.length === bytes.length) spoilt[below(40)] = (spoilt[below(40)] ?? 0) ^ (1 + below(255));
      const lines = LAUNCH_LOGS.map((line) =>
        line === event ? `Program data: ${spoilt.toString('base64')}` : line,
      );
      void reader.read(
        { method: 'logsNotification', params: { result: logsResult(signatureOf(index), lines) } },
        monoUs(0),
      );
    }
    await Promise.resolve();
    reader.stop();
    expect(to.sink.listings.length).toBe(0);
  });
});
