import {
  address,
  lamports,
  tokenUnits,
  WSOL_MINT,
  type Address,
  type Lamports,
} from '../../../shared/units.ts';
import { encodeMintAccount, MINT_ACCOUNT_BYTES } from '../../protocol/mint-account.ts';
import {
  AMM_V4_AUTHORITY,
  AMM_V4_CONFIG,
  AMM_V4_CREATE_FEE_ACCOUNT,
  AMM_V4_PROGRAM,
  TOKEN_PROGRAM,
} from '../../protocol/programs.ts';
import { encodeTokenAccount, plainTokenAccount, TOKEN_ACCOUNT_BYTES } from '../../protocol/token-account.ts';
import { rentExemptMinimum, walletAccount, type LedgerAccount } from '../ledger/ledger-account.ts';
import { INSTALLED_PROGRAMS } from '../programs/installed-programs.ts';
import { associatedAddress } from '../programs/associated-address.ts';
import { cpmmGenesisAccounts } from '../programs/cpmm-genesis.ts';
import { launchLabGenesisAccounts } from '../programs/launchlab-genesis.ts';
import type { MarketWallets } from './market-wallets.ts';

export const USDC_MINT = address('EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v');
/** Who holds the account that pool creation fees go to, as on mainnet. */
const FEE_ACCOUNT_OWNER = address('GThUX1Atko4tqhN2NaiTazWSeFWMuiUvfFnyJyUghFMJ');
const NATIVE_LOADER = address('NativeLoader1111111111111111111111111111111');
const AMM_CONFIG_BYTES = 544;

/** Below 2^53 lamports, so that JSON clients read every balance exactly. */
const FAUCET_LAMPORTS = lamports(8_000_000_000_000_000n);
const AUTHORITY_LAMPORTS = lamports(1_000_000_000n);
export const WALLET_LAMPORTS = lamports(3_000_000_000_000n);
export const TRADER_WSOL_LAMPORTS = lamports(3_000_000_000_000n);

export const wrappedSolAddress = (owner: Address): Address => associatedAddress(owner, WSOL_MINT).address;

export function wrappedSolAccount(owner: Address, amount: Lamports): LedgerAccount {
  const nativeReserve = rentExemptMinimum(TOKEN_ACCOUNT_BYTES);
  return {
    lamports: lamports(amount + nativeReserve),
    owner: TOKEN_PROGRAM,
    data: encodeTokenAccount(
      plainTokenAccount({ mint: WSOL_MINT, owner, amount: tokenUnits(amount), nativeReserve }),
    ),
    executable: false,
  };
}

export function mintAccount(mint: Parameters<typeof encodeMintAccount>[0]): LedgerAccount {
  const data = encodeMintAccount(mint);
  return { lamports: rentExemptMinimum(MINT_ACCOUNT_BYTES), owner: TOKEN_PROGRAM, data, executable: false };
}

/** The chain's accounts before its first block: programs, the two money mints, and the market's wallets. */
export function genesisAccounts({
  faucet,
  creators,
  traders,
}: MarketWallets): ReadonlyMap<Address, LedgerAccount> {
  const accounts = new Map<Address, LedgerAccount>();
  for (const program of INSTALLED_PROGRAMS.keys()) {
    accounts.set(program, {
      lamports: lamports(1n),
      owner: NATIVE_LOADER,
      data: new Uint8Array(0),
      executable: true,
    });
  }
  const zero = tokenUnits(0n);
  accounts.set(
    WSOL_MINT,
    mintAccount({ mintAuthority: null, supply: zero, decimals: 9, freezeAuthority: null }),
  );
  accounts.set(
    USDC_MINT,
    mintAccount({
      mintAuthority: faucet.publicKey,
      supply: zero,
      decimals: 6,
      freezeAuthority: faucet.publicKey,
    }),
  );
  accounts.set(AMM_V4_CONFIG, {
    lamports: rentExemptMinimum(AMM_CONFIG_BYTES),
    owner: AMM_V4_PROGRAM,
    data: new Uint8Array(AMM_CONFIG_BYTES),
    executable: false,
  });
  // On mainnet it has some SOL, which lets a simulation run that nobody else can pay for.
  accounts.set(AMM_V4_AUTHORITY, walletAccount(AUTHORITY_LAMPORTS));
  accounts.set(AMM_V4_CREATE_FEE_ACCOUNT, wrappedSolAccount(FEE_ACCOUNT_OWNER, lamports(0n)));
  for (const [at, account] of [...cpmmGenesisAccounts(), ...launchLabGenesisAccounts()])
    accounts.set(at, account);
  accounts.set(faucet.publicKey, walletAccount(FAUCET_LAMPORTS));
  for (const { publicKey } of [...creators, ...traders]) {
    accounts.set(publicKey, walletAccount(WALLET_LAMPORTS));
    accounts.set(wrappedSolAddress(publicKey), wrappedSolAccount(publicKey, TRADER_WSOL_LAMPORTS));
  }
  return accounts;
}
