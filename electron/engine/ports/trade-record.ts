import type { OrderView } from '../../../shared/order.ts';

/** Keeps one line a trade for people and scripts (`logs/trades_executed.log`); never blocks. */
export type TradeRecord = { executed(order: OrderView): void };
