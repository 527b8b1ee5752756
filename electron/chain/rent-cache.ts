import { err, ok, type Result } from '../../shared/result.ts';
import { lamports, millis, type Lamports, type Millis } from '../../shared/units.ts';
import type { Clock } from '../engine/ports/clock.ts';
import type { Log } from '../engine/ports/log.ts';
import { readU64 } from '../protocol/little-endian.ts';
import { RENT_SYSVAR } from '../protocol/programs.ts';
import { TOKEN_ACCOUNT_BYTES } from '../protocol/token-account.ts';
import type { AccountReader } from './account-reader.ts';
import { makeRefresher } from './refresher.ts';
import type { RpcEndpoints } from './rpc-endpoints.ts';
import { isMethodMissing, type RpcError } from './rpc-error.ts';
import { lamportsSchema } from './rpc-schemas.ts';

export type RentCache = {
  /** What a token account of 165 bytes must hold; null until it was read from the cluster. */
  tokenAccountLamports(): Lamports | null;
  ageMs(): Millis | null;
  refresh(): Promise<void>;
  start(): void;
  stop(): void;
};

/** Rent changes by a vote of the cluster, so seldom that this is often enough. */
const REFRESH_MS = millis(600_000);
/** What every account counts for beside its data (`ACCOUNT_STORAGE_OVERHEAD`). */
const OVERHEAD_BYTES = 128;
const RENT_SYSVAR_BYTES = 17;

export function makeRentCache(
  endpoints: RpcEndpoints,
  reader: AccountReader,
  clock: Clock,
  log: Log,
  changed: () => void,
): RentCache {
  let rent: Lamports | null = null;
  let isMissing = false;
  const refresher = makeRefresher({ what: 'rent', periodMs: REFRESH_MS, clock, log, refresh });

  async function read(signal: AbortSignal): Promise<Result<Lamports, RpcError>> {
    if (isMissing) return readSysvar(signal);
    const method = 'getMinimumBalanceForRentExemption';
    const answered = await endpoints.read(method, [TOKEN_ACCOUNT_BYTES], lamportsSchema, signal, 'buy');
    if (answered.ok || !isMethodMissing(answered.error)) return answered;
    log.warn('rent is read from its sysvar', { missing: method });
    isMissing = true;
    return readSysvar(signal);
  }

  async function readSysvar(signal: AbortSignal): Promise<Result<Lamports, RpcError>> {
    const answered = await reader.read([RENT_SYSVAR], signal, 'buy');
    if (!answered.ok) return answered;
    const found = rentOf(answered.value.accounts[0]?.data, TOKEN_ACCOUNT_BYTES);
    if (found !== null) return ok(found);
    return err({ code: 'malformed', endpoint: '', detail: 'the Rent sysvar is missing or not one' });
  }

  async function refresh(signal: AbortSignal): Promise<RpcError | null> {
    const answered = await read(signal);
    if (!answered.ok) return answered.error;
    const before = rent;
    rent = answered.value;
    if (rent !== before) changed();
    return null;
  }

  return {
    tokenAccountLamports: () => rent,
    ageMs: refresher.ageMs,
    refresh: refresher.now,
    start: refresher.start,
    stop: refresher.stop,
  };
}

/**
 * What an account with so much data must hold to be rent exempt, by the Rent sysvar: lamports_per_byte_year u64 0,
 * exemption_threshold f64 8, in years; (128 + data) bytes of them (`Rent::minimum_balance`).
 */
export function rentOf(sysvar: Uint8Array | undefined, dataBytes: number): Lamports | null {
  if (sysvar === undefined || sysvar.length < RENT_SYSVAR_BYTES) return null;
  const years = new DataView(sysvar.buffer, sysvar.byteOffset).getFloat64(8, true);
  const perYear = BigInt(OVERHEAD_BYTES + dataBytes) * readU64(sysvar, 0);
  const exempt = Math.floor(Number(perYear) * years);
  return Number.isSafeInteger(exempt) && exempt > 0 ? lamports(BigInt(exempt)) : null;
}
