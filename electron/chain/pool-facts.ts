import type { PoolFacts, PoolListing, PoolProgram } from '../../shared/pool.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { millis, type Address } from '../../shared/units.ts';
import type { Clock } from '../engine/ports/clock.ts';
import type { FactsError, PoolChain } from '../engine/ports/pool-chain.ts';
import { cpmmLpMintAddress, cpmmVaultAddress } from '../protocol/cpmm-keys.ts';
import {
  AMM_V4_PROGRAM,
  CLMM_PROGRAM,
  CPMM_PROGRAM,
  LAUNCHLAB_PROGRAM,
  TOKEN_2022_PROGRAM,
} from '../protocol/programs.ts';
import type { AccountReader } from './account-reader.ts';
import { openAmmV4 } from './amm-v4-facts.ts';
import type { ChainTimeSource } from './chain-time.ts';
import { openClmm } from './clmm-facts.ts';
import type { ConfigCache } from './config-cache.ts';
import { openCpmm } from './cpmm-facts.ts';
import { delay } from './delay.ts';
import { openLaunchLab } from './launchlab-facts.ts';
import { accountIn, tokenMintOf, type AnnouncedMints, type Misread, type OpenedPool } from './opened-pool.ts';
import { describeRpcError } from './rpc-error.ts';
import type { AccountState } from './rpc-schemas.ts';
import { tokenMintFacts } from './token-mint-facts.ts';

export type PoolFactsReader = {
  readonly readFacts: PoolChain['readFacts'];
};

export type PoolFactsParts = {
  readonly reader: AccountReader;
  readonly configs: ConfigCache;
  readonly time: Pick<ChainTimeSource, 'epoch' | 'expect'>;
  readonly clock: Clock;
};

type Read<T> = Promise<Result<T, FactsError>>;
type Found = Map<Address, AccountState>;

/** A feed can be ahead of the node that is asked: a pool that is not there yet is looked for again, slot by slot. */
const TRIES = 4;
const BETWEEN_TRIES_MS = millis(400);

type ProgramFacts = {
  readonly program: PoolProgram;
  readonly open: (mints: AnnouncedMints, account: AccountState) => Result<OpenedPool, Misread>;
};

const PROGRAMS: Readonly<Record<string, ProgramFacts>> = {
  [AMM_V4_PROGRAM]: { program: 'amm-v4', open: openAmmV4 },
  [CPMM_PROGRAM]: { program: 'cpmm', open: openCpmm },
  [LAUNCHLAB_PROGRAM]: { program: 'launchlab', open: openLaunchLab },
  [CLMM_PROGRAM]: { program: 'clmm', open: openClmm },
};

const fault = (code: FactsError['code'], detail: string): Result<never, FactsError> => err({ code, detail });
const asFacts = <T>(read: Result<T, Misread>): Result<T, FactsError> =>
  read.ok ? read : fault('not-a-pool', read.error);

/**
 * Reads what a listing lacks: nothing, one batch, or two. One is enough for CPMM, whose vaults and LP mint derive from
 * pool and mints, and for LaunchLab, once their configs are known; AMM v4's vaults are only named in the pool account.
 */
export function makePoolFactsReader({ reader, configs, time, clock }: PoolFactsParts): PoolFactsReader {
  /** All of `needed`, and what there is of `hoped`. */
  async function accounts(
    needed: readonly Address[],
    hoped: readonly Address[],
    signal: AbortSignal,
  ): Read<Found> {
    const addresses = [...new Set([...needed, ...hoped])];
    if (addresses.length === 0) return ok(new Map());
    for (let attempt = 1; ; attempt += 1) {
      const answered = await reader.read(addresses, signal, 'buy');
      if (signal.aborted) return fault('aborted', 'no longer needed');
      if (!answered.ok) return fault('chain-unreachable', describeRpcError(answered.error));
      const found: Found = new Map();
      answered.value.accounts.forEach((account, index) => {
        const address = addresses[index];
        if (account !== null && address !== undefined) found.set(address, account);
      });
      if (needed.every((each) => found.has(each))) return ok(found);
      if (attempt === TRIES) {
        const missing = needed.filter((each) => !found.has(each));
        return fault('not-found', `no account at ${missing.join(', ')}`);
      }
      if ((await delay(clock, BETWEEN_TRIES_MS, signal)) === 'aborted') {
        return fault('aborted', 'no longer needed');
      }
    }
  }

  async function facts(listing: PoolListing, tokenMint: Address, signal: AbortSignal): Read<PoolFacts> {
    const { pool, detail: announced, lpBurnedBps: burned } = listing;
    const knownLpMint = announced?.accounts.lpMint ?? null;
    const wantsBurned = burned === null && (announced === null || knownLpMint !== null);
    const wantsPool = announced === null || wantsBurned;
    const needed = [
      ...(wantsPool ? [pool] : []),
      ...(listing.mint === null ? [tokenMint] : []),
      ...(wantsBurned && knownLpMint !== null ? [knownLpMint] : []),
    ];
    const first = await accounts(needed, announced === null ? likelyAccounts(listing) : [], signal);
    if (!first.ok) return first;
    const found = first.value;

    const mint =
      listing.mint === null
        ? asFacts(tokenMintFacts(accountIn(found, tokenMint), time.epoch()))
        : ok(listing.mint);
    if (!wantsPool) {
      if (!mint.ok) return mint;
      return ok({ detail: announced, mint: mint.value, lpBurnedBps: burned });
    }

    const opened = openPool(listing, accountIn(found, pool));
    if (!opened.ok) return opened;
    if (!mint.ok) return mint;
    const more = await accounts(
      moreOf(opened.value, announced === null, wantsBurned, found, pool),
      [],
      signal,
    );
    if (!more.ok) return more;
    for (const [address, account] of more.value) found.set(address, account);
    keepConfigs(opened.value, found);

    // The pool may have been read again, with its vaults.
    const again = openPool(listing, accountIn(found, pool));
    if (!again.ok) return again;
    const detail = announced === null ? asFacts(again.value.detail(found)) : ok(announced);
    if (!detail.ok) return detail;
    if (detail.value.terms.kind === 'amm-v4' && mint.value.tokenProgram === TOKEN_2022_PROGRAM) {
      return fault('not-a-pool', 'the mint is not an SPL Token mint, which AMM v4 asks for');
    }
    const share = wantsBurned ? asFacts(again.value.lpBurned(found)) : ok(burned);
    return share.ok ? ok({ detail: detail.value, mint: mint.value, lpBurnedBps: share.value }) : share;
  }

  /** What is still to be read: configs that are not known, the LP mint, and the pool with its vaults where those are. */
  function moreOf(
    opened: OpenedPool,
    wantsDetail: boolean,
    wantsBurned: boolean,
    found: Found,
    pool: Address,
  ): readonly Address[] {
    const { vaults, lpMint } = opened;
    for (const config of wantsDetail ? opened.configs : []) {
      const kept = configs.get(config);
      if (kept !== null && !found.has(config)) found.set(config, kept);
    }
    const isMissing = (each: Address): boolean => !found.has(each);
    return [
      ...(wantsDetail && vaults.some(isMissing) ? [pool, ...vaults] : []),
      ...(wantsDetail ? opened.configs.filter(isMissing) : []),
      ...(wantsBurned && lpMint !== null && isMissing(lpMint) ? [lpMint] : []),
    ];
  }

  function keepConfigs(opened: OpenedPool, found: Found): void {
    for (const config of opened.configs) {
      const account = found.get(config);
      if (account !== undefined && configs.get(config) === null) configs.set(config, account);
    }
  }

  return {
    readFacts: async (listing, signal) => {
      const tokenMint = tokenMintOf(listing);
      if (tokenMint === null) return fault('not-a-pool', 'neither side, or both, is wrapped SOL');
      const read = await facts(listing, tokenMint, signal);
      if (read.ok) time.expect(read.value.detail.opensAtMs);
      return read;
    },
  };
}

/** By the account's owner, which must be the announced program where one was announced. */
function openPool(listing: PoolListing, account: AccountState): Result<OpenedPool, FactsError> {
  const found = PROGRAMS[account.owner];
  if (found === undefined) return fault('not-a-pool', 'the account belongs to no program of Raydium');
  if (listing.program !== null && listing.program !== found.program) {
    return fault(
      'not-a-pool',
      `the account belongs to another program (${found.program}) than was announced`,
    );
  }
  return asFacts(found.open(listing, account));
}

/** Where a CPMM pool's accounts are unless its own account says otherwise; asking for what is not there costs nothing. */
function likelyAccounts({ pool, program, baseMint, quoteMint }: PoolListing): readonly Address[] {
  if (program !== null && program !== 'cpmm') return [];
  return [cpmmVaultAddress(pool, baseMint), cpmmVaultAddress(pool, quoteMint), cpmmLpMintAddress(pool)];
}
