import { assertNever } from '../../shared/assert-never.ts';
import { tokenUnits, type Address, type TokenUnits } from '../../shared/units.ts';
import { startsWith } from './account-fields.ts';
import { borshOrNull, type BorshReader } from './borsh-reader.ts';
import { BorshWriter } from './borsh-writer.ts';
import { readLaunch, writeLaunch, type LaunchLabLaunch } from './launchlab-launch.ts';

/** `PoolCreateEvent`: what a launch is made with. It names neither mint: those stand in the instruction and the pool. */
export type LaunchLabPoolCreate = LaunchLabLaunch & {
  readonly kind: 'pool-create';
  readonly pool: Address;
  readonly creator: Address;
  readonly globalConfig: Address;
  /** On what the creator's fee is taken after a migration to CPMM: 0 the quote side, 1 both. */
  readonly ammCreatorFeeOn: number;
};

/** `TradeEvent`, written by every buy and sell. Fees are of the quote side; what is not "before" or "after" moved. */
export type LaunchLabTrade = {
  readonly kind: 'trade';
  readonly pool: Address;
  readonly totalBaseSell: TokenUnits;
  readonly virtualBase: TokenUnits;
  readonly virtualQuote: TokenUnits;
  readonly realBaseBefore: TokenUnits;
  readonly realQuoteBefore: TokenUnits;
  readonly realBaseAfter: TokenUnits;
  readonly realQuoteAfter: TokenUnits;
  readonly amountIn: TokenUnits;
  readonly amountOut: TokenUnits;
  readonly protocolFee: TokenUnits;
  readonly platformFee: TokenUnits;
  readonly creatorFee: TokenUnits;
  readonly shareFee: TokenUnits;
  readonly side: 'buy' | 'sell';
  /** The pool's status after it: 0 goes on, 1 is sold out and waits for its migration. */
  readonly poolStatus: number;
  readonly exactIn: boolean;
};

export type LaunchLabEvent = LaunchLabPoolCreate | LaunchLabTrade;

const PREFIX = 'Program data: ';
const POOL_CREATE = Buffer.from('97d7e20976a173ae', 'hex');
const TRADE = Buffer.from('bddb7fd34ee661ee', 'hex');
const DISCRIMINATOR_BYTES = 8;
/** Discriminator, pool, 13 u64, direction, status, exact-in. Older builds, without a creator fee, wrote 8 less. */
const TRADE_BYTES = 147;
// A node cuts all of a transaction's log at 10,000 bytes, so that no line is longer.
const MAX_PAYLOAD = 10_000;
const PAYLOAD = /^(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/**
 * Reads a log line as it stands in `logMessages`; null for any other line. Any program can log such a line: take it
 * from LaunchLab's own lines only (see `program-logs.ts`). A creation may be longer than is known here, so that a
 * field appended to it does not hide new pools.
 */
export function decodeLaunchLabEvent(logLine: string): LaunchLabEvent | null {
  if (!logLine.startsWith(PREFIX) || logLine.length > MAX_PAYLOAD) return null;
  const payload = logLine.slice(PREFIX.length);
  if (!PAYLOAD.test(payload)) return null;
  const bytes = Buffer.from(payload, 'base64');
  if (startsWith(bytes, POOL_CREATE)) return borshOrNull(bytes, DISCRIMINATOR_BYTES, readPoolCreate);
  return startsWith(bytes, TRADE) && bytes.length === TRADE_BYTES
    ? borshOrNull(bytes, DISCRIMINATOR_BYTES, readTrade)
    : null;
}

function readPoolCreate(from: BorshReader): LaunchLabPoolCreate | null {
  const keys = { pool: from.address(), creator: from.address(), globalConfig: from.address() };
  const launch = readLaunch(from);
  return launch === null ? null : { kind: 'pool-create', ...keys, ...launch, ammCreatorFeeOn: from.u8() };
}

function readTrade(from: BorshReader): LaunchLabTrade | null {
  const pool = from.address();
  const amount = (): TokenUnits => tokenUnits(from.u64());
  const amounts = {
    totalBaseSell: amount(),
    virtualBase: amount(),
    virtualQuote: amount(),
    realBaseBefore: amount(),
    realQuoteBefore: amount(),
    realBaseAfter: amount(),
    realQuoteAfter: amount(),
    amountIn: amount(),
    amountOut: amount(),
    protocolFee: amount(),
    platformFee: amount(),
    creatorFee: amount(),
    shareFee: amount(),
  };
  const [direction, poolStatus, exactIn] = [from.u8(), from.u8(), from.u8()];
  if (direction > 1 || exactIn > 1) return null;
  return {
    kind: 'trade',
    pool,
    ...amounts,
    side: direction === 0 ? 'buy' : 'sell',
    poolStatus,
    exactIn: exactIn === 1,
  };
}

/** The whole log line, prefix included. */
export function encodeLaunchLabEvent(event: LaunchLabEvent): string {
  return PREFIX + Buffer.from(eventBytes(event)).toString('base64');
}

function eventBytes(event: LaunchLabEvent): Uint8Array {
  switch (event.kind) {
    case 'pool-create': {
      const keys = new BorshWriter().bytes(POOL_CREATE).address(event.pool).address(event.creator);
      return writeLaunch(keys.address(event.globalConfig), event).u8(event.ammCreatorFeeOn).done();
    }
    case 'trade':
      return tradeBytes(event);
    default:
      return assertNever(event, 'LaunchLab event');
  }
}

function tradeBytes(event: LaunchLabTrade): Uint8Array {
  const into = new BorshWriter().bytes(TRADE).address(event.pool);
  into.u64(event.totalBaseSell).u64(event.virtualBase).u64(event.virtualQuote);
  into
    .u64(event.realBaseBefore)
    .u64(event.realQuoteBefore)
    .u64(event.realBaseAfter)
    .u64(event.realQuoteAfter);
  into.u64(event.amountIn).u64(event.amountOut);
  into.u64(event.protocolFee).u64(event.platformFee).u64(event.creatorFee).u64(event.shareFee);
  return into
    .u8(event.side === 'buy' ? 0 : 1)
    .u8(event.poolStatus)
    .u8(event.exactIn ? 1 : 0)
    .done();
}
