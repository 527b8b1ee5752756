import { tokenUnits, type Address } from '../../../shared/units.ts';
import { ammV4DerivedAddress } from '../../protocol/amm-v4-keys.ts';
import { decodeMintAccount, encodeMintAccount } from '../../protocol/mint-account.ts';
import { decodeTokenAccount } from '../../protocol/token-account.ts';
import type { Chain } from '../chain/chain.ts';
import { tokenState } from '../ledger/token-state.ts';
import { USDC_MINT } from './genesis.ts';
import type { MarketBank } from './market-bank.ts';
import type { TradedPool, Venue } from './traded-pool.ts';

/** Whether a wallet that is not the market's holds some of the token: then its pool must stay tradable. */
export function isHeldByVisitor(
  mint: Address,
  venue: Venue,
  chain: Chain,
  residents: ReadonlySet<Address>,
): boolean {
  const own = ownAccounts(venue);
  for (const address of chain.accounts.tokenAccountsOfMint(mint)) {
    if (own.includes(address)) continue;
    const token = tokenState(chain.accounts.get(address));
    if (token !== null && token.amount > 0n && !residents.has(token.owner)) return true;
  }
  return false;
}

/** Takes a pool off the chain with its token and everything that the market's wallets hold of both. */
export function retirePool(
  { venue, tokenMint, metadata }: Pick<TradedPool, 'venue' | 'tokenMint' | 'metadata'>,
  chain: Chain,
  bank: MarketBank,
  residents: ReadonlySet<Address>,
): void {
  const own = ownAccounts(venue);
  for (const address of own) burnUsdc(address, chain, bank);
  for (const address of own) bank.sweep(address);
  if (metadata !== null) bank.sweep(metadata);
  const lpMint = 'lpMint' in venue.keys ? [venue.keys.lpMint] : [];
  for (const mint of [tokenMint, ...lpMint]) {
    for (const account of Array.from(chain.accounts.tokenAccountsOfMint(mint))) {
      const owner = tokenState(chain.accounts.get(account))?.owner;
      // A visitor's empty account is the visitor's to close: its rent is theirs.
      if (owner !== undefined && residents.has(owner)) bank.sweep(account);
    }
    bank.sweep(mint);
  }
}

/** The pool's account, and those that only it uses. */
function ownAccounts({ program, keys }: Venue): readonly Address[] {
  switch (program) {
    case 'amm-v4':
      return [keys.pool, keys.coinVault, keys.pcVault, ammV4DerivedAddress(keys.market, 'targetOrders')];
    case 'cpmm':
      return [keys.pool, keys.vault0, keys.vault1, keys.observation];
    case 'launchlab':
      return [keys.pool, keys.baseVault, keys.quoteVault];
    case 'clmm':
      return [keys.pool, keys.vault0, keys.vault1, keys.observation, keys.tickArrayBitmap];
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
