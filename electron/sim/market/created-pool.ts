import type { Address, Signature } from '../../../shared/units.ts';
import type { SigningKey } from '../../protocol/ed25519.ts';
import type { CreatedClmmPool } from './clmm-creation.ts';
import type { CreatedCpmmPool } from './cpmm-creation.ts';
import type { CreatedLaunchLabPool } from './launchlab-creation.ts';
import type { CreatedPool } from './pool-creation.ts';

/** What every pool has whose creation is on its way to the next block. */
export type Created = {
  readonly creator: SigningKey;
  readonly tokenMint: Address;
  readonly tokenProgram: Address;
  /** The creator's own account of the token. */
  readonly creatorToken: Address;
  /** Where an SPL Token's Metaplex metadata are; null for Token-2022, which carries them itself. */
  readonly metadata: Address | null;
  /** Of the creation. */
  readonly signature: Signature;
};

export type AnyCreatedPool = CreatedPool | CreatedCpmmPool | CreatedLaunchLabPool | CreatedClmmPool;
