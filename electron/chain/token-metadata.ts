import { shownText } from '../../shared/untrusted-text.ts';
import { monoUs, type Address, type MonoUs } from '../../shared/units.ts';
import type { Clock } from '../engine/ports/clock.ts';
import { embeddedMetadataOf } from '../protocol/mint-facts.ts';
import { METADATA_PROGRAM } from '../protocol/programs.ts';
import type { AccountReader } from './account-reader.ts';
import { makeLruMap } from './lru-map.ts';
import { decodeMetaplexMetadata, metaplexMetadataAddress } from '../protocol/metaplex-metadata.ts';
import type { AccountState } from './rpc-schemas.ts';

/** As it may be shown: bounded, one line, nothing invisible. Null for what the token does not say. */
export type TokenName = { readonly name: string | null; readonly symbol: string | null };

export type TokenMetadataCache = {
  /** Null where the token has no name anywhere, or it could not be read. Never on the way of an order. */
  read(mint: Address, signal: AbortSignal): Promise<TokenName | null>;
};

export const MOST_TOKEN_NAMES = 2_000;
export const MAX_NAME_LENGTH = 32;
export const MAX_SYMBOL_LENGTH = 16;
/** A mint is often named a moment after it was made. */
const NAMELESS_US = 60_000_000;

type Kept = { readonly name: TokenName | null; readonly untilUs: MonoUs | null };

/** Names of tokens: from inside a Token-2022 mint, else from its Metaplex account. Reads come after everything else. */
export function makeTokenMetadataCache(reader: AccountReader, clock: Clock): TokenMetadataCache {
  const kept = makeLruMap<Address, Kept>(MOST_TOKEN_NAMES);

  return {
    read: async (mint, signal) => {
      const found = kept.get(mint);
      if (found !== undefined && (found.untilUs === null || clock.monoUs() < found.untilUs))
        return found.name;
      const addresses = [metaplexMetadataAddress(mint), mint];
      const answered = await reader.read(addresses, signal, 'metadata');
      if (!answered.ok) return null;
      const [metaplex = null, account = null] = answered.value.accounts;
      const name = nameIn(mint, account, metaplex);
      const untilUs = name === null ? monoUs(clock.monoUs() + NAMELESS_US) : null;
      kept.set(mint, { name, untilUs });
      return name;
    },
  };
}

function nameIn(
  mint: Address,
  account: AccountState | null,
  metaplex: AccountState | null,
): TokenName | null {
  const embedded = account === null ? null : embeddedMetadataOf(account);
  if (embedded?.mint === mint) return shown(embedded.name, embedded.symbol);
  const isMetaplex = metaplex !== null && metaplex.owner === METADATA_PROGRAM;
  const separate = isMetaplex ? decodeMetaplexMetadata(metaplex.data) : null;
  return separate?.mint === mint ? shown(separate.name, separate.symbol) : null;
}

function shown(name: string, symbol: string): TokenName | null {
  const text = { name: bounded(name, MAX_NAME_LENGTH), symbol: bounded(symbol, MAX_SYMBOL_LENGTH) };
  return text.name === null && text.symbol === null ? null : text;
}

/** What is too long is cut by whole characters; broken text counts as none. */
const bounded = (text: string, most: number): string | null => {
  const cut = Array.from(text.slice(0, most * 2))
    .slice(0, most)
    .join('')
    .slice(0, most);
  return shownText(cut, most) ?? null;
};
