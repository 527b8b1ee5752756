import type { Address } from '../../shared/units.ts';

/** Signs for one address. Neither printing nor serialising it shows the key. */
export type Signer = {
  readonly address: Address;
  /** The ed25519 signature of the message, 64 bytes. */
  sign(message: Uint8Array): Uint8Array;
};
