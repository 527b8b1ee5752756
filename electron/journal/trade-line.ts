import type { OrderView } from '../../shared/order.ts';
import { STAGES, stageUs, totalUs, type Fill, type StageTimes } from '../../shared/order.ts';
import type { Micros } from '../../shared/units.ts';

/**
 * One trade as one line of JSON, its line break included, for people and scripts. Amounts are decimal strings in the
 * smallest unit (lamports, token units). `latency_ms` runs from the event that set the order off to its bytes on the
 * last sender's socket, and is the sum of `stages_ms`; both are null for an order that was never sent.
 */
export function tradeLine(order: OrderView): string {
  const line = {
    at: new Date(order.reservedAtMs).toISOString(),
    id: order.id,
    side: order.side,
    status: order.status,
    trigger: order.trigger,
    pool: order.pool,
    symbol: order.symbol,
    token_decimals: order.tokenDecimals,
    signature: order.signature,
    latency_ms: order.stages === null ? null : inMs(totalUs(order.stages)),
    stages_ms: order.stages === null ? null : stagesInMs(order.stages),
    amount_in: order.amountIn.toString(),
    expected_out: order.expectedOut.toString(),
    min_out: order.minOut.toString(),
    sends: order.sends,
    pool_slot: order.poolSlot,
    landed_slot: order.landedSlot,
    slots_behind:
      order.landedSlot === null || order.poolSlot === null ? null : order.landedSlot - order.poolSlot,
    landed_after_ms: order.processedAfterMs,
    fill: order.fill === null ? null : fillLine(order.fill),
    failure: order.failure === null ? null : { code: order.failure.code, detail: order.failure.detail },
    note: order.note,
  };
  // JSON escapes every line break inside a string, but not the two that only some readers take for one.
  return `${JSON.stringify(line)
    .replaceAll('\u2028', String.raw`\u2028`)
    .replaceAll('\u2029', String.raw`\u2029`)}\n`;
}

function fillLine(fill: Fill) {
  return {
    source: fill.source,
    token_units: fill.tokenUnits.toString(),
    sol_lamports: fill.solLamports.toString(),
    fee_lamports: fill.feeLamports.toString(),
    tip_lamports: fill.tipLamports.toString(),
    rent_lamports: fill.rentLamports.toString(),
    wallet_lamports: fill.walletLamports.toString(),
  };
}

function stagesInMs(stages: StageTimes): Record<string, number> {
  return Object.fromEntries(STAGES.map((stage) => [stage, inMs(stageUs(stages, stage))]));
}

/** Milliseconds with three decimals at most: whole microseconds. */
function inMs(us: Micros): number {
  return Math.round(us) / 1000;
}
