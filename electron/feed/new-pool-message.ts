import type { MintFacts, PoolDetail, PoolListing } from '../../shared/pool.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { bps, slot, unixMs } from '../../shared/units.ts';
import { TOKEN_PROGRAM } from '../protocol/programs.ts';
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
    if (!full.success) return err(malformedBy(value, full.error));
    const detail = detailOf(full.data);
    return detail.ok ? distinct(full.data, detail.value, feedId) : detail;
  }
  const short = SHORT_MESSAGE.safeParse(value);
  return short.success ? distinct(short.data, null, feedId) : err(malformedBy(value, short.error));
}

/** A pool, and two tokens that are not each other: three addresses. */
function distinct(
  message: ShortMessage,
  detail: PoolDetail | null,
  feed: string,
): Result<PoolListing, MalformedReason> {
  const { pool_id: pool, base_token: base, quote_token: quote } = message;
  if (base === quote) return err(malformed('repeated-address', 'quote_token'));
  if (pool === base || pool === quote) return err(malformed('repeated-address', 'pool_id'));
  return ok(listingOf(message, detail, feed));
}

function listingOf(message: ShortMessage, detail: PoolDetail | null, feed: string): PoolListing {
  return {
    pool: message.pool_id,
    program: message.program ?? null,
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

/**
 * Of AMM v4, where they are all that a quote needs. A CPMM or LaunchLab pool trades by the fees of its config account
 * too, and without a named program it is not known what the reserves mean: there the details are checked and left, and
 * the pool's own account is read instead.
 */
function detailOf(message: FullMessage): Result<PoolDetail | null, MalformedReason> {
  const { lp_mint: lpMint } = message;
  if (message.program !== 'amm-v4') return ok(null);
  if (lpMint === null) return err(malformed('bad-address', 'lp_mint'));
  return ok({
    baseMint: message.base_token,
    quoteMint: message.quote_token,
    terms: { kind: 'amm-v4' },
    accounts: { baseVault: message.base_vault, quoteVault: message.quote_vault, lpMint },
    baseDecimals: message.base_decimals,
    quoteDecimals: message.quote_decimals,
    reserves: { base: message.base_reserve, quote: message.quote_reserve },
    opensAtMs: unixMs(message.open_time * 1000),
  });
}

/**
 * Null for a mint of any program but SPL Token's: the extensions of a Token-2022 mint can keep a holder from selling,
 * and a message says nothing about them.
 */
function mintOf(token: NonNullable<ShortMessage['token']>): MintFacts | null {
  if (token.token_program !== TOKEN_PROGRAM) return null;
  return {
    tokenProgram: token.token_program,
    decimals: token.decimals,
    supply: token.supply,
    mintAuthority: token.mint_authority,
    freezeAuthority: token.freeze_authority,
    transferFee: null,
    riskyExtension: null,
  };
}
