import { assertNever } from '../../shared/assert-never.ts';
import { ammV4DerivedAddress } from './amm-v4-keys.ts';
import { launchLabEventsOfLogs } from './launchlab-creation.ts';
import type { LaunchLabEvent, LaunchLabTrade } from './launchlab-event.ts';
import { linesOfProgram } from './program-logs.ts';
import { AMM_V4_PROGRAM } from './programs.ts';
import { decodeRayLog, type RayLog } from './ray-log.ts';
import { describe, type RecordDescription } from './record-description.ts';

export type PoolAmounts = { readonly baseReserve: bigint; readonly quoteReserve: bigint };

/** What a log alone tells: AMM v4's and LaunchLab's creations and trades. CPMM and CLMM name no pool in theirs. */
export function describeLogs(
  logMessages: readonly string[],
  signature: string | null,
): readonly RecordDescription[] {
  const ammV4 = linesOfProgram(AMM_V4_PROGRAM, logMessages).flatMap((line) => decodeRayLog(line) ?? []);
  return [
    ...ammV4.map((log) => describeRayLog(log, signature)),
    ...launchLabEventsOfLogs(logMessages).map((event) => describeLaunchLabEvent(event, signature)),
  ];
}

export function describeRayLog(log: RayLog, signature: string | null): RecordDescription {
  if (log.kind !== 'init') {
    return describe('amm-v4', 'trade-event', { ...ammV4ReservesAfter(log), signature });
  }
  return describe('amm-v4', 'creation-event', {
    pool: ammV4DerivedAddress(log.market, 'pool'),
    baseReserve: log.coinAmount,
    quoteReserve: log.pcAmount,
    openTime: log.openTimeUnixS,
    signature,
  });
}

export function describeLaunchLabEvent(event: LaunchLabEvent, signature: string | null): RecordDescription {
  const { pool } = event;
  switch (event.kind) {
    case 'pool-create':
      return describe('launchlab', 'creation-event', { pool, signature });
    case 'trade':
      return describe('launchlab', 'trade-event', { pool, ...launchLabReservesAfter(event), signature });
    default:
      return assertNever(event, 'LaunchLab event');
  }
}

/** The log has the reserves before the swap; the fee stays in the pool. */
export function ammV4ReservesAfter(log: Exclude<RayLog, { readonly kind: 'init' }>): PoolAmounts {
  const [into, out] =
    log.kind === 'swap-base-in' ? [log.amountIn, log.outAmount] : [log.deductIn, log.amountOut];
  return log.direction === 'coin-to-pc'
    ? { baseReserve: log.poolCoin + into, quoteReserve: log.poolPc - out }
    : { baseReserve: log.poolCoin - out, quoteReserve: log.poolPc + into };
}

/** What the curve trades with, as `Reserves` has it. */
export function launchLabReservesAfter(trade: LaunchLabTrade): PoolAmounts {
  return {
    baseReserve: trade.virtualBase - trade.realBaseAfter,
    quoteReserve: trade.virtualQuote + trade.realQuoteAfter,
  };
}
