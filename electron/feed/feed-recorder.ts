import { open, type FileHandle } from 'node:fs/promises';
import type { Clock } from '../engine/ports/clock.ts';
import type { FeedSource, FeedTap } from './feed-tap.ts';
import { linkFailure } from './link-failure.ts';
import { recordedLine } from './recorded-line.ts';

/** A recording grows no larger than this; then it ends. */
export const MAX_RECORDING_BYTES = 512 * 1024 * 1024;
/** What waits for a slow disk; beyond it messages are left out, and counted. */
export const MAX_BUFFERED_BYTES = 8 * 1024 * 1024;

export type FeedRecorder = {
  /** For the `tap` of a feed with this id. It never waits. */
  tapOf(feed: string, source: FeedSource): FeedTap;
  /** Resolves once all that was taken is in the file, and closes it. */
  close(): Promise<void>;
};

export type FeedRecorderOptions = {
  /** A file that is not there yet: nothing is ever written over. */
  readonly path: string;
  readonly clock: Clock;
  /** Told once, in words, when the recording ends early or is not whole. */
  readonly failed: (why: string) => void;
  readonly maxBytes?: number;
  readonly maxBufferedBytes?: number;
};

/** Writes the messages of all feeds as JSON lines, each with its feed and the moment at which it came. */
export function makeFeedRecorder(options: FeedRecorderOptions): FeedRecorder {
  const { path, clock, maxBytes = MAX_RECORDING_BYTES, maxBufferedBytes = MAX_BUFFERED_BYTES } = options;
  const startUs = clock.monoUs();
  let waiting: string[] = [];
  let waitingBytes = 0;
  let takenBytes = 0;
  let leftOut = 0;
  let ended = false;
  let closed = false;
  let isWriting = false;
  let written: Promise<void> = Promise.resolve();
  let file: FileHandle | null = null;

  function end(why: string): void {
    if (ended) return;
    ended = true;
    options.failed(why);
  }

  /** Writes until nothing waits. */
  async function write(): Promise<void> {
    try {
      file ??= await open(path, 'wx', 0o600);
      while (waiting.length > 0) {
        const lines = waiting.join('');
        waiting = [];
        waitingBytes = 0;
        await file.appendFile(lines);
      }
    } catch (error) {
      waiting = [];
      waitingBytes = 0;
      end(`the recording could not be written: ${linkFailure(error)}`);
    }
  }

  function startWriting(): void {
    if (isWriting) return;
    isWriting = true;
    written = write().finally(() => {
      isWriting = false;
      // Taken after the last look and before this.
      if (waiting.length > 0) startWriting();
    });
  }

  function take(line: string): void {
    const bytes = Buffer.byteLength(line);
    if (takenBytes + bytes > maxBytes) return end(`the recording is full: ${takenBytes} bytes`);
    if (waitingBytes + bytes > maxBufferedBytes) {
      leftOut += 1;
      return undefined;
    }
    takenBytes += bytes;
    waitingBytes += bytes;
    waiting.push(line);
    return startWriting();
  }

  // There from the start, so that a path that cannot be written is told at once.
  startWriting();

  return {
    tapOf: (feed, source) => (json) => {
      if (ended || closed) return;
      take(recordedLine({ ms: (clock.monoUs() - startUs) / 1000, feed, source }, json));
    },
    close: async () => {
      if (leftOut > 0) end(`the disk was too slow for the recording: ${leftOut} messages are not in it`);
      closed = true;
      // Nothing is taken any more, so that at most one write follows the one under way.
      await written;
      await written;
      await file?.close();
      file = null;
    },
  };
}
