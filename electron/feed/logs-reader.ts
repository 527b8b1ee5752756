import type { ChainReads } from '../protocol/chain-reads.ts';
import { AMM_V4_CREATE_FEE_ACCOUNT } from '../protocol/programs.ts';
import { ok } from '../../shared/result.ts';
import type { MonoUs, Signature } from '../../shared/units.ts';
import type { SawCreation } from './chain-feed.ts';
import { creationFeesPaidIn } from './creation-fee-accounts.ts';
import type { Delivery } from './delivery.ts';
import { listingsOf } from './listings-of.ts';
import { loggedCreations } from './logged-creations.ts';
import { loggedAmmV4Pool, loggedLaunchLabPool, type LoggedPool } from './logged-pools.ts';
import { readLogsNotification, type TransactionLogs } from './logs-notification.ts';
import { malformed, type MalformedCode } from './malformed-reasons.ts';
import { makeRecentSet } from './recent-set.ts';
import { retriedRead } from './retried-read.ts';

/** Creations that are read up at a time; more than these in seconds is no market but an attack, and is counted. */
export const MAX_READS_AT_ONCE = 64;
const REMEMBERED_SIGNATURES = 2000;

export type LogsReader = {
  /** Resolves once what it told was delivered or counted, whatever became of the reads. */
  read(frame: unknown, receivedUs: MonoUs): Promise<void>;
  /** Ends all reads; nothing is delivered after it. */
  readonly stop: () => void;
};

/** Reads `logsNotification`s, and from the chain what they lack. One transaction counts once, however often it comes. */
export function makeLogsReader(
  { feed, clock, sink, meter }: Delivery,
  reads: ChainReads | null,
  saw: SawCreation,
): LogsReader {
  const abort = new AbortController();
  const { signal } = abort;
  // A migration names LaunchLab's program and a creation-fee account, and so comes twice.
  const done = makeRecentSet<Signature>(REMEMBERED_SIGNATURES);
  let reading = 0;

  function conclude(faults: readonly MalformedCode[]): void {
    const [fault] = faults;
    if (fault === undefined) meter.received();
    else meter.malformed(malformed(fault));
  }

  async function fromTransaction(
    from: ChainReads,
    { signature }: TransactionLogs,
    receivedUs: MonoUs,
  ): Promise<void> {
    const transaction = await retriedRead(() => from.transaction(signature, signal), clock, signal);
    if (signal.aborted) return;
    if (transaction === null) return conclude(['chain-unread']);
    for (const account of creationFeesPaidIn(transaction)) saw(account, signature);
    const { listings, faults } = listingsOf(transaction, feed);
    for (const listing of listings) sink.listed(listing, receivedUs, clock.monoUs());
    conclude(faults);
  }

  /** One batched read for all pools of the transaction. */
  async function fromAccounts(
    from: ChainReads,
    pools: readonly LoggedPool[],
    { slot }: TransactionLogs,
    receivedUs: MonoUs,
  ): Promise<void> {
    const addresses = pools.map(({ pool }) => pool);
    const readAll = async () => {
      const answer = await from.accounts(addresses, signal);
      if (!answer.ok) return answer;
      const present = answer.value.accounts.flatMap((each) => each ?? []);
      return ok(present.length === pools.length ? present : null);
    };
    const accounts = await retriedRead(readAll, clock, signal);
    if (signal.aborted) return;
    if (accounts === null) return conclude(['chain-unread']);
    const faults: MalformedCode[] = [];
    pools.forEach(({ listing }, index) => {
      const account = accounts[index];
      if (account === undefined) return;
      const made = listing(account, slot, feed);
      if (made.ok) sink.listed(made.value, receivedUs, clock.monoUs());
      else faults.push(made.error);
    });
    conclude(faults);
  }

  async function bounded(work: (from: ChainReads) => Promise<void>): Promise<void> {
    if (reads === null || reading >= MAX_READS_AT_ONCE) return conclude(['chain-unread']);
    reading += 1;
    try {
      await work(reads);
    } finally {
      reading -= 1;
    }
  }

  return {
    read: async (frame, receivedUs) => {
      const logs = readLogsNotification(frame);
      if (!logs.ok) return meter.malformed(logs.error);
      if (logs.value.failed || signal.aborted) return undefined;
      const { signature, lines } = logs.value;
      const told = loggedCreations(lines);
      if (told.kind === 'in-transaction') {
        if (!done.add(signature)) return undefined;
        return bounded((from) => fromTransaction(from, logs.value, receivedUs));
      }
      const pools = [...told.ammV4.map(loggedAmmV4Pool), ...told.launchLab.map(loggedLaunchLabPool)];
      if (pools.length === 0 || !done.add(signature)) return undefined;
      if (told.ammV4.length > 0) saw(AMM_V4_CREATE_FEE_ACCOUNT, signature);
      return bounded((from) => fromAccounts(from, pools, logs.value, receivedUs));
    },
    stop: () => abort.abort(),
  };
}
