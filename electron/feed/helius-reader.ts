import type { ChainReads } from '../protocol/chain-reads.ts';
import { readTransactionNotification } from '../protocol/transaction-frame.ts';
import type { LoadedAddresses, LookupTableUse } from '../protocol/transaction-wire.ts';
import type { MonoUs } from '../../shared/units.ts';
import type { SawCreation } from './chain-feed.ts';
import { creationFeesPaidIn } from './creation-fee-accounts.ts';
import type { Delivery } from './delivery.ts';
import { listingsOf } from './listings-of.ts';
import { malformed, type MalformedCode } from './malformed-reasons.ts';
import { objectOf } from './pubsub-message.ts';

/** Frames that wait for their lookup tables; more than these in a moment is no market, and is counted. */
const MAX_LOADS_AT_ONCE = 64;

export type HeliusReader = {
  /**
   * Delivers the pools that a `transactionNotification` made, parsed from JSON, and counts it: before it returns, except
   * where the frame leaves out what its lookup tables held; then it resolves once that was read and delivered. Never
   * throws on what can come out of `JSON.parse`.
   */
  read(frame: unknown, receivedUs: MonoUs): Promise<void> | void;
  /** Ends all reads; nothing is delivered after it. */
  readonly stop: () => void;
};

export function makeHeliusReader(
  { feed, clock, sink, meter }: Delivery,
  reads: ChainReads | null,
  saw: SawCreation,
): HeliusReader {
  const abort = new AbortController();
  let loading = 0;

  const refuse = (code: MalformedCode, field: string | null = null): void =>
    meter.malformed(malformed(code, field));

  function deliver(
    frame: unknown,
    receivedUs: MonoUs,
    loaded: LoadedAddresses | null,
  ): readonly LookupTableUse[] {
    const transaction = readTransactionNotification(frame, loaded);
    if (!transaction.ok) {
      if (transaction.error.code === 'lookup-tables-left-out') return transaction.error.tables;
      refuse('bad-transaction');
      return [];
    }
    const { listings, faults } = listingsOf(transaction.value, feed);
    for (const listing of listings) sink.listed(listing, receivedUs, clock.monoUs());
    const [fault] = faults;
    if (fault === undefined) meter.received();
    else refuse(fault);
    for (const account of creationFeesPaidIn(transaction.value)) saw(account, transaction.value.signature);
    return [];
  }

  async function loadAndDeliver(
    from: ChainReads,
    tables: readonly LookupTableUse[],
    frame: unknown,
    receivedUs: MonoUs,
  ): Promise<void> {
    loading += 1;
    const loaded = await from.loadedAddresses(tables, abort.signal);
    loading -= 1;
    if (abort.signal.aborted) return;
    if (loaded.ok) deliver(frame, receivedUs, loaded.value);
    else refuse('chain-unread');
  }

  return {
    read: (frame, receivedUs) => {
      const message = objectOf(frame);
      if (message === null) return refuse('not-an-object');
      const result = objectOf(objectOf(message['params'])?.['result']);
      if (result === null) return refuse('bad-transaction');
      // A number beyond 2^53 is no slot, though it is whole.
      if (!Number.isSafeInteger(result['slot'])) return refuse('bad-number', 'slot');
      const tables = deliver(frame, receivedUs, null);
      if (tables.length === 0) return undefined;
      if (reads === null || loading >= MAX_LOADS_AT_ONCE) return refuse('chain-unread');
      return loadAndDeliver(reads, tables, frame, receivedUs);
    },
    stop: () => abort.abort(),
  };
}
