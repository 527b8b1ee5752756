import { setMaxListeners } from 'node:events';
import { z } from 'zod';
import { err, ok, type Result } from '../../shared/result.ts';
import { slot, type Address, type Slot } from '../../shared/units.ts';
import type { Log } from '../engine/ports/log.ts';
import type { RpcEndpoints } from './rpc-endpoints.ts';
import { isMethodMissing, type RpcError } from './rpc-error.ts';
import { PRIORITIES, type RpcPriority } from './rpc-priority.ts';
import { accountSchema, inContext, type AccountState } from './rpc-schemas.ts';

/** The accounts in the order asked for, null where there is none, all as of one slot. */
export type AccountsRead = { readonly slot: Slot; readonly accounts: readonly (AccountState | null)[] };
type Answer = Result<AccountsRead, RpcError>;

export type AccountReader = {
  /** Everything of one priority asked for in one turn goes out as one call. At most `MAX_ACCOUNTS_A_CALL` addresses. */
  read(addresses: readonly Address[], signal: AbortSignal, priority: RpcPriority): Promise<Answer>;
};

/** getMultipleAccounts takes no more. */
export const MAX_ACCOUNTS_A_CALL = 100;

const MANY = inContext(z.array(accountSchema.nullable()));
const ONE = inContext(accountSchema.nullable());
/** Reads at `processed`: a pool is judged in the slot of its creation, and a swap on a fork that is dropped is dropped too. */
const OPTIONS = { encoding: 'base64', commitment: 'processed' };

type Asked = {
  readonly addresses: readonly Address[];
  readonly signal: AbortSignal;
  readonly settle: (answer: Answer) => void;
};

type Found = { readonly slot: Slot; readonly accounts: ReadonlyMap<Address, AccountState | null> };
type Waiting = Record<RpcPriority, Asked[]>;

const nobody = (): Waiting => ({ exit: [], confirm: [], buy: [], metadata: [] });

export function makeAccountReader(endpoints: RpcEndpoints, log: Log): AccountReader {
  let waiting = nobody();
  let isPlanned = false;
  // A server without the call for many is asked one by one from then on.
  let oneByOne = false;

  async function readMany(
    addresses: readonly Address[],
    signal: AbortSignal,
    priority: RpcPriority,
  ): Promise<Result<Found, RpcError>> {
    if (oneByOne) return readEach(addresses, signal, priority);
    const answered = await endpoints.read(
      'getMultipleAccounts',
      [addresses, OPTIONS],
      MANY,
      signal,
      priority,
    );
    if (!answered.ok && isMethodMissing(answered.error)) {
      if (!oneByOne) log.warn('accounts are read one by one', { missing: 'getMultipleAccounts' });
      oneByOne = true;
      return readEach(addresses, signal, priority);
    }
    return answered.ok ? byAddress(addresses, answered.value) : answered;
  }

  /** As of the oldest of the slots that were told: they are not of one moment. */
  async function readEach(
    addresses: readonly Address[],
    signal: AbortSignal,
    priority: RpcPriority,
  ): Promise<Result<Found, RpcError>> {
    const answers = await Promise.all(
      addresses.map((each) => endpoints.read('getAccountInfo', [each, OPTIONS], ONE, signal, priority)),
    );
    const accounts = new Map<Address, AccountState | null>();
    let oldest = Number.POSITIVE_INFINITY;
    for (const [at, answered] of answers.entries()) {
      if (!answered.ok) return answered;
      const address = addresses[at];
      if (address !== undefined) accounts.set(address, answered.value.value);
      oldest = Math.min(oldest, answered.value.context.slot);
    }
    return ok({ slot: slot(oldest), accounts });
  }

  async function ask(batch: readonly Asked[], priority: RpcPriority): Promise<void> {
    const addresses = [...new Set(batch.flatMap((each) => each.addresses))];
    const stop = new AbortController();
    // One for each account where they are read one by one.
    setMaxListeners(0, stop.signal);
    const stopWhenAllLeft = (): void => {
      if (batch.every(({ signal }) => signal.aborted)) stop.abort();
    };
    for (const { signal } of batch) signal.addEventListener('abort', stopWhenAllLeft);
    stopWhenAllLeft();
    const found = await readMany(addresses, stop.signal, priority);
    for (const { signal } of batch) signal.removeEventListener('abort', stopWhenAllLeft);
    for (const each of batch) each.settle(found.ok ? ok(pick(found.value, each.addresses)) : found);
  }

  function sendAll(): void {
    const all = waiting;
    waiting = nobody();
    isPlanned = false;
    for (const priority of PRIORITIES) {
      if (all[priority].length > 0) sendInBatches(all[priority], priority);
    }
  }

  function sendInBatches(all: readonly Asked[], priority: RpcPriority): void {
    let batch: Asked[] = [];
    let count = 0;
    for (const asked of all) {
      if (count + asked.addresses.length > MAX_ACCOUNTS_A_CALL) {
        void ask(batch, priority);
        batch = [];
        count = 0;
      }
      batch.push(asked);
      count += asked.addresses.length;
    }
    void ask(batch, priority);
  }

  return {
    read: (addresses, signal, priority) => {
      if (addresses.length === 0 || addresses.length > MAX_ACCOUNTS_A_CALL) {
        throw new RangeError(`${addresses.length} accounts in one read`);
      }
      return new Promise((resolve) => {
        const aborted = (): void => resolve(err({ code: 'aborted', endpoint: '' }));
        if (signal.aborted) return aborted();
        // One caller that leaves does not end the call that others share.
        signal.addEventListener('abort', aborted, { once: true });
        const settle = (answer: Answer): void => {
          signal.removeEventListener('abort', aborted);
          resolve(answer);
        };
        if (!isPlanned) queueMicrotask(sendAll);
        isPlanned = true;
        waiting[priority].push({ addresses, signal, settle });
      });
    },
  };
}

function byAddress(
  addresses: readonly Address[],
  { context, value }: z.infer<typeof MANY>,
): Result<Found, RpcError> {
  if (value.length !== addresses.length) {
    const detail = `${value.length} accounts for ${addresses.length} asked for`;
    return err({ code: 'malformed', endpoint: '', detail });
  }
  const accounts = new Map(addresses.map((each, index) => [each, value[index] ?? null] as const));
  return ok({ slot: context.slot, accounts });
}

const pick = (found: Found, addresses: readonly Address[]): AccountsRead => ({
  slot: found.slot,
  accounts: addresses.map((each) => found.accounts.get(each) ?? null),
});
