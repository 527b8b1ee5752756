import type { Fill, OrderId } from '../../../shared/order.ts';
import type { WalletStatus } from '../../../shared/status.ts';
import type { Lamports, UnixMs } from '../../../shared/units.ts';
import { mapFilter, mapWith } from '../map-with.ts';
import type { Session } from '../session.ts';
import { MAX_SETTLE_MS } from '../session.ts';

type Balance = Pick<Session, 'walletLamports' | 'walletSlot' | 'unsettled'>;

/** A buy is confirmed: what it took is owed until the balance shows it. */
export function withUnsettled(
  session: Session,
  id: OrderId,
  fill: Fill,
  nowMs: UnixMs,
): Session['unsettled'] {
  const shown = session.walletSlot !== null && session.walletSlot >= fill.slot;
  if (shown || fill.walletLamports >= 0n) return session.unsettled;
  const lamports = -fill.walletLamports as Lamports;
  const untilMs = (nowMs + MAX_SETTLE_MS) as UnixMs;
  const owed = mapFilter(session.unsettled, (buy) => buy.untilMs > nowMs);
  return mapWith(owed, id, { lamports, slot: fill.slot, untilMs });
}

/** A balance was told. One that does not say as of which slot settles nothing: it may be of before the buys. */
export function withBalance({ unsettled }: Session, { lamports, slot }: WalletStatus): Balance {
  return {
    walletLamports: lamports,
    walletSlot: slot ?? null,
    unsettled: slot === undefined ? unsettled : mapFilter(unsettled, (buy) => buy.slot > slot),
  };
}

/** What confirmed buys took that the balance does not show yet. */
export function unsettledLamports({ unsettled }: Session, nowMs: UnixMs): bigint {
  let sum = 0n;
  for (const { lamports, untilMs } of unsettled.values()) if (untilMs > nowMs) sum += lamports;
  return sum;
}
