import type { TransferFee } from '../../shared/pool.ts';
import { bps, tokenUnits, type Address, type TokenUnits } from '../../shared/units.ts';
import { decodeAddress, encodeAddress } from './base58.ts';
import {
  readonlyAccount,
  readonlySigner,
  writableAccount,
  type Instruction,
  type ResolvedInstruction,
} from './instruction.ts';
import { readU64, writeU64 } from './little-endian.ts';
import { TOKEN_2022_PROGRAM, ZERO_ADDRESS } from './programs.ts';
import type { TokenTransferChecked } from './token-instructions.ts';

const TRANSFER_FEE_EXTENSION = 26;
const METADATA_POINTER_EXTENSION = 39;
const INITIALIZE_TRANSFER_FEE_CONFIG = 0;
const TRANSFER_CHECKED_WITH_FEE = 1;
const INITIALIZE_METADATA_POINTER = 0;

export type InitializeTransferFeeConfig = {
  readonly mint: Address;
  readonly configAuthority: Address | null;
  readonly withdrawAuthority: Address | null;
  readonly fee: TransferFee;
};

/** Fails unless `feeUnits` is what the mint takes of the amount in the epoch in which it lands. */
export type TransferCheckedWithFee = TokenTransferChecked & { readonly feeUnits: TokenUnits };

export type InitializeMetadataPointer = {
  readonly mint: Address;
  readonly authority: Address | null;
  readonly metadata: Address;
};

export type Token2022Instruction =
  | ({ readonly kind: 'initialize-transfer-fee-config' } & InitializeTransferFeeConfig)
  | ({ readonly kind: 'transfer-checked-with-fee' } & TransferCheckedWithFee)
  | ({ readonly kind: 'initialize-metadata-pointer' } & InitializeMetadataPointer);

export function initializeTransferFeeConfigInstruction(init: InitializeTransferFeeConfig): Instruction {
  const fee = new Uint8Array(10);
  fee[0] = init.fee.bps & 0xff;
  fee[1] = init.fee.bps >> 8;
  writeU64(fee, 2, init.fee.maximumUnits);
  const data = Buffer.concat([
    Uint8Array.of(TRANSFER_FEE_EXTENSION, INITIALIZE_TRANSFER_FEE_CONFIG),
    optionalKey(init.configAuthority),
    optionalKey(init.withdrawAuthority),
    fee,
  ]);
  return {
    programId: TOKEN_2022_PROGRAM,
    accounts: [writableAccount(init.mint)],
    data: new Uint8Array(data),
  };
}

/** A byte that says whether a key follows. */
const optionalKey = (key: Address | null): Uint8Array =>
  key === null ? Uint8Array.of(0) : Uint8Array.of(1, ...decodeAddress(key));

export function transferCheckedWithFeeInstruction(transfer: TransferCheckedWithFee): Instruction {
  const data = new Uint8Array(19);
  data[0] = TRANSFER_FEE_EXTENSION;
  data[1] = TRANSFER_CHECKED_WITH_FEE;
  writeU64(data, 2, transfer.amount);
  data[10] = transfer.decimals;
  writeU64(data, 11, transfer.feeUnits);
  return {
    programId: TOKEN_2022_PROGRAM,
    accounts: [
      writableAccount(transfer.source),
      readonlyAccount(transfer.mint),
      writableAccount(transfer.destination),
      readonlySigner(transfer.owner),
    ],
    data,
  };
}

export function initializeMetadataPointerInstruction(init: InitializeMetadataPointer): Instruction {
  const data = new Uint8Array(66);
  data[0] = METADATA_POINTER_EXTENSION;
  data[1] = INITIALIZE_METADATA_POINTER;
  data.set(decodeAddress(init.authority ?? ZERO_ADDRESS), 2);
  data.set(decodeAddress(init.metadata), 34);
  return { programId: TOKEN_2022_PROGRAM, accounts: [writableAccount(init.mint)], data };
}

/** Null when it is another program's, malformed, or a kind not listed here. */
export function parseToken2022Instruction(parsed: ResolvedInstruction): Token2022Instruction | null {
  const { programId, accounts, data } = parsed;
  const [first, second, third, fourth] = accounts;
  if (programId !== TOKEN_2022_PROGRAM || first === undefined) return null;
  if (data[0] === METADATA_POINTER_EXTENSION && data[1] === INITIALIZE_METADATA_POINTER) {
    if (data.length < 66) return null;
    const authority = encodeAddress(data.subarray(2, 34));
    return {
      kind: 'initialize-metadata-pointer',
      mint: first,
      authority: authority === ZERO_ADDRESS ? null : authority,
      metadata: encodeAddress(data.subarray(34, 66)),
    };
  }
  if (data[0] !== TRANSFER_FEE_EXTENSION) return null;
  if (data[1] === INITIALIZE_TRANSFER_FEE_CONFIG) return parseFeeConfig(first, data);
  if (data[1] !== TRANSFER_CHECKED_WITH_FEE || data.length < 19) return null;
  if (second === undefined || third === undefined || fourth === undefined) return null;
  return {
    kind: 'transfer-checked-with-fee',
    source: first,
    mint: second,
    destination: third,
    owner: fourth,
    amount: tokenUnits(readU64(data, 2)),
    decimals: data[10] ?? 0,
    feeUnits: tokenUnits(readU64(data, 11)),
  };
}

function parseFeeConfig(mint: Address, data: Uint8Array): Token2022Instruction | null {
  const config = readOptionalKey(data, 2);
  const withdraw = config === null ? null : readOptionalKey(data, config.end);
  if (config === null || withdraw === null || data.length < withdraw.end + 10) return null;
  const at = withdraw.end;
  return {
    kind: 'initialize-transfer-fee-config',
    mint,
    configAuthority: config.key,
    withdrawAuthority: withdraw.key,
    fee: {
      bps: bps((data[at] ?? 0) | ((data[at + 1] ?? 0) << 8)),
      maximumUnits: tokenUnits(readU64(data, at + 2)),
    },
  };
}

function readOptionalKey(
  data: Uint8Array,
  at: number,
): { readonly key: Address | null; readonly end: number } | null {
  if (data[at] === 0) return { key: null, end: at + 1 };
  if (data[at] !== 1 || data.length < at + 33) return null;
  return { key: encodeAddress(data.subarray(at + 1, at + 33)), end: at + 33 };
}
