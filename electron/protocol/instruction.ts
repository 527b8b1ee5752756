import type { Address } from '../../shared/units.ts';

export type AccountRole = {
  readonly address: Address;
  readonly signer: boolean;
  readonly writable: boolean;
};

/** An instruction to be compiled into a message. */
export type Instruction = {
  readonly programId: Address;
  readonly accounts: readonly AccountRole[];
  readonly data: Uint8Array;
};

/** An instruction read from a message, its account indexes resolved to addresses. */
export type ResolvedInstruction = {
  readonly programId: Address;
  readonly accounts: readonly Address[];
  readonly data: Uint8Array;
};

// Roles by name, so that an account list reads as its program's documentation does.
export const readonlyAccount = (address: Address): AccountRole => ({
  address,
  signer: false,
  writable: false,
});
export const writableAccount = (address: Address): AccountRole => ({
  address,
  signer: false,
  writable: true,
});
export const readonlySigner = (address: Address): AccountRole => ({ address, signer: true, writable: false });
export const writableSigner = (address: Address): AccountRole => ({ address, signer: true, writable: true });
