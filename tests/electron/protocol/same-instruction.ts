import { PublicKey, type TransactionInstruction } from '@solana/web3.js';
import { expect } from 'vitest';
import { encodeAddress } from '../../../electron/protocol/base58.ts';
import type { Instruction } from '../../../electron/protocol/instruction.ts';
import type { Address } from '../../../shared/units.ts';

/** An address of one byte over and over: another one for each byte. */
export const key = (byte: number): Address => encodeAddress(new Uint8Array(32).fill(byte));

export const publicKey = (address: Address): PublicKey => new PublicKey(address);

/** Ours is theirs: program, accounts with their roles in order, and data. */
export function expectSame(instruction: Instruction, theirs: TransactionInstruction): void {
  expect(instruction.programId).toBe(theirs.programId.toBase58());
  expect(instruction.accounts).toEqual(
    theirs.keys.map((each) => ({
      address: each.pubkey.toBase58(),
      signer: each.isSigner,
      writable: each.isWritable,
    })),
  );
  expect(Buffer.from(instruction.data).toString('hex')).toBe(Buffer.from(theirs.data).toString('hex'));
}

/** An instruction as a parser is given it. */
export const resolved = (instruction: Instruction) => ({
  programId: instruction.programId,
  accounts: instruction.accounts.map((each) => each.address),
  data: instruction.data,
});
