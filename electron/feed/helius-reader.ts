import { readTransactionNotification } from '../protocol/transaction-frame.ts';
import type { ChainTransaction } from '../protocol/chain-transaction.ts';
import type { MonoUs } from '../../shared/units.ts';
import type { Delivery } from './delivery.ts';
import { listingsOf } from './listings-of.ts';
import { malformed, type MalformedCode } from './malformed-reasons.ts';
import { objectOf } from './pubsub-message.ts';

/**
 * Delivers the pools that a `transactionNotification` made, parsed from JSON, and counts it. The transaction is for
 * who wants to know that it came; null when it could not be read. Never throws on what can come out of `JSON.parse`.
 */
export function deliverTransaction(
  frame: unknown,
  receivedUs: MonoUs,
  { feed, clock, sink, meter }: Delivery,
): ChainTransaction | null {
  const refuse = (code: MalformedCode, field: string | null = null): null => {
    meter.malformed(malformed(code, field));
    return null;
  };
  const message = objectOf(frame);
  if (message === null) return refuse('not-an-object');
  const result = objectOf(objectOf(message['params'])?.['result']);
  if (result === null) return refuse('bad-transaction');
  // A number beyond 2^53 is no slot, though it is whole.
  if (!Number.isSafeInteger(result['slot'])) return refuse('bad-number', 'slot');
  const transaction = readTransactionNotification(frame);
  if (!transaction.ok) return refuse('bad-transaction');
  const { listings, faults } = listingsOf(transaction.value, feed);
  for (const listing of listings) sink.listed(listing, receivedUs, clock.monoUs());
  const [fault] = faults;
  if (fault === undefined) meter.received();
  else meter.malformed(malformed(fault));
  return transaction.value;
}
