import type { MintFacts } from '../../shared/pool.ts';
import type { Address } from '../../shared/units.ts';
import { decodeMintAccount, type MintAccount } from './mint-account.ts';
import { TOKEN_2022_PROGRAM, TOKEN_PROGRAM } from './programs.ts';
import { decodeToken2022Mint, riskyExtensionOf } from './token-2022-mint.ts';
import { readTokenMetadata, type TokenMetadata } from './token-2022-metadata.ts';
import { readTransferFeeConfig, transferFeeAt } from './token-2022-transfer-fee.ts';

type OwnedBytes = { readonly owner: Address; readonly data: Uint8Array };

/**
 * What the account of a mint says, of either token program, with the transfer fee of an epoch. Null where it is no mint,
 * or its transfer fee cannot be read.
 */
export function mintFactsOf({ owner, data }: OwnedBytes, epoch: number): MintFacts | null {
  if (owner === TOKEN_PROGRAM) {
    const mint = decodeMintAccount(data);
    return mint === null ? null : { ...plainFacts(owner, mint), transferFee: null, riskyExtension: null };
  }
  const mint = owner === TOKEN_2022_PROGRAM ? decodeToken2022Mint(data) : null;
  if (mint === null) return null;
  const config = readTransferFeeConfig(mint.extensions);
  if (config === 'malformed') return null;
  return {
    ...plainFacts(owner, mint),
    transferFee: config === null ? null : transferFeeAt(config, epoch),
    riskyExtension: riskyExtensionOf(mint.extensions),
  };
}

const plainFacts = (tokenProgram: Address, mint: MintAccount) => ({
  tokenProgram,
  decimals: mint.decimals,
  supply: mint.supply,
  mintAuthority: mint.mintAuthority,
  freezeAuthority: mint.freezeAuthority,
});

/** The name and symbol inside a Token-2022 mint; null where it has none there. */
export function embeddedMetadataOf({ owner, data }: OwnedBytes): TokenMetadata | null {
  const mint = owner === TOKEN_2022_PROGRAM ? decodeToken2022Mint(data) : null;
  return mint === null ? null : readTokenMetadata(mint.extensions);
}
