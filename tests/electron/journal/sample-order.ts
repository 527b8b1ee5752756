import { orderId, type OrderView } from '../../../shared/order.ts';
import {
  address,
  lamports,
  micros,
  millis,
  signature,
  slot,
  tokenUnits,
  unixMs,
} from '../../../shared/units.ts';

/** A sell that landed, with every field filled. */
export function soldOrder(symbol: string): OrderView {
  return {
    id: orderId(12),
    side: 'sell',
    pool: address('58oQChx4yWmvKdwLLZzBi4ChoCc2fqCUWBkwMihLYQo2'),
    symbol,
    tokenDecimals: 6,
    status: 'confirmed',
    trigger: 'exit-rule',
    amountIn: 2n ** 63n,
    expectedOut: 130_000_000n,
    minOut: 123_500_000n,
    reservedAtMs: unixMs(1_735_000_000_123),
    poolSlot: slot(310_000_000),
    signature: signature('5sig'),
    stages: {
      decodeUs: micros(21.4),
      judgeUs: micros(35),
      prepareUs: micros(40),
      signUs: micros(48),
      sendUs: micros(1005),
    },
    sends: 2,
    lanes: [],
    processedAfterMs: millis(812),
    landedSlot: slot(310_000_003),
    fill: {
      source: 'chain',
      slot: slot(310_000_003),
      tokenUnits: tokenUnits(2n ** 63n),
      solLamports: lamports(129_000_000n),
      feeLamports: lamports(5000n),
      tipLamports: lamports(0n),
      rentLamports: lamports(-2_039_280n),
      walletLamports: lamports(131_034_280n),
    },
    failure: null,
    note: null,
  };
}
