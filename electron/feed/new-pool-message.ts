import type { MintFacts, PoolDetail, PoolListing } from '../../shared/pool.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { bps, slot, unixMs } from '../../shared/units.ts';
import { ZERO_ADDRESS } from '../protocol/programs.ts';
import { malformed, type MalformedReason } from './malformed-reasons.ts';
import {
  DETAIL_KEYS,
  FULL_MESSAGE,
  malformedBy,
  SHORT_MESSAGE,
  type FullMessage,
  type ShortMessage,
} from './new-pool-schema.ts';

/**
 * Reads one message of the Socket.IO feed (the schema is in docs/feeds.md). Anything that is not exactly a message
 * is refused; `feedId` becomes the listing's `feed`. Never throws on what can come out of `JSON.parse`.
 */
export function parseNewPool(value: unknown, feedId: string): Result<PoolListing, MalformedReason> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return err(malformed('not-an-object'));
  }
  const isFull = DETAIL_KEYS.some((key) => Object.hasOwn(value, key));
  if (isFull) {
    const full = FULL_MESSAGE.safeParse(value);
    return full.success
      ? ok(listingOf(full.data, detailOf(full.data), feedId))
      : err(malformedBy(value, full.error));
  }
  const short = SHORT_MESSAGE.safeParse(value);
  return short.success ? ok(listingOf(short.data, null, feedId)) : err(malformedBy(value, short.error));
}

function listingOf(message: ShortMessage, detail: PoolDetail | null, feed: string): PoolListing {
  return {
    pool: message.pool_id,
    program: message.program ?? 'amm-v4',
    baseMint: message.base_token,
    quoteMint: message.quote_token,
    symbol: message.symbol ?? null,
    name: message.name ?? null,
    slot: message.slot === undefined ? null : slot(message.slot),
    detail,
    mint: message.token === undefined ? null : mintOf(message.token),
    lpBurnedBps: message.lp_burned_bps === undefined ? null : bps(message.lp_burned_bps),
    feed,
  };
}

function detailOf(message: FullMessage): PoolDetail {
  return {
    accounts: {
      baseVault: message.base_vault,
      quoteVault: message.quote_vault,
      lpMint: message.lp_mint,
      market: message.market ?? ZERO_ADDRESS,
      marketProgram: message.market_program ?? ZERO_ADDRESS,
    },
    baseDecimals: message.base_decimals,
    quoteDecimals: message.quote_decimals,
    reserves: { base: message.base_reserve, quote: message.quote_reserve },
    opensAtMs: unixMs(message.open_time * 1000),
  };
}

function mintOf(token: NonNullable<ShortMessage['token']>): MintFacts {
  return {
    tokenProgram: token.token_program,
    decimals: token.decimals,
    supply: token.supply,
    mintAuthority: token.mint_authority,
    freezeAuthority: token.freeze_authority,
  };
}
