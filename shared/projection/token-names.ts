import { pushBounded } from '../bounded-list.ts';
import { MAX_TOKEN_NAMES, type Desk, type TokenName } from '../desk.ts';
import type { EngineEvent } from '../events.ts';
import { shownSymbol } from '../pool.ts';

type Named = { readonly symbol: string };

/** What an unnamed token was shown as holds the sign that cuts its mint: no symbol that a token gives itself is looked up. */
const CUT = '…';

function symbolNow(names: readonly TokenName[], symbol: string): string {
  if (names.length === 0 || !symbol.includes(CUT)) return symbol;
  return names.find(({ shownAs }) => shownAs === symbol)?.symbol ?? symbol;
}

function named<T extends Named>(names: readonly TokenName[], item: T): T {
  const symbol = symbolNow(names, item.symbol);
  return symbol === item.symbol ? item : { ...item, symbol };
}

/** The event with the names that were read since its token was first seen. */
export function withNames({ names }: Desk, event: EngineEvent): EngineEvent {
  if (names.length === 0) return event;
  switch (event.kind) {
    case 'pool-seen':
    case 'pool-closed':
    case 'pool-waiting':
    case 'pool-opened':
    case 'pool-queued':
    case 'offer-closed':
      return { ...event, pool: named(names, event.pool) };
    case 'offer-made':
      return { ...event, offer: named(names, event.offer) };
    case 'order-reserved':
      return { ...event, ticket: { ...event.ticket, pool: named(names, event.ticket.pool) } };
    case 'position-changed':
    case 'position-moved':
      return { ...event, position: named(names, event.position) };
    case 'position-closed':
      return named(names, event);
    default:
      return event;
  }
}

/** A token's own symbol was read: everything on the desk that shows it by its mint shows that from now on. */
export function nameToken(desk: Desk, { mint, symbol }: Extract<EngineEvent, { kind: 'token-named' }>): Desk {
  const name: TokenName = { shownAs: shownSymbol(null, mint), symbol };
  const others = desk.names.filter(({ shownAs }) => shownAs !== name.shownAs);
  const all = <T extends Named>(items: readonly T[]): readonly T[] =>
    items.map((item) => named([name], item));
  return {
    ...desk,
    names: pushBounded(others, name, MAX_TOKEN_NAMES),
    offers: all(desk.offers),
    waiting: desk.waiting.map((each) => ({ ...each, pool: named([name], each.pool) })),
    cooldowns: all(desk.cooldowns),
    liveOrders: Object.fromEntries(
      Object.entries(desk.liveOrders).map(([id, order]) => [id, named([name], order)]),
    ),
    recentOrders: all(desk.recentOrders),
    positions: all(desk.positions),
    latencies: all(desk.latencies),
    tape: all(desk.tape),
  };
}
