import { millis, slot, type Address, type Lamports, type Slot } from '../../shared/units.ts';
import type { WalletStatus } from '../../shared/status.ts';
import type { Clock } from '../engine/ports/clock.ts';
import type { Log } from '../engine/ports/log.ts';
import type { PubsubClient } from './pubsub-client.ts';
import { makeRefresher } from './refresher.ts';
import type { RpcEndpoints } from './rpc-endpoints.ts';
import type { RpcError } from './rpc-error.ts';
import { inContext, lamportsSchema } from './rpc-schemas.ts';

export type WalletBalance = { refresh(): Promise<void>; start(): void; stop(): void };

/** The subscription tells at once; reading now and then makes good what a reconnection missed. */
const REFRESH_MS = millis(10_000);
const SCHEMA = inContext(lamportsSchema);

/** Tells the wallet's confirmed balance, at first and whenever it changed. What is older than the last told is dropped. */
export function makeWalletBalance(
  address: Address,
  endpoints: RpcEndpoints,
  pubsub: PubsubClient,
  clock: Clock,
  log: Log,
  tell: (status: WalletStatus) => void,
): WalletBalance {
  let told: Lamports | null = null;
  let newest: Slot = slot(0);
  let unsubscribe: (() => void) | null = null;

  const take = (lamports: Lamports, at: Slot): void => {
    if (at < newest) return;
    newest = at;
    if (lamports === told) return;
    told = lamports;
    tell({ address, lamports });
  };

  const refresher = makeRefresher({ what: 'wallet balance', periodMs: REFRESH_MS, clock, log, refresh });

  async function refresh(signal: AbortSignal): Promise<RpcError | null> {
    const params = [address, { commitment: 'confirmed' }];
    const answered = await endpoints.read('getBalance', params, SCHEMA, signal);
    if (!answered.ok) return answered.error;
    if (!signal.aborted) take(answered.value.value, answered.value.context.slot);
    return null;
  }

  return {
    refresh: refresher.now,
    start: () => {
      unsubscribe ??= pubsub.onAccount(address, 'confirmed', ({ slot: at, account }) =>
        take(account.lamports, at),
      );
      refresher.start();
    },
    stop: () => {
      unsubscribe?.();
      refresher.stop();
    },
  };
}
