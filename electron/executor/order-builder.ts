import type { OrderTicket } from '../../shared/order.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { lamports, type Address, type Blockhash, type Lamports, type Millis } from '../../shared/units.ts';
import type { Clock } from '../engine/ports/clock.ts';
import { orderFee } from './compute-limits.ts';
import type { OrderBuilding } from './executor-parts.ts';
import { computeLimit, swapMessage } from './swap-transaction.ts';
import type { OrderTips } from './tip-policy.ts';

export type BuiltOrder = {
  /** The bytes to sign. */
  readonly message: Uint8Array;
  readonly blockhash: Blockhash;
  readonly lastValidBlockHeight: number;
  /** What it pays the network, landed or failed. */
  readonly feeLamports: Lamports;
  readonly tipLamports: Lamports;
  /** Of a plain token account of 165 bytes. */
  readonly rentLamports: Lamports;
};

/** Makes the message of an order out of what is known at this moment; an error says why it cannot be made now. */
export function makeOrderBuilder(
  parts: OrderBuilding & { readonly clock: Clock },
  tips: OrderTips,
  wallet: Address,
): (ticket: OrderTicket) => Result<BuiltOrder, string> {
  return (ticket) => {
    const fresh = parts.blockhashes.fresh(parts.clock.monoUs());
    if (!fresh.ok) return err(staleBlockhash(fresh.error.ageMs));
    const rentLamports = parts.rent.tokenAccountLamports();
    if (rentLamports === null) return err('the rent of a token account is not known');
    const { blockhash, lastValidBlockHeight } = fresh.value;
    const microLamportsPerUnit = parts.fees.microLamportsPerUnit();
    const orderTips = tips.of(ticket.id, blockhash);
    const message = swapMessage({
      ticket,
      wallet,
      blockhash,
      microLamportsPerUnit,
      tokenAccountRent: rentLamports,
      version: parts.swapVersion(),
      tips: orderTips,
    });
    return ok({
      message,
      blockhash,
      lastValidBlockHeight,
      rentLamports,
      feeLamports: orderFee(microLamportsPerUnit, computeLimit(ticket)),
      tipLamports: lamports(orderTips.reduce((sum, tip) => sum + tip.lamports, 0n)),
    });
  };
}

const staleBlockhash = (ageMs: Millis | null): string =>
  ageMs === null ? 'no blockhash is known' : `the blockhash is ${Math.round(ageMs / 1000)} s old`;
