import { AMM_V4_PROGRAM, CPMM_PROGRAM, LAUNCHLAB_PROGRAM, ZERO_ADDRESS } from '../../protocol/programs.ts';
import { encodeAddress } from '../../protocol/base58.ts';
import { WSOL_MINT, type Address } from '../../../shared/units.ts';
import type { Random } from '../prng/random.ts';
import type { AnyCreatedPool } from './created-pool.ts';
import { inventName } from './pool-names.ts';

export type AnnouncementForm =
  /** Everything that the schema has. */
  | 'full'
  /** The pool and its two tokens; all else is to be read from the chain, its program too. */
  | 'minimal'
  /** That, its program, its name and its slot. */
  | 'named';

type Message = Readonly<Record<string, unknown>>;

/** The message of the feed for a pool of this chain. */
export function announcementOf(pool: AnyCreatedPool, slot: number, form: AnnouncementForm): Message {
  const [base, quote] = mintsOf(pool);
  const minimal = { pool_id: pool.keys.pool, base_token: base, quote_token: quote };
  if (form === 'minimal') return minimal;
  const { symbol, name } = pool.plan;
  const named = { ...minimal, program: pool.program, symbol, name, slot };
  return form === 'named' ? named : { ...named, ...detailOf(pool), ...tokenOf(pool), ...lpOf(pool) };
}

function mintsOf(pool: AnyCreatedPool): readonly [base: Address, quote: Address] {
  switch (pool.program) {
    case 'amm-v4':
      return [pool.keys.coinMint, pool.keys.pcMint];
    case 'launchlab':
      return [pool.keys.baseMint, pool.keys.quoteMint];
    case 'cpmm':
    case 'clmm':
      return [pool.keys.mint0, pool.keys.mint1];
  }
}

function detailOf(pool: AnyCreatedPool): Message {
  const { plan } = pool;
  const sides = (moneyIsBase: boolean, moneyDecimals: number) => ({
    base_decimals: moneyIsBase ? moneyDecimals : plan.tokenDecimals,
    quote_decimals: moneyIsBase ? plan.tokenDecimals : moneyDecimals,
  });
  switch (pool.program) {
    case 'amm-v4':
      return {
        base_vault: pool.keys.coinVault,
        quote_vault: pool.keys.pcVault,
        lp_mint: pool.keys.lpMint,
        market: pool.keys.market,
        market_program: ZERO_ADDRESS,
        ...sides(pool.plan.moneySide === 'base', pool.plan.money === 'sol' ? 9 : 6),
        base_reserve: pool.coinAmount.toString(),
        quote_reserve: pool.pcAmount.toString(),
        open_time: Number(pool.openTimeUnixS),
      };
    case 'cpmm':
      return {
        base_vault: pool.keys.vault0,
        quote_vault: pool.keys.vault1,
        lp_mint: pool.keys.lpMint,
        ...sides(pool.keys.mint0 === WSOL_MINT, 9),
        base_reserve: pool.reserve0.toString(),
        quote_reserve: pool.reserve1.toString(),
        open_time: Number(pool.openTimeUnixS),
      };
    case 'launchlab':
      return {
        base_vault: pool.keys.baseVault,
        quote_vault: pool.keys.quoteVault,
        lp_mint: null,
        ...sides(false, 9),
        base_reserve: pool.start.virtualBase.toString(),
        quote_reserve: pool.start.virtualQuote.toString(),
        open_time: 0,
      };
    case 'clmm':
      return {
        base_vault: pool.keys.vault0,
        quote_vault: pool.keys.vault1,
        lp_mint: null,
        ...sides(pool.keys.mint0 === WSOL_MINT, 9),
        base_reserve: '0',
        quote_reserve: '0',
        open_time: 0,
      };
  }
}

function tokenOf({ plan, tokenProgram, creator }: AnyCreatedPool): Message {
  const authority = (has: boolean) => (has ? creator.publicKey : null);
  return {
    token: {
      token_program: tokenProgram,
      decimals: plan.tokenDecimals,
      supply: plan.supply.toString(),
      // LaunchLab leaves neither.
      mint_authority: authority('mintAuthority' in plan && plan.mintAuthority),
      freeze_authority: authority('freezeAuthority' in plan && plan.freezeAuthority),
    },
  };
}

const lpOf = (pool: AnyCreatedPool): Message =>
  'lpBurnedBps' in pool ? { lp_burned_bps: pool.lpBurnedBps } : {};

/** A pool that is announced, but is not on this chain: of another one, or made up. */
export function foreignAnnouncement(random: Random, slot: number): Readonly<Record<string, unknown>> {
  const { symbol, name } = inventName(random);
  const token = encodeAddress(random.bytes(32));
  const [base, quote] = random.chance(0.5) ? [WSOL_MINT, token] : [token, WSOL_MINT];
  return {
    pool_id: encodeAddress(random.bytes(32)),
    base_token: base,
    quote_token: quote,
    program: random.pick(['cpmm', 'cpmm', 'launchlab']),
    symbol,
    name,
    slot,
  };
}

/** What broken publishers send. */
export function malformedAnnouncement(random: Random): unknown {
  const pool = encodeAddress(random.bytes(32));
  return random.pick<unknown>([
    { pool_id: `${pool.slice(0, 20)}0OIl`, base_token: WSOL_MINT, quote_token: pool },
    { pool: pool, base_token: WSOL_MINT, quote_token: AMM_V4_PROGRAM },
    { pool_id: pool, base_token: WSOL_MINT },
    `newPool ${pool}`,
    null,
    { pool_id: pool, base_token: WSOL_MINT, quote_token: CPMM_PROGRAM, base_reserve: -5, slot: 'soon' },
    { pool_id: pool, base_token: WSOL_MINT, quote_token: LAUNCHLAB_PROGRAM, liquidity: 12.5 },
  ]);
}
