import type { EngineEvent } from '../../shared/events.ts';
import { shownSymbol } from '../../shared/pool.ts';
import type { Address } from '../../shared/units.ts';
import type { Chain } from '../chain/make-chain.ts';
import type { EngineInput } from '../core/input.ts';
import type { Replica } from '../engine/replica.ts';

/** Reads the symbols of tokens that the trader sees by their mints alone: those that are offered or bought. */
export function nameTokens(
  { metadata }: Pick<Chain, 'metadata'>,
  replica: Replica,
  hear: (input: EngineInput) => void,
  signal: AbortSignal,
): void {
  async function name(mint: Address): Promise<void> {
    const found = await metadata.read(mint, signal);
    if (signal.aborted || found === null || found.symbol === null) return;
    hear({ kind: 'token-named', mint, symbol: found.symbol });
  }
  replica.listen((event) => {
    const mint = unnamedToken(event);
    if (mint !== null) void name(mint);
  });
}

/** The token of an offer or a buy that goes by its mint. */
function unnamedToken(event: EngineEvent): Address | null {
  const token =
    event.kind === 'offer-made'
      ? event.offer
      : event.kind === 'order-reserved' && event.ticket.side === 'buy'
        ? event.ticket.pool
        : null;
  return token !== null && token.symbol === shownSymbol(null, token.tokenMint) ? token.tokenMint : null;
}
