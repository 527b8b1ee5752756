import type { OrderTicket } from '../../../shared/order.ts';

declare const minted: unique symbol;

/** An order that passed the whole gate. Only `evaluate` in this folder makes one; the executor takes nothing else. */
export type ApprovedOrder = OrderTicket & { readonly [minted]: true };

/** For `risk/` alone, which the architecture test checks. */
export const mintApproval = (ticket: OrderTicket): ApprovedOrder => ticket as ApprovedOrder;
