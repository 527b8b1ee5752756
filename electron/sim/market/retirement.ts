import { tokenUnits, type Address } from '../../../shared/units.ts';
import { ammV4DerivedAddress, type AmmV4Keys } from '../../protocol/amm-v4-keys.ts';
import { decodeMintAccount, encodeMintAccount } from '../../protocol/mint-account.ts';
import { decodeTokenAccount } from '../../protocol/token-account.ts';
import type { Chain } from '../chain/chain.ts';
import { USDC_MINT } from './genesis.ts';
import type { MarketBank } from './market-bank.ts';

/** Whether a wallet that is not the market's holds some of the token: then its pool must stay tradable. */
export function isHeldByVisitor(
  mint: Address,
  vault: Address,
  chain: Chain,
  residents: ReadonlySet<Address>,
): boolean {
  for (const address of chain.accounts.tokenAccountsOfMint(mint)) {
    if (address === vault) continue;
    const token = decodeTokenAccount(chain.accounts.get(address)?.data ?? new Uint8Array());
    if (token !== null && token.amount > 0n && !residents.has(token.owner)) return true;
  }
  return false;
}

/** Takes a pool off the chain with its token and everything that the market's wallets hold of both. */
export function retirePool(
  keys: AmmV4Keys,
  tokenMint: Address,
  chain: Chain,
  bank: MarketBank,
  residents: ReadonlySet<Address>,
): void {
  for (const vault of [keys.coinVault, keys.pcVault]) burnUsdc(vault, chain, bank);
  const gone = [keys.pool, keys.coinVault, keys.pcVault, ammV4DerivedAddress(keys.market, 'targetOrders')];
  for (const address of gone) bank.sweep(address);
  for (const mint of [tokenMint, keys.lpMint]) {
    for (const account of Array.from(chain.accounts.tokenAccountsOfMint(mint))) {
      const owner = decodeTokenAccount(chain.accounts.get(account)?.data ?? new Uint8Array())?.owner;
      // A visitor's empty account is the visitor's to close: its rent is theirs.
      if (owner !== undefined && residents.has(owner)) bank.sweep(account);
    }
    bank.sweep(mint);
  }
}

function burnUsdc(vault: Address, chain: Chain, bank: MarketBank): void {
  const held = decodeTokenAccount(chain.accounts.get(vault)?.data ?? new Uint8Array());
  if (held?.mint !== USDC_MINT) return;
  const account = chain.accounts.get(USDC_MINT);
  const mint = account === undefined ? null : decodeMintAccount(account.data);
  if (account === undefined || mint === null) return;
  bank.place(USDC_MINT, {
    ...account,
    data: encodeMintAccount({ ...mint, supply: tokenUnits(mint.supply - held.amount) }),
  });
}
