import { z } from 'zod';
import { err, ok, type Result } from '../../shared/result.ts';
import type { Address, Slot } from '../../shared/units.ts';
import type { RpcEndpoints } from './rpc-endpoints.ts';
import type { RpcError } from './rpc-error.ts';
import { accountSchema, inContext, type AccountState } from './rpc-schemas.ts';

/** The accounts in the order asked for, null where there is none, all as of one slot. */
export type AccountsRead = { readonly slot: Slot; readonly accounts: readonly (AccountState | null)[] };
type Answer = Result<AccountsRead, RpcError>;

export type AccountReader = {
  /** Everything asked for in one turn goes out as one call. At most `MAX_ACCOUNTS_A_CALL` addresses. */
  read(addresses: readonly Address[], signal: AbortSignal): Promise<Answer>;
};

/** getMultipleAccounts takes no more. */
export const MAX_ACCOUNTS_A_CALL = 100;

const SCHEMA = inContext(z.array(accountSchema.nullable()));

type Asked = {
  readonly addresses: readonly Address[];
  readonly signal: AbortSignal;
  readonly settle: (answer: Answer) => void;
};

/** Reads at `processed`: a pool is judged in the slot of its creation, and a swap on a fork that is dropped is dropped too. */
export function makeAccountReader(endpoints: RpcEndpoints): AccountReader {
  let waiting: Asked[] = [];

  async function ask(batch: readonly Asked[]): Promise<void> {
    const addresses = [...new Set(batch.flatMap((each) => each.addresses))];
    const stop = new AbortController();
    const stopWhenAllLeft = (): void => {
      if (batch.every(({ signal }) => signal.aborted)) stop.abort();
    };
    for (const { signal } of batch) signal.addEventListener('abort', stopWhenAllLeft);
    stopWhenAllLeft();
    const params = [addresses, { encoding: 'base64', commitment: 'processed' }];
    const answered = await endpoints.read('getMultipleAccounts', params, SCHEMA, stop.signal);
    for (const { signal } of batch) signal.removeEventListener('abort', stopWhenAllLeft);
    const whole = answered.ok ? byAddress(addresses, answered.value) : answered;
    for (const each of batch) each.settle(whole.ok ? ok(pick(whole.value, each.addresses)) : whole);
  }

  function sendAll(): void {
    const all = waiting;
    waiting = [];
    let batch: Asked[] = [];
    let count = 0;
    for (const asked of all) {
      if (count + asked.addresses.length > MAX_ACCOUNTS_A_CALL) {
        void ask(batch);
        batch = [];
        count = 0;
      }
      batch.push(asked);
      count += asked.addresses.length;
    }
    void ask(batch);
  }

  return {
    read: (addresses, signal) => {
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
        if (waiting.length === 0) queueMicrotask(sendAll);
        waiting.push({ addresses, signal, settle });
      });
    },
  };
}

type Found = { readonly slot: Slot; readonly accounts: ReadonlyMap<Address, AccountState | null> };

function byAddress(
  addresses: readonly Address[],
  { context, value }: z.infer<typeof SCHEMA>,
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
