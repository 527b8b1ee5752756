import type { PoolListing } from '../../shared/pool.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { Slot } from '../../shared/units.ts';
import { ammV4KeysOfAccount, decodeAmmV4Account } from '../protocol/amm-v4-account.ts';
import { ammV4DerivedAddress } from '../protocol/amm-v4-keys.ts';
import type { AccountBytes } from '../protocol/chain-reads.ts';
import type { LaunchLabPoolCreate } from '../protocol/launchlab-event.ts';
import { decodeLaunchLabPoolAccount } from '../protocol/launchlab-pool-account.ts';
import { AMM_V4_PROGRAM, LAUNCHLAB_PROGRAM } from '../protocol/programs.ts';
import type { RayLogInit } from '../protocol/ray-log.ts';
import type { Address } from '../../shared/units.ts';
import { ammV4Listing } from './amm-v4-listing.ts';
import { bareListing } from './bare-listing.ts';
import type { MalformedCode } from './malformed-reasons.ts';

/** A pool that a log tells of, and what makes a listing of it once its account is there. */
export type LoggedPool = {
  readonly pool: Address;
  readonly listing: (account: AccountBytes, slot: Slot, feed: string) => Result<PoolListing, MalformedCode>;
};

/** The account gives the mints; the reserves before the first swap, and the opening, are the log's. */
export function loggedAmmV4Pool(log: RayLogInit): LoggedPool {
  const pool = ammV4DerivedAddress(log.market, 'pool');
  return {
    pool,
    listing: ({ owner, data }, slot, feed) => {
      const account = owner === AMM_V4_PROGRAM ? decodeAmmV4Account(data) : null;
      if (account === null || account.market !== log.market) return err('bad-log');
      if (log.coinAmount === 0n || log.pcAmount === 0n) return err('bad-log');
      const told = {
        keys: ammV4KeysOfAccount(pool, account),
        openTimeUnixS: log.openTimeUnixS,
        coinDecimals: log.coinDecimals,
        pcDecimals: log.pcDecimals,
        coinReserve: log.coinAmount,
        pcReserve: log.pcAmount,
        slot,
      };
      return ok(ammV4Listing(told, feed));
    },
  };
}

/** The account gives the mints; the token's words are the event's. */
export function loggedLaunchLabPool(event: LaunchLabPoolCreate): LoggedPool {
  const { pool } = event;
  return {
    pool,
    listing: ({ owner, data }, slot, feed) => {
      const account = owner === LAUNCHLAB_PROGRAM ? decodeLaunchLabPoolAccount(data) : null;
      if (account === null || account.creator !== event.creator) return err('bad-log');
      const { baseMint, quoteMint } = account;
      return ok(
        bareListing({ pool, program: 'launchlab', baseMint, quoteMint, slot, token: event.mint }, feed),
      );
    },
  };
}
