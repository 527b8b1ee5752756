import { lamports, tokenUnits, WSOL_MINT, type Address } from '../../../shared/units.ts';
import {
  AMM_V4_STATUS_SWAP_ONLY,
  encodeAmmV4Account,
  newAmmV4Account,
} from '../../protocol/amm-v4-account.ts';
import { AMM_V4_ACCOUNT_BYTES } from '../../protocol/amm-v4-account-layout.ts';
import type { AmmV4Creation } from '../../protocol/amm-v4-creation.ts';
import { initialLiquidity } from '../../protocol/amm-v4-initial-liquidity.ts';
import { decodeMintAccount, encodeMintAccount } from '../../protocol/mint-account.ts';
import { AMM_V4_AUTHORITY, AMM_V4_PROGRAM, TOKEN_PROGRAM } from '../../protocol/programs.ts';
import { encodeTokenAccount, plainTokenAccount, TOKEN_ACCOUNT_BYTES } from '../../protocol/token-account.ts';
import type { Chain } from '../chain/chain.ts';
import { rentExemptMinimum } from '../ledger/ledger-account.ts';
import { mintAccount, wrappedSolAccount } from '../market/genesis.ts';
import type { MarketBank } from '../market/market-bank.ts';

/**
 * Puts a recorded pool on the chain as it opened: its own addresses, mints, decimals and reserves. Of its tokens only
 * what was deposited exists here, nobody can mint or freeze them, and the creator holds the LP tokens.
 */
export function placeRecordedPool(creation: AmmV4Creation, chain: Chain, bank: MarketBank): void {
  const { keys } = creation;
  if (chain.accounts.get(keys.pool) !== undefined) return;
  placeVault(keys.coinVault, keys.coinMint, creation.coinReserve, creation.coinDecimals, chain, bank);
  placeVault(keys.pcVault, keys.pcMint, creation.pcReserve, creation.pcDecimals, chain, bank);
  const lpReserve = initialLiquidity(creation.coinReserve, creation.pcReserve);
  const creatorLp = lpReserve - 10n ** BigInt(creation.coinDecimals);
  grow(keys.lpMint, creation.coinDecimals, 0n, chain, bank);
  if (creatorLp > 0n) bank.mint(keys.lpMint, creation.creator, creatorLp);
  const account = newAmmV4Account({
    keys,
    coinDecimals: creation.coinDecimals,
    pcDecimals: creation.pcDecimals,
    openTimeUnixS: creation.openTimeUnixS,
    lpReserve: tokenUnits(lpReserve),
    status: AMM_V4_STATUS_SWAP_ONLY,
  });
  bank.place(keys.pool, {
    lamports: rentExemptMinimum(AMM_V4_ACCOUNT_BYTES),
    owner: AMM_V4_PROGRAM,
    data: encodeAmmV4Account(account),
    executable: false,
  });
}

function placeVault(
  vault: Address,
  mint: Address,
  amount: bigint,
  decimals: number,
  chain: Chain,
  bank: MarketBank,
): void {
  if (mint === WSOL_MINT) {
    bank.place(vault, wrappedSolAccount(AMM_V4_AUTHORITY, lamports(amount)));
    return;
  }
  grow(mint, decimals, amount, chain, bank);
  bank.place(vault, {
    lamports: rentExemptMinimum(TOKEN_ACCOUNT_BYTES),
    owner: TOKEN_PROGRAM,
    data: encodeTokenAccount(
      plainTokenAccount({ mint, owner: AMM_V4_AUTHORITY, amount: tokenUnits(amount) }),
    ),
    executable: false,
  });
}

/** Two recorded pools can be of the same token. */
function grow(mint: Address, decimals: number, amount: bigint, chain: Chain, bank: MarketBank): void {
  const existing = chain.accounts.get(mint);
  const known = existing === undefined ? null : decodeMintAccount(existing.data);
  if (existing !== undefined && known !== null) {
    bank.place(mint, {
      ...existing,
      data: encodeMintAccount({ ...known, supply: tokenUnits(known.supply + amount) }),
    });
    return;
  }
  bank.place(
    mint,
    mintAccount({ mintAuthority: null, supply: tokenUnits(amount), decimals, freezeAuthority: null }),
  );
}
