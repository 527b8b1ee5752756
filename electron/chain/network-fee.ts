import { lamports, type Lamports } from '../../shared/units.ts';

const PER_SIGNATURE_LAMPORTS = 5_000n;
const MICRO = 1_000_000n;

/** What a transaction with one signature pays, landed or failed: 5,000 lamports + ceil(price · limit / 1e6). */
export function networkFee(microLamportsPerUnit: bigint, computeUnits: number): Lamports {
  const priority = (microLamportsPerUnit * BigInt(computeUnits) + MICRO - 1n) / MICRO;
  return lamports(PER_SIGNATURE_LAMPORTS + priority);
}
