import { describe, expect, it } from 'vitest';
import { parseAddress } from '../../../electron/protocol/base58.ts';
import { foreignAnnouncement, malformedAnnouncement } from '../../../electron/sim/market/announcement.ts';
import { createRandom } from '../../../electron/sim/prng/random.ts';
import type { AnyCreatedPool } from '../../../electron/sim/market/created-pool.ts';
import { announcementOf } from '../../../electron/sim/market/announcement.ts';
import { mintState, tokenState } from '../../../electron/sim/ledger/token-state.ts';
import { decodeCpmmPoolAccount } from '../../../electron/protocol/cpmm-pool-account.ts';
import {
  decodeLaunchLabPoolAccount,
  launchLabReserves,
} from '../../../electron/protocol/launchlab-pool-account.ts';
import type { Address } from '../../../shared/units.ts';
import type { Market } from '../../../electron/sim/market.ts';
import { at, withMarket } from './market-fixture.ts';

const KNOWN = new Set(['pool_id', 'base_token', 'quote_token', 'program', 'symbol', 'name', 'slot']);
const isWellFormed = (message: unknown): boolean =>
  typeof message === 'object' &&
  message !== null &&
  Object.keys(message).every((name) => KNOWN.has(name)) &&
  ['pool_id', 'base_token', 'quote_token'].every((name) => parseAddress(at(message, name)) !== null);

describe('an announcement of the feed', () => {
  it('that is meant to be malformed is, in many ways', () => {
    const random = createRandom('malformed');
    const messages = Array.from({ length: 100 }, () => malformedAnnouncement(random));
    expect(messages.filter(isWellFormed)).toEqual([]);
    expect(
      new Set(messages.map((each) => (each === null ? 'null' : Object.keys(each as object).join()))).size,
    ).toBeGreaterThan(4);
  });

  it('of another program’s pool is well-formed and names the program', () => {
    const random = createRandom('foreign');
    const messages = Array.from({ length: 50 }, () => foreignAnnouncement(random, 7));
    expect(messages.every(isWellFormed)).toBe(true);
    expect(new Set(messages.map((each) => each['program']))).toEqual(new Set(['cpmm', 'launchlab']));
  });
});

const account = (market: Market, address: Address) => market.chain.accounts.get(address);
const bytes = (market: Market, address: Address) => account(market, address)?.data ?? new Uint8Array();

/** What the message says of the token, against its mint. */
function expectToken(market: Market, pool: AnyCreatedPool, message: object): void {
  const mint = mintState(account(market, pool.tokenMint));
  expect(at(message, 'token')).toEqual({
    token_program: account(market, pool.tokenMint)?.owner,
    decimals: mint?.decimals,
    supply: String(mint?.supply),
    mint_authority: mint?.mintAuthority,
    freeze_authority: mint?.freezeAuthority,
  });
}

describe('the full announcement', () => {
  it.each(['spl-token', 'token-2022'] as const)(
    'of a CPMM pool of %s says what is on the chain',
    (tokenProgram) =>
      withMarket({}, (market) => {
        const pool = market.createPool({
          program: 'cpmm',
          tokenProgram,
          mintAuthority: true,
          lpBurnedBps: 4_000,
        });
        market.advanceSlots(1);
        const message = announcementOf(pool, 1_040, 'full');
        const state = decodeCpmmPoolAccount(bytes(market, pool.keys.pool));
        const units = (vault: Address) => String(tokenState(account(market, vault))?.amount);
        expect(message).toMatchObject({
          pool_id: pool.keys.pool,
          program: 'cpmm',
          base_token: state?.mint0,
          quote_token: state?.mint1,
          base_vault: state?.vault0,
          quote_vault: state?.vault1,
          lp_mint: state?.lpMint,
          base_decimals: state?.decimals0,
          quote_decimals: state?.decimals1,
          base_reserve: units(pool.keys.vault0),
          quote_reserve: units(pool.keys.vault1),
        });
        expectToken(market, pool, message);
        const lp = mintState(account(market, pool.keys.lpMint));
        const supply = state?.lpSupply ?? 1n;
        expect(at(message, 'lp_burned_bps')).toBe(Number(((supply - (lp?.supply ?? 0n)) * 10_000n) / supply));
      }),
  );

  it.each(['spl-token', 'token-2022'] as const)(
    'of a launch of %s says what is on the chain',
    (tokenProgram) =>
      withMarket({}, (market) => {
        const pool = market.createPool({ program: 'launchlab', tokenProgram });
        market.advanceSlots(1);
        const message = announcementOf(pool, 1_040, 'full');
        const state = decodeLaunchLabPoolAccount(bytes(market, pool.keys.pool));
        const reserves = state === null ? null : launchLabReserves(state);
        expect(message).toMatchObject({
          pool_id: pool.keys.pool,
          program: 'launchlab',
          base_token: state?.baseMint,
          quote_token: state?.quoteMint,
          base_vault: state?.baseVault,
          quote_vault: state?.quoteVault,
          lp_mint: null,
          base_decimals: state?.baseDecimals,
          quote_decimals: state?.quoteDecimals,
          base_reserve: String(reserves?.base),
          quote_reserve: String(reserves?.quote),
          open_time: 0,
        });
        expectToken(market, pool, message);
      }),
  );

  it('says less in the minimal and in the named form', () =>
    withMarket({}, (market) => {
      const pool = market.createPool({ program: 'clmm' });
      expect(Object.keys(announcementOf(pool, 5, 'minimal'))).toEqual([
        'pool_id',
        'base_token',
        'quote_token',
      ]);
      expect(announcementOf(pool, 5, 'named')).toMatchObject({ program: 'clmm', symbol: 'SOUND', slot: 5 });
      expect(Object.keys(announcementOf(pool, 5, 'named'))).toHaveLength(7);
    }));
});
