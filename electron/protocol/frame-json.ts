import { parseAddress } from './base58.ts';
import type { Address } from '../../shared/units.ts';
import type { LookupTableUse } from './transaction-wire.ts';

export type TransactionFrameErrorCode =
  /** Not the message it was taken for: another method, an acknowledgement, not an object. */
  | 'not-a-transaction'
  /** getTransaction answered null: the node does not have it (yet). */
  | 'not-found'
  | 'unsupported-version'
  | 'malformed-signature'
  | 'malformed-accounts'
  | 'malformed-instructions'
  /** The base64 bytes are no transaction. */
  | 'malformed-bytes'
  | 'malformed-meta'
  /** The message uses lookup tables and what the answer says that they held does not fit. */
  | 'lookup-tables-unresolved';

export type TransactionFrameError =
  | {
      readonly code: TransactionFrameErrorCode;
      /** The field at fault, never its content. */
      readonly field: string;
    }
  /** The answer does not say what these tables held; it can be read once their addresses are known. */
  | {
      readonly code: 'lookup-tables-left-out';
      readonly field: string;
      readonly tables: readonly LookupTableUse[];
    };

/** Thrown inside the frame readers, so that they read as the shape they expect; caught at their entry. */
export class FrameFault extends Error {
  readonly fault: TransactionFrameError;

  constructor(fault: TransactionFrameError) {
    super(`${fault.code}: ${fault.field}`);
    this.fault = fault;
  }
}

export type JsonObject = { readonly [key: string]: unknown };

// A packet of 1,232 bytes holds far fewer of any of these; a frame beyond it is not read to its end.
export const MAX_ACCOUNTS = 256;
export const MAX_INSTRUCTIONS = 1024;
/** Longer data are not decoded: base58 takes time by the square, and nothing read here is half as long. */
export const MAX_INSTRUCTION_BYTES = 512;
/** The runtime cuts logs at 10 kB, which is never more lines. */
export const MAX_LOG_LINES = 10_240;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What a frame fails with when the value read is not what it should be. */
export type Fault = (field: string) => FrameFault;

export const faultOf =
  (code: TransactionFrameErrorCode): Fault =>
  (field) =>
    new FrameFault({ code, field });

export function object(value: unknown, field: string, fault: Fault): JsonObject {
  if (!isObject(value)) throw fault(field);
  return value;
}

export function list(value: unknown, field: string, maximum: number, fault: Fault): readonly unknown[] {
  if (!Array.isArray(value) || value.length > maximum) throw fault(field);
  return value;
}

/** A whole number from 0 up. */
export function count(value: unknown, field: string, fault: Fault): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0) throw fault(field);
  return value;
}

export function address(value: unknown, field: string, fault: Fault): Address {
  const parsed = parseAddress(value);
  if (parsed === null) throw fault(field);
  return parsed;
}

/** The keys of a transaction by their text: most addresses of a frame are among them, and need no second check. */
export type KnownKeys = ReadonlyMap<unknown, Address>;

export const knownKeys = (keys: readonly { readonly address: Address }[]): KnownKeys =>
  new Map(keys.map((key) => [key.address, key.address]));
