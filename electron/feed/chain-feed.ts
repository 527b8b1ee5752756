import type { FeedSink, PoolFeed } from '../engine/ports/pool-feed.ts';
import type { ChainTransaction } from '../protocol/chain-transaction.ts';
import { millis, type Address, type MonoUs, type Signature } from '../../shared/units.ts';
import { deliverBackfilled } from './backfilled-pools.ts';
import type { ChainFeedOptions } from './chain-feed-options.ts';
import { openChainSocket, type ChainSocketUse } from './chain-socket.ts';
import { CREATION_FEE_ACCOUNTS } from './creation-fee-accounts.ts';
import type { Delivery } from './delivery.ts';
import { notJson, oneLine } from './feed-tap.ts';
import type { FeedMeter } from './feed-meter.ts';
import { makeGapBackfill } from './gap-backfill.ts';
import type { LinkEvents } from './link.ts';
import type { JsonObject } from './pubsub-message.ts';
import { makeSlotWatch } from './slot-watch.ts';
import { makeSupervisedFeed, type FeedPatience } from './supervised-feed.ts';

/** New pools can be minutes apart, where no slots are told; the pings prove the line meanwhile. */
export const CHAIN_PATIENCE: FeedPatience = {
  silentAfterMs: millis(600_000),
  renewAfterMs: millis(1_800_000),
};

/** Tells that a transaction naming one of the creation-fee accounts came. */
export type SawCreation = (account: Address, signature: Signature) => void;

/** Reads the notices of one start of a feed. */
export type NoticeReader = {
  notified(frame: JsonObject, receivedUs: MonoUs): void;
  stop(): void;
};

export type ChainFeedKind = Pick<ChainSocketUse, 'setting' | 'subscriptions'> & {
  /** The notification that carries what it asked for. */
  readonly method: string;
  readonly reader: (delivery: Delivery, saw: SawCreation) => NoticeReader;
};

/** A feed over one websocket to a Solana node, with its watch on slots and its look back over what it missed. */
export function makeChainFeed(options: ChainFeedOptions, kind: ChainFeedKind): PoolFeed {
  return makeSupervisedFeed(options, CHAIN_PATIENCE, (sink, meter) => begin(options, kind, sink, meter));
}

function begin(options: ChainFeedOptions, kind: ChainFeedKind, sink: FeedSink, meter: FeedMeter) {
  const { id: feed, url, clock, tap } = options;
  const delivery = { feed, clock, sink, meter };
  const otherSlot = options.chainSlot ?? (() => null);
  const slots = makeSlotWatch({ clock, otherSlot, jumped: () => meter.gap() });
  const backfill = makeGapBackfill({
    reads: options.reads,
    addresses: CREATION_FEE_ACCOUNTS,
    clock,
    found: (transaction: ChainTransaction) => deliverBackfilled(transaction, slots.newest(), delivery),
  });
  const reader = kind.reader(delivery, backfill.saw);
  const use: ChainSocketUse = {
    url,
    setting: kind.setting,
    clock,
    slots,
    subscriptions: kind.subscriptions,
    notified: (method, frame, text, receivedUs) => {
      if (method !== kind.method) return;
      reader.notified(frame, receivedUs);
      tap?.(oneLine(text));
    },
    malformed: (reason, text) => {
      meter.malformed(reason);
      tap?.(notJson(text));
    },
  };

  function open(events: LinkEvents) {
    let wasUp = false;
    const link = openChainSocket(use, {
      ...events,
      up: () => {
        wasUp = true;
        events.up();
        backfill.connected();
      },
    });
    return {
      ...link,
      close: () => {
        link.close();
        if (wasUp) backfill.lost(slots.newest());
      },
    };
  }

  return {
    open,
    stop: () => {
      reader.stop();
      backfill.stop();
    },
  };
}
