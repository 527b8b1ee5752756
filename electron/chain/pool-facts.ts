import type { MintFacts, PoolDetail, PoolFacts, PoolListing } from '../../shared/pool.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { millis, type Address, type Bps } from '../../shared/units.ts';
import type { Clock } from '../engine/ports/clock.ts';
import type { FactsError, PoolChain } from '../engine/ports/pool-chain.ts';
import type { AmmV4Account } from '../protocol/amm-v4-account.ts';
import type { AccountReader } from './account-reader.ts';
import { poolDetail, readMint, readPool, readVault, tokenMintOf } from './amm-v4-facts.ts';
import { delay } from './delay.ts';
import { lpBurnedBps } from './lp-burned.ts';
import { describeRpcError } from './rpc-error.ts';
import type { AccountState } from './rpc-schemas.ts';

export type PoolFactsReader = {
  readonly readFacts: PoolChain['readFacts'];
};

type Read<T> = Promise<Result<T, FactsError>>;

/** A feed can be ahead of the node that is asked: a pool that is not there yet is looked for again, slot by slot. */
const TRIES = 4;
const BETWEEN_TRIES_MS = millis(400);

const fault = (code: FactsError['code'], detail: string): Result<never, FactsError> => err({ code, detail });

/** Reads what a listing of an AMM v4 pool lacks: nothing, one batch, or two when the vaults' keys must be read first. */
export function makePoolFactsReader(reader: AccountReader, clock: Clock): PoolFactsReader {
  async function accounts(
    addresses: readonly Address[],
    signal: AbortSignal,
  ): Read<Map<Address, AccountState>> {
    for (let attempt = 1; ; attempt += 1) {
      const answered = await reader.read(addresses, signal);
      if (signal.aborted) return fault('aborted', 'no longer needed');
      if (!answered.ok) return fault('chain-unreachable', describeRpcError(answered.error));
      const found = new Map<Address, AccountState>();
      answered.value.accounts.forEach((account, index) => {
        const address = addresses[index];
        if (account !== null && address !== undefined) found.set(address, account);
      });
      if (addresses.every((each) => found.has(each))) return ok(found);
      if (attempt === TRIES) {
        const missing = addresses.filter((each) => !found.has(each));
        return fault('not-found', `no account at ${missing.join(', ')}`);
      }
      if ((await delay(clock, BETWEEN_TRIES_MS, signal)) === 'aborted')
        return fault('aborted', 'no longer needed');
    }
  }

  return {
    readFacts: async (listing, signal) => {
      if (listing.program !== 'amm-v4')
        return fault('not-a-pool', `${listing.program} pools are not read yet`);
      const tokenMint = tokenMintOf(listing);
      if (tokenMint === null) return fault('not-a-pool', 'neither side, or both, is wrapped SOL');

      const needPool = listing.detail === null || listing.lpBurnedBps === null;
      const knownLpMint = listing.lpBurnedBps === null ? listing.detail?.accounts.lpMint : undefined;
      const first = [
        ...(needPool ? [listing.pool] : []),
        ...(listing.mint === null ? [tokenMint] : []),
        ...(knownLpMint === undefined ? [] : [knownLpMint]),
      ];
      const read = first.length === 0 ? ok(new Map<Address, AccountState>()) : await accounts(first, signal);
      if (!read.ok) return read;

      const mint = listing.mint === null ? mintIn(read.value, tokenMint) : ok(listing.mint);
      if (!mint.ok) return mint;
      if (!needPool) return factsOf(listing.detail, mint.value, listing.lpBurnedBps);
      const pool = poolIn(read.value, listing);
      if (!pool.ok) return pool;

      // The pool is read again with its vaults: reserves are the difference of the two, so they must be of one slot.
      const { coinVault, pcVault, lpMint } = pool.value;
      const second = [
        ...(listing.detail === null ? [listing.pool, coinVault, pcVault] : []),
        ...(listing.lpBurnedBps === null && knownLpMint === undefined ? [lpMint] : []),
      ];
      const more =
        second.length === 0 ? ok(new Map<Address, AccountState>()) : await accounts(second, signal);
      if (!more.ok) return more;
      const all = new Map([...read.value, ...more.value]);
      const detail = listing.detail === null ? detailIn(all, listing) : ok(listing.detail);
      if (!detail.ok) return detail;
      const burned = listing.lpBurnedBps === null ? burnedIn(all, pool.value) : ok(listing.lpBurnedBps);
      return burned.ok ? factsOf(detail.value, mint.value, burned.value) : burned;
    },
  };
}

function factsOf(
  detail: PoolDetail | null,
  mint: MintFacts,
  burned: Bps | null,
): Result<PoolFacts, FactsError> {
  if (detail === null) throw new Error('facts without the pool');
  return ok({ detail, mint, lpBurnedBps: burned });
}

type Accounts = ReadonlyMap<Address, AccountState>;

function accountIn(accounts: Accounts, address: Address): AccountState {
  const found = accounts.get(address);
  if (found === undefined) throw new Error('an account that was not read');
  return found;
}

const asFacts = <T>(read: Result<T, string>): Result<T, FactsError> =>
  read.ok ? read : fault('not-a-pool', read.error);

const mintIn = (accounts: Accounts, mint: Address): Result<MintFacts, FactsError> =>
  asFacts(readMint(accountIn(accounts, mint)));

const poolIn = (accounts: Accounts, listing: PoolListing): Result<AmmV4Account, FactsError> =>
  asFacts(readPool(listing, accountIn(accounts, listing.pool)));

function detailIn(accounts: Accounts, listing: PoolListing): Result<PoolDetail, FactsError> {
  const pool = poolIn(accounts, listing);
  if (!pool.ok) return pool;
  const base = asFacts(readVault(accountIn(accounts, pool.value.coinVault), pool.value.coinMint));
  const quote = asFacts(readVault(accountIn(accounts, pool.value.pcVault), pool.value.pcMint));
  if (!base.ok) return base;
  return quote.ok ? ok(poolDetail(pool.value, base.value, quote.value)) : quote;
}

function burnedIn(accounts: Accounts, pool: AmmV4Account): Result<Bps | null, FactsError> {
  const lpMint = asFacts(readMint(accountIn(accounts, pool.lpMint)));
  return lpMint.ok ? ok(lpBurnedBps(lpMint.value.supply, pool.lpReserve)) : lpMint;
}
