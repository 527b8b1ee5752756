import { CPMM_OBSERVATION_OFFSETS as AT, CPMM_OBSERVATIONS } from '../../protocol/cpmm-layout.ts';
import { readU128, readU64, writeU128, writeU64 } from '../../protocol/little-endian.ts';

const OBSERVATION_BYTES = 40;
/** A new observation is begun when the last one is that old. */
const NEXT_AFTER_S = 15n;
const U128_MASK = (1n << 128n) - 1n;

/** Units of the other token for one of this, in 1/2^32. */
export type CpmmPrices = { readonly price0X32: bigint; readonly price1X32: bigint };

const at = (index: number): number => AT.observations + index * OBSERVATION_BYTES;

/** The account after a swap (`ObservationState::update`): prices weighted by the seconds that they stood. */
export function observe(account: Uint8Array, nowUnixS: bigint, prices: CpmmPrices): Uint8Array {
  const data = account.slice();
  const index = (data[AT.index] ?? 0) | ((data[AT.index + 1] ?? 0) << 8);
  if (data[AT.initialized] === 0) {
    data[AT.initialized] = 1;
    writeU64(data, at(index), nowUnixS);
    writeU64(data, AT.lastUpdateUnixS, nowUnixS);
    return data;
  }
  const sinceUpdate = nowUnixS - readU64(data, AT.lastUpdateUnixS);
  const sinceObservation = nowUnixS - readU64(data, at(index));
  if (sinceUpdate <= 0n || sinceObservation <= 0n) return data;
  const sum = (offset: number, price: bigint): bigint =>
    (readU128(data, at(index) + offset) + price * sinceUpdate) & U128_MASK;
  const [sum0, sum1] = [sum(8, prices.price0X32), sum(24, prices.price1X32)];
  const next = sinceObservation < NEXT_AFTER_S ? index : (index + 1) % CPMM_OBSERVATIONS;
  if (next !== index) {
    writeU64(data, at(next), nowUnixS);
    data[AT.index] = next & 0xff;
    data[AT.index + 1] = next >> 8;
  }
  writeU128(data, at(next) + 8, sum0);
  writeU128(data, at(next) + 24, sum1);
  writeU64(data, AT.lastUpdateUnixS, nowUnixS);
  return data;
}
