import {
  AMM_V4_PROGRAM,
  CPMM_PROGRAM,
  LAUNCHLAB_PROGRAM,
  TOKEN_PROGRAM,
  ZERO_ADDRESS,
} from '../../protocol/programs.ts';
import { encodeAddress } from '../../protocol/base58.ts';
import { WSOL_MINT } from '../../../shared/units.ts';
import type { Random } from '../prng/random.ts';
import type { CreatedPool } from './pool-creation.ts';
import { inventName } from './pool-names.ts';

export type AnnouncementForm = 'full' | 'minimal';

/** The message of the feed for a pool of this chain; the minimal form leaves everything to be read from the chain. */
export function announcementOf(
  pool: CreatedPool,
  slot: number,
  form: AnnouncementForm,
): Readonly<Record<string, unknown>> {
  const { keys, plan } = pool;
  const minimal = { pool_id: keys.pool, base_token: keys.coinMint, quote_token: keys.pcMint };
  if (form === 'minimal') return minimal;
  const moneyDecimals = plan.money === 'sol' ? 9 : 6;
  const moneyIsBase = plan.moneySide === 'base';
  return {
    ...minimal,
    program: 'amm-v4',
    symbol: plan.symbol,
    name: plan.name,
    slot,
    base_vault: keys.coinVault,
    quote_vault: keys.pcVault,
    lp_mint: keys.lpMint,
    market: keys.market,
    market_program: ZERO_ADDRESS,
    base_decimals: moneyIsBase ? moneyDecimals : plan.tokenDecimals,
    quote_decimals: moneyIsBase ? plan.tokenDecimals : moneyDecimals,
    base_reserve: pool.coinAmount.toString(),
    quote_reserve: pool.pcAmount.toString(),
    open_time: Number(pool.openTimeUnixS),
    token: {
      token_program: TOKEN_PROGRAM,
      decimals: plan.tokenDecimals,
      supply: plan.supply.toString(),
      mint_authority: plan.mintAuthority ? pool.creator.publicKey : null,
      freeze_authority: plan.freezeAuthority ? pool.creator.publicKey : null,
    },
    lp_burned_bps: pool.lpBurnedBps,
  };
}

/** A pool of another program: announced, but not on this chain. */
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
