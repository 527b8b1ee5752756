import { assertNever } from '../../shared/assert-never.ts';
import type { Reserves, TradablePool } from '../../shared/pool.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { Address, TokenUnits } from '../../shared/units.ts';
import { decodeCpmmPoolAccount } from '../protocol/cpmm-pool-account.ts';
import { cpmmReserves } from '../protocol/cpmm-terms.ts';
import {
  decodeLaunchLabPoolAccount,
  launchLabReserves,
  launchLabSwapAllowed,
} from '../protocol/launchlab-pool-account.ts';
import { CPMM_PROGRAM, LAUNCHLAB_PROGRAM } from '../protocol/programs.ts';
import { tokenAccountAmount } from '../protocol/token-account.ts';
import { readPool, tradableReserves } from './amm-v4-facts.ts';
import type { AccountState } from './rpc-schemas.ts';

/** Where a pool's reserves are: which accounts change with a swap, which are only read, and what they say together. */
export type ReserveSource = {
  readonly moving: readonly Address[];
  readonly still: readonly Address[];
  /** The error says in words what is wrong with the accounts. */
  reservesIn(accounts: ReadonlyMap<Address, AccountState>): Result<Reserves, string>;
};

/** Null for pools that have no reserves to follow (CLMM). */
export function reserveSourceOf(pool: TradablePool): ReserveSource | null {
  const { kind } = pool.terms;
  switch (kind) {
    case 'amm-v4':
      return ammV4Source(pool);
    case 'cpmm':
      return cpmmSource(pool);
    case 'launchlab':
      return launchLabSource(pool);
    case 'clmm':
      return null;
    default:
      return assertNever(kind, 'kind of pool');
  }
}

const NOT_THERE = 'the pool or a vault is not there';

/** What AMM v4 owes out of its vaults changes only when its owner takes it: the pool itself is read, not followed. */
function ammV4Source(pool: TradablePool): ReserveSource {
  const { baseVault, quoteVault } = pool.accounts;
  return {
    moving: [baseVault, quoteVault],
    still: [pool.pool],
    reservesIn: (accounts) => {
      const [account, base, quote] = [
        accounts.get(pool.pool),
        balance(accounts, baseVault),
        balance(accounts, quoteVault),
      ];
      if (account === undefined || base === null || quote === null) return err(NOT_THERE);
      const found = readPool(pool, account);
      return found.ok ? ok(tradableReserves(base, quote, found.value)) : found;
    },
  };
}

/** What CPMM owes to protocol, fund and creator grows with every swap, in the pool account. */
function cpmmSource(pool: TradablePool): ReserveSource {
  const { baseVault, quoteVault } = pool.accounts;
  return {
    moving: [pool.pool, baseVault, quoteVault],
    still: [],
    reservesIn: (accounts) => {
      const [account, vault0, vault1] = [
        accounts.get(pool.pool),
        balance(accounts, baseVault),
        balance(accounts, quoteVault),
      ];
      if (account === undefined || vault0 === null || vault1 === null) return err(NOT_THERE);
      const found = account.owner === CPMM_PROGRAM ? decodeCpmmPoolAccount(account.data) : null;
      if (found === null) return err('the account is not a CPMM pool');
      const reserves = cpmmReserves(found, { vault0, vault1 });
      return reserves === null ? err('a vault holds less than the pool owes') : ok(reserves);
    },
  };
}

function launchLabSource(pool: TradablePool): ReserveSource {
  return {
    moving: [pool.pool],
    still: [],
    reservesIn: (accounts) => {
      const account = accounts.get(pool.pool);
      if (account === undefined) return err(NOT_THERE);
      const found = account.owner === LAUNCHLAB_PROGRAM ? decodeLaunchLabPoolAccount(account.data) : null;
      if (found === null) return err('the account is not a LaunchLab pool');
      if (!launchLabSwapAllowed(found)) return err('the pool has left its curve');
      const reserves = launchLabReserves(found);
      return reserves === null ? err('the pool sold more than it had') : ok(reserves);
    },
  };
}

function balance(accounts: ReadonlyMap<Address, AccountState>, vault: Address): TokenUnits | null {
  const account = accounts.get(vault);
  return account === undefined ? null : tokenAccountAmount(account.data);
}
