import type { Fill, OrderTicket } from '../../../shared/order.ts';
import type { Position } from '../../../shared/position.ts';
import type { Lamports, TokenUnits, UnixMs } from '../../../shared/units.ts';

export type FillEffect =
  | { readonly kind: 'changed'; readonly position: Position; readonly realizedLamports: Lamports }
  | { readonly kind: 'closed'; readonly realizedLamports: Lamports };

/** What an order costs beside its swap. */
const paidFor = ({ feeLamports, tipLamports }: Fill): bigint => feeLamports + tipLamports;

/** Bought: tokens and cost (the SOL put in, the network fee and the tip) are added. */
export function afterBuy(held: Position | null, ticket: OrderTicket, fill: Fill, atMs: UnixMs): Position {
  return {
    pool: ticket.pool.pool,
    tokenMint: ticket.pool.tokenMint,
    tokenDecimals: ticket.pool.tokenDecimals,
    symbol: ticket.pool.symbol,
    tokenUnits: ((held?.tokenUnits ?? 0n) + fill.tokenUnits) as TokenUnits,
    costLamports: ((held?.costLamports ?? 0n) + fill.solLamports + paidFor(fill)) as Lamports,
    openedAtMs: held?.openedAtMs ?? atMs,
  };
}

/** Sold: the result is what came out less the fee, the tip and the cost of what was sold, in proportion. */
export function afterSell(held: Position, fill: Fill): FillEffect {
  const sold = fill.tokenUnits < held.tokenUnits ? fill.tokenUnits : held.tokenUnits;
  const cost = held.tokenUnits === 0n ? 0n : (held.costLamports * sold) / held.tokenUnits;
  const realizedLamports = (fill.solLamports - paidFor(fill) - cost) as Lamports;
  const left = (held.tokenUnits - sold) as TokenUnits;
  if (left === 0n) return { kind: 'closed', realizedLamports };
  const costLamports = (held.costLamports - cost) as Lamports;
  return { kind: 'changed', position: { ...held, tokenUnits: left, costLamports }, realizedLamports };
}
