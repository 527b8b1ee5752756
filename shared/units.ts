/** One lamport is 1e-9 SOL. All SOL amounts inside the program are lamports. */
export type Lamports = bigint & { readonly __unit: 'lamports' };
/** An amount of a token in its smallest unit, before `decimals` is applied. */
export type TokenUnits = bigint & { readonly __unit: 'token-units' };
/** Hundredths of a percent: 10_000 is the whole. */
export type Bps = number & { readonly __unit: 'bps' };
/** Milliseconds since 1970. In the engine it comes from the engine clock, which never runs backwards. */
export type UnixMs = number & { readonly __unit: 'unix-ms' };
/** A length of time in milliseconds. */
export type Millis = number & { readonly __unit: 'ms' };
/** Microseconds on a monotonic clock with an arbitrary zero: only differences mean anything. */
export type MonoUs = number & { readonly __unit: 'mono-us' };
/** A length of time in microseconds. */
export type Micros = number & { readonly __unit: 'us' };
/** A slot number of the chain (about 400 ms each). */
export type Slot = number & { readonly __unit: 'slot' };
/** A base58 account address (32 bytes). */
export type Address = string & { readonly __unit: 'address' };
/** A base58 transaction signature (64 bytes). */
export type Signature = string & { readonly __unit: 'signature' };
/** A base58 blockhash (32 bytes). */
export type Blockhash = string & { readonly __unit: 'blockhash' };

// The constructors below name a unit where a plain value enters the program. They do not check: parsing and
// range checks belong to the edge that read the value.
export const lamports = (value: bigint): Lamports => value as Lamports;
export const tokenUnits = (value: bigint): TokenUnits => value as TokenUnits;
export const bps = (value: number): Bps => value as Bps;
export const unixMs = (value: number): UnixMs => value as UnixMs;
export const millis = (value: number): Millis => value as Millis;
export const monoUs = (value: number): MonoUs => value as MonoUs;
export const micros = (value: number): Micros => value as Micros;
export const slot = (value: number): Slot => value as Slot;
export const address = (value: string): Address => value as Address;
export const signature = (value: string): Signature => value as Signature;
export const blockhash = (value: string): Blockhash => value as Blockhash;

export const LAMPORTS_PER_SOL = 1_000_000_000n;
export const WSOL_MINT = address('So11111111111111111111111111111111111111112');
