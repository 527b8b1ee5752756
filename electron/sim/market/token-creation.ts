import type { TransferFee } from '../../../shared/pool.ts';
import { tokenUnits, type Address } from '../../../shared/units.ts';
import { TOKEN_2022_PROGRAM, TOKEN_PROGRAM } from '../../protocol/programs.ts';
import { extensionNumber, type Token2022Extension } from '../../protocol/token-2022-extensions.ts';
import { metadataPointerExtension, tokenMetadataExtension } from '../../protocol/token-2022-metadata.ts';
import { decodeToken2022Mint, encodeToken2022Mint } from '../../protocol/token-2022-mint.ts';
import { transferFeeConfigExtension } from '../../protocol/token-2022-transfer-fee.ts';
import type { Chain } from '../chain/chain.ts';
import type { Random } from '../prng/random.ts';
import { encodeAddress } from '../../protocol/base58.ts';
import { token2022LedgerAccount } from '../programs/token-2022-ledger.ts';
import { mintAccount } from './genesis.ts';
import { metaplexMetadataAddress } from '../../protocol/metaplex-metadata.ts';
import { metaplexAccount } from './metaplex-metadata.ts';
import type { MarketBank } from './market-bank.ts';
import type { TokenPlan } from './pool-plan.ts';

const PERMANENT_DELEGATE_BYTES = 32;

/** Of a token that was made: its creator's account with the whole supply, and its Metaplex metadata if it has such. */
export type MadeToken = { readonly creatorToken: Address; readonly metadata: Address | null };

/** Makes an SPL Token with its whole supply in its creator's associated account. */
export function makeToken(plan: TokenPlan, mint: Address, creator: Address, bank: MarketBank): MadeToken {
  bank.place(mint, mintAccount(bareMint(plan, creator)));
  const metadata = nameToken(plan, mint, creator, bank);
  return { creatorToken: bank.mint(mint, creator, plan.supply), metadata };
}

/** Says in a Metaplex account what an SPL Token is called, and answers where. */
export function nameToken(
  name: Pick<TokenPlan, 'name' | 'symbol'>,
  mint: Address,
  creator: Address,
  bank: MarketBank,
): Address {
  const metadata = metaplexMetadataAddress(mint);
  bank.place(metadata, metaplexAccount(mint, creator, name));
  return metadata;
}

/** A Token-2022 mint: with its name inside, and a transfer fee where one is asked for. */
export function makeToken2022(
  plan: TokenPlan & { readonly transferFee: TransferFee | null },
  mint: Address,
  creator: Address,
  bank: MarketBank,
): MadeToken {
  const { symbol, name, transferFee } = plan;
  const fee = transferFee === null ? [] : [feeExtension(transferFee)];
  const metadata = tokenMetadataExtension({ updateAuthority: null, mint, name, symbol, uri: '' });
  const extensions = [...fee, metadataPointerExtension(null, mint), metadata];
  bank.place(mint, token2022LedgerAccount(encodeToken2022Mint({ ...bareMint(plan, creator), extensions })));
  return { creatorToken: bank.mint(mint, creator, plan.supply), metadata: null };
}

/** The first byte of WSOL's mint: of a pool's two mints, token 0 has the smaller one in CPMM and CLMM. */
const WSOL_FIRST_BYTE = 6;

export function drawMint(random: Random, place: 'before-wsol' | 'behind-wsol'): Address {
  const bytes = random.bytes(32);
  bytes[0] =
    place === 'behind-wsol'
      ? random.between(WSOL_FIRST_BYTE + 1, 255)
      : random.between(0, WSOL_FIRST_BYTE - 1);
  return encodeAddress(bytes);
}

const bareMint = (plan: TokenPlan, creator: Address) => ({
  mintAuthority: plan.mintAuthority ? creator : null,
  supply: tokenUnits(0n),
  decimals: plan.tokenDecimals,
  freezeAuthority: plan.freezeAuthority ? creator : null,
});

/** Nobody can change it or take out what was withheld. */
function feeExtension(fee: TransferFee): Token2022Extension {
  const scheduled = { ...fee, epoch: 0n };
  return transferFeeConfigExtension({
    configAuthority: null,
    withdrawAuthority: null,
    withheld: tokenUnits(0n),
    older: scheduled,
    newer: scheduled,
  });
}

/**
 * Gives a Token-2022 mint a permanent delegate. The CPMM program lets such mints in only by a list of its own, so that
 * the market does it once the pool is there.
 */
export function addPermanentDelegate(mint: Address, chain: Chain, bank: MarketBank): void {
  const account = chain.accounts.get(mint);
  const decoded = account === undefined ? null : decodeToken2022Mint(account.data);
  if (decoded === null) return;
  const delegate = {
    type: extensionNumber('PermanentDelegate'),
    data: new Uint8Array(PERMANENT_DELEGATE_BYTES).fill(1),
  };
  const extensions = [...decoded.extensions, delegate];
  bank.place(mint, token2022LedgerAccount(encodeToken2022Mint({ ...decoded, extensions })));
}

export const tokenProgramOf = (plan: { readonly tokenProgram: 'spl-token' | 'token-2022' }): Address =>
  plan.tokenProgram === 'spl-token' ? TOKEN_PROGRAM : TOKEN_2022_PROGRAM;
