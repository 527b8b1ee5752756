import { address, type Address } from '../../../shared/units.ts';
import { writeU64 } from '../../protocol/little-endian.ts';
import { RENT_SYSVAR } from '../../protocol/programs.ts';
import {
  EXEMPT_YEARS,
  LAMPORTS_PER_BYTE_YEAR,
  rentExemptMinimum,
  type LedgerAccount,
} from './ledger-account.ts';

// Accounts that the runtime itself keeps: solana-sysvar's bincode layouts, all little-endian.

export const SLOTS_IN_EPOCH = 432_000;
export const EPOCH_SCHEDULE_SYSVAR = address('SysvarEpochSchedu1e111111111111111111111111');
const SYSVAR_OWNER = address('Sysvar1111111111111111111111111111111111111');
const CLOCK_BYTES = 40;
const RENT_BYTES = 17;
const EPOCH_SCHEDULE_BYTES = 33;
const BURNED_PERCENT = 50;

export const epochOf = (slot: number): number => Math.floor(slot / SLOTS_IN_EPOCH);

/** The schedule without warm-up epochs, as on mainnet today. */
export const EPOCH_SCHEDULE = {
  slotsPerEpoch: SLOTS_IN_EPOCH,
  leaderScheduleSlotOffset: SLOTS_IN_EPOCH,
  warmup: false,
  firstNormalEpoch: 0,
  firstNormalSlot: 0,
} as const;

function sysvar(data: Uint8Array): LedgerAccount {
  return { lamports: rentExemptMinimum(data.length), owner: SYSVAR_OWNER, data, executable: false };
}

/** slot u64, epoch_start_timestamp i64, epoch u64, leader_schedule_epoch u64, unix_timestamp i64. */
export function clockAccount(
  { slot, timeS }: { readonly slot: number; readonly timeS: number },
  epochStartS: number,
): LedgerAccount {
  const data = new Uint8Array(CLOCK_BYTES);
  const epoch = epochOf(slot);
  writeU64(data, 0, BigInt(slot));
  writeU64(data, 8, BigInt(epochStartS));
  writeU64(data, 16, BigInt(epoch));
  writeU64(data, 24, BigInt(epoch + 1));
  writeU64(data, 32, BigInt(timeS));
  return sysvar(data);
}

/** lamports_per_byte_year u64, exemption_threshold f64 in years, burn_percent u8. */
function rentAccount(): LedgerAccount {
  const data = new Uint8Array(RENT_BYTES);
  writeU64(data, 0, LAMPORTS_PER_BYTE_YEAR);
  new DataView(data.buffer).setFloat64(8, Number(EXEMPT_YEARS), true);
  data[16] = BURNED_PERCENT;
  return sysvar(data);
}

/** slots_per_epoch u64, leader_schedule_slot_offset u64, warmup bool, first_normal_epoch u64, first_normal_slot u64. */
function epochScheduleAccount(): LedgerAccount {
  const data = new Uint8Array(EPOCH_SCHEDULE_BYTES);
  writeU64(data, 0, BigInt(EPOCH_SCHEDULE.slotsPerEpoch));
  writeU64(data, 8, BigInt(EPOCH_SCHEDULE.leaderScheduleSlotOffset));
  data[16] = EPOCH_SCHEDULE.warmup ? 1 : 0;
  return sysvar(data);
}

/** Those that never change; the clock is written with each block. */
export const SYSVAR_ACCOUNTS: ReadonlyMap<Address, LedgerAccount> = new Map([
  [RENT_SYSVAR, rentAccount()],
  [EPOCH_SCHEDULE_SYSVAR, epochScheduleAccount()],
]);
