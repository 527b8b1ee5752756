import { err, ok, type Result } from '../../shared/result.ts';
import {
  lamports,
  millis,
  slot,
  type Address,
  type Lamports,
  type Millis,
  type Slot,
} from '../../shared/units.ts';
import type { WalletStatus } from '../../shared/status.ts';
import type { Clock } from '../engine/ports/clock.ts';
import type { Log } from '../engine/ports/log.ts';
import type { AccountReader } from './account-reader.ts';
import type { PubsubClient } from './pubsub-client.ts';
import { makeRefresher } from './refresher.ts';
import type { RpcEndpoints } from './rpc-endpoints.ts';
import { isMethodMissing, type RpcError } from './rpc-error.ts';
import { inContext, lamportsSchema } from './rpc-schemas.ts';

export type WalletBalance = {
  /** Resolves true as soon as the balance is above nothing (at once where it is), false when the time or the wait is over. */
  funded(signal: AbortSignal, within: Millis): Promise<boolean>;
  ageMs(): Millis | null;
  refresh(): Promise<void>;
  start(): void;
  stop(): void;
};

export type WalletBalanceParts = {
  readonly address: Address;
  readonly endpoints: RpcEndpoints;
  readonly reader: AccountReader;
  readonly pubsub: Pick<PubsubClient, 'onAccount'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly tell: (status: WalletStatus) => void;
};

/** The subscription tells at once; reading now and then makes good what a reconnection missed. */
const REFRESH_MS = millis(10_000);
/** Without a subscription, and while somebody waits for money. */
const OFTEN_MS = millis(1_000);
const SCHEMA = inContext(lamportsSchema);

type Told = { readonly lamports: Lamports; readonly slot: Slot };

/** Tells the wallet's confirmed balance, at first and whenever it changed. What is older than the last told is dropped. */
export function makeWalletBalance(parts: WalletBalanceParts): WalletBalance {
  const { address, endpoints, reader, pubsub, clock, log, tell } = parts;
  let told: Lamports | null = null;
  let newest: Slot = slot(0);
  let ends: readonly (() => void)[] = [];
  let isFollowed = false;
  let isMissing = false;
  const waiting = new Set<(isFunded: boolean) => void>();

  const take = ({ lamports: held, slot: at }: Told): void => {
    if (at < newest) return;
    newest = at;
    if (held === told) return;
    told = held;
    tell({ address, lamports: held, slot: at });
    if (held > 0n) for (const end of waiting) end(true);
  };

  const refresher = makeRefresher({ what: 'wallet balance', periodMs: REFRESH_MS, clock, log, refresh });

  async function read(signal: AbortSignal): Promise<Result<Told, RpcError>> {
    if (isMissing) return readAccount(signal);
    const params = [address, { commitment: 'confirmed' }];
    const answered = await endpoints.read('getBalance', params, SCHEMA, signal, 'buy');
    if (answered.ok) return ok({ lamports: answered.value.value, slot: answered.value.context.slot });
    if (!isMethodMissing(answered.error)) return answered;
    log.warn('the balance is read from the account', { missing: 'getBalance' });
    isMissing = true;
    return readAccount(signal);
  }

  async function readAccount(signal: AbortSignal): Promise<Result<Told, RpcError>> {
    const answered = await reader.read([address], signal, 'buy');
    if (!answered.ok) return err(answered.error);
    const held = answered.value.accounts[0]?.lamports ?? lamports(0n);
    return ok({ lamports: held, slot: answered.value.slot });
  }

  async function refresh(signal: AbortSignal): Promise<RpcError | null> {
    const answered = await read(signal);
    if (!answered.ok) return answered.error;
    if (!signal.aborted) take(answered.value);
    return null;
  }

  return {
    funded: (signal, within) => {
      if (told !== null && told > 0n) return Promise.resolve(true);
      if (signal.aborted) return Promise.resolve(false);
      return new Promise((resolve) => {
        const end = (isFunded: boolean): void => {
          cancel();
          stopAsking();
          waiting.delete(end);
          signal.removeEventListener('abort', left);
          resolve(isFunded);
        };
        const left = (): void => end(false);
        const cancel = clock.after(within, left);
        const stopAsking = clock.every(OFTEN_MS, () => void refresher.now());
        waiting.add(end);
        signal.addEventListener('abort', left, { once: true });
      });
    },
    ageMs: refresher.ageMs,
    refresh: refresher.now,
    start: () => {
      if (ends.length > 0) return;
      const follow = pubsub.onAccount(
        address,
        'confirmed',
        ({ slot: at, account }) => take({ lamports: account.lamports, slot: at }),
        (now) => {
          isFollowed = now;
        },
      );
      const askOften = clock.every(OFTEN_MS, () => {
        if (!isFollowed) void refresher.now();
      });
      ends = [follow, askOften];
      refresher.start();
    },
    stop: () => {
      for (const end of ends) end();
      for (const end of waiting) end(false);
      refresher.stop();
    },
  };
}
