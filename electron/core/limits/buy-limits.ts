import type { TradablePool } from '../../../shared/pool.ts';
import type { Refusal } from '../../../shared/refusal.ts';
import { dayAt } from '../../../shared/projection/day.ts';
import type { Lamports, UnixMs } from '../../../shared/units.ts';
import type { Ledger } from '../ledger.ts';
import type { BuyCosts, Session } from '../session.ts';
import { buysInHour, hourFreeAt } from './hour-window.ts';
import { unsettledLamports } from './unsettled-buys.ts';

/** What the trading state says against any buy. */
export function tradingRefusal({ trading }: Ledger): Refusal | null {
  if (trading.state === 'halted') return { code: 'halted', cause: trading.cause };
  return trading.state === 'reducing' ? { code: 'reducing' } : null;
}

function capRefusal(ledger: Ledger, spend: Lamports, nowMs: UnixMs): Refusal | null {
  const day = dayAt(ledger.day, nowMs);
  const { spendCapLamports, lossCapLamports } = ledger.settings;
  if (day.spentLamports + spend > spendCapLamports) {
    return { code: 'spend-cap', spentLamports: day.spentLamports, capLamports: spendCapLamports };
  }
  const lost = -day.realizedLamports as Lamports;
  return lost > 0n && lost >= lossCapLamports
    ? { code: 'loss-cap', lostLamports: lost, capLamports: lossCapLamports }
    : null;
}

/**
 * How many rents a buy must have at hand: the token account's, and the wrapped-SOL account's that comes back within the
 * transaction. The first trade of a LaunchLab platform or creator also opens their fee vaults.
 */
const rentsOf = ({ terms }: Pick<TradablePool, 'terms'>): bigint => (terms.kind === 'launchlab' ? 4n : 2n);

const costsOf = (pool: Pick<TradablePool, 'terms'>, costs: BuyCosts): bigint =>
  rentsOf(pool) * costs.tokenAccountRentLamports + costs.networkFeeLamports;

/** What buys under way have been promised, their costs included, and the wallet's balance does not show yet. */
function promised(ledger: Ledger, costs: BuyCosts): bigint {
  let sum = 0n;
  for (const { ticket, status } of ledger.orders.values()) {
    if (ticket.side === 'buy' && status !== 'confirmed') sum += ticket.amountIn + costsOf(ticket.pool, costs);
  }
  return sum;
}

function balanceRefusal(
  ledger: Ledger,
  session: Session,
  pool: BoughtPool,
  spend: Lamports,
  nowMs: UnixMs,
): Refusal | null {
  if (session.costs === null || session.walletLamports === null) {
    return { code: 'facts-unavailable', detail: 'the balance and the costs of the chain are not known yet' };
  }
  const have = (session.walletLamports - unsettledLamports(session, nowMs)) as Lamports;
  const { costs } = session;
  const need = (promised(ledger, costs) + spend + costsOf(pool, costs)) as Lamports;
  return need > have ? { code: 'balance-too-low', haveLamports: have, needLamports: need } : null;
}

type BoughtPool = Pick<TradablePool, 'pool' | 'terms'>;

/** The first limit that forbids buying `pool` for `spend` now, order slots apart; null when none does. */
export function buyLimit(
  ledger: Ledger,
  session: Session,
  pool: BoughtPool,
  spend: Lamports,
  nowMs: UnixMs,
): Refusal | null {
  const trading = tradingRefusal(ledger);
  if (trading !== null) return trading;
  const cooling = ledger.cooldowns.get(pool.pool);
  if (cooling !== undefined && cooling > nowMs) return { code: 'cooling-down', untilMs: cooling };
  const limit = ledger.settings.maxTradesPerHour;
  const freeAtMs = hourFreeAt(ledger.buys, limit, nowMs);
  if (freeAtMs !== null) {
    return { code: 'hourly-limit', used: buysInHour(ledger.buys, nowMs).length, limit, freeAtMs };
  }
  return capRefusal(ledger, spend, nowMs) ?? balanceRefusal(ledger, session, pool, spend, nowMs);
}
