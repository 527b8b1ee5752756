import type { Clock } from '../engine/ports/clock.ts';
import { BATCH_RECEIPT_CHANNEL } from '../../shared/ipc.ts';
import { parseReceipt } from './batch-receipt.ts';
import { createEventBatcher, type EventBatcher } from './event-batcher.ts';
import { push, type PushTarget } from './push.ts';
import { isTrustedSender, sourceOf, type MessageEvent, type TrustedWindow } from './trusted-sender.ts';

/** The side of Electron's ipcMain that hears. */
export type ListenSide = {
  on(channel: string, listener: (event: MessageEvent, message: unknown) => void): unknown;
};

export type PublisherDeps = {
  readonly ipc: ListenSide;
  readonly clock: Pick<Clock, 'after' | 'monoUs'>;
  readonly window: () => TrustedWindow | null;
  readonly target: () => PushTarget | null;
};

/** The batcher of our window: batches go to its page, and its receipts come back. */
export function createPublisher({ ipc, clock, window, target }: PublisherDeps): EventBatcher {
  // A batch that cannot be handed over is lost on purpose: the page takes a snapshot when it is back.
  const batcher = createEventBatcher(clock, (batch) => void push(target(), 'desk:batch', batch));
  ipc.on(BATCH_RECEIPT_CHANNEL, (event, message: unknown) => {
    const sequence = parseReceipt(message);
    if (sequence !== null && isTrustedSender(sourceOf(event), window())) batcher.received(sequence);
  });
  return batcher;
}
