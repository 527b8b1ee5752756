import { slot, type Slot } from '../../shared/units.ts';
import { readU64 } from '../protocol/little-endian.ts';

/** What the Clock sysvar says; seconds are those that programs see. */
export type ClockSysvar = { readonly slot: Slot; readonly epoch: number; readonly unixS: number };

// solana-sysvar's Clock, little-endian: slot u64 0, epoch_start_timestamp i64 8, epoch u64 16, leader_schedule_epoch
// u64 24, unix_timestamp i64 32.
const CLOCK_BYTES = 40;
const LARGEST = BigInt(Number.MAX_SAFE_INTEGER);

/** Null where the bytes are not a clock, or say what no number holds exactly. */
export function decodeClockSysvar(bytes: Uint8Array): ClockSysvar | null {
  if (bytes.length < CLOCK_BYTES) return null;
  const [atSlot, epoch, unixS] = [readU64(bytes, 0), readU64(bytes, 16), readU64(bytes, 32)];
  if (atSlot > LARGEST || epoch > LARGEST || unixS > LARGEST) return null;
  return { slot: slot(Number(atSlot)), epoch: Number(epoch), unixS: Number(unixS) };
}
