import type { Address } from '../../../shared/units.ts';
import { decodeAddress } from '../../protocol/base58.ts';
import { writeU64 } from '../../protocol/little-endian.ts';

/** `SwapEvent` of raydium-cp-swap's events.rs. Vaults are without what is owed out of them. */
export type CpmmSwapEvent = {
  readonly pool: Address;
  readonly inputVaultBefore: bigint;
  readonly outputVaultBefore: bigint;
  readonly inputAmount: bigint;
  readonly outputAmount: bigint;
  readonly inputTransferFee: bigint;
  readonly outputTransferFee: bigint;
  readonly baseInput: boolean;
  readonly inputMint: Address;
  readonly outputMint: Address;
  readonly tradeFee: bigint;
  readonly creatorFee: bigint;
  readonly creatorFeeOnInput: boolean;
};

const DISCRIMINATOR = Buffer.from('40c6cde8260871e2', 'hex');

/** The line that the program logs of a swap. */
export function cpmmSwapEventLine(event: CpmmSwapEvent): string {
  const data = Buffer.concat([
    DISCRIMINATOR,
    decodeAddress(event.pool),
    ...[
      event.inputVaultBefore,
      event.outputVaultBefore,
      event.inputAmount,
      event.outputAmount,
      event.inputTransferFee,
      event.outputTransferFee,
    ].map(u64),
    flag(event.baseInput),
    decodeAddress(event.inputMint),
    decodeAddress(event.outputMint),
    u64(event.tradeFee),
    u64(event.creatorFee),
    flag(event.creatorFeeOnInput),
  ]);
  return `Program data: ${data.toString('base64')}`;
}

function u64(value: bigint): Uint8Array {
  const bytes = new Uint8Array(8);
  writeU64(bytes, 0, value);
  return bytes;
}

const flag = (value: boolean): Uint8Array => Uint8Array.of(value ? 1 : 0);
