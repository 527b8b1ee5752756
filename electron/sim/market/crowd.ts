import { tokenAccountAmount } from '../../protocol/token-account.ts';
import type { SigningKey } from '../../protocol/ed25519.ts';
import { associatedAddress } from '../programs/associated-address.ts';
import type { Chain } from '../chain/chain.ts';
import type { MarketBank } from './market-bank.ts';
import type { MarketWallets } from './market-wallets.ts';
import { reservesOf } from './pool-reserves.ts';
import { sendTrade } from './trade.ts';
import type { TradedPool } from './traded-pool.ts';
import { impulseOf } from './trader-behaviour.ts';

const PARTS = 1_000_000n;
const share = (amount: bigint, part: number): bigint =>
  (amount * BigInt(Math.round(part * Number(PARTS)))) / PARTS;

/** The other traders: turns what a pool's crowd wants in a slot into swaps on the chain. */
export class Crowd {
  readonly #chain: Chain;
  readonly #bank: MarketBank;
  readonly #traders: MarketWallets['traders'];

  constructor(chain: Chain, bank: MarketBank, wallets: MarketWallets) {
    this.#chain = chain;
    this.#bank = bank;
    this.#traders = wallets.traders;
  }

  tradeOn(pool: TradedPool, slot: number, activity: number): void {
    if (this.#chain.clock.unixS < pool.opensAtUnixS) return;
    const impulse = impulseOf(pool, slot, activity);
    if (impulse.kind === 'none') return;
    const reserves = reservesOf(pool, this.#chain);
    if (reserves === null) return;
    if (impulse.kind === 'rug') {
      if (pool.creator !== null) this.#sell(pool, pool.creator, 1);
      return;
    }
    const trader = pool.random.pick(this.#traders);
    if (impulse.kind === 'sell') {
      this.#sell(pool, trader, impulse.shareOfHolding);
      return;
    }
    const amountIn = share(reserves.sol, impulse.shareOfPool);
    if (amountIn > 0n) sendTrade(pool, trader, { side: 'buy', amountIn }, this.#bank);
  }

  #sell(pool: TradedPool, seller: SigningKey, part: number): void {
    const { address } = associatedAddress(seller.publicKey, pool.tokenMint, pool.tokenProgram);
    const held = this.#chain.accounts.get(address);
    const amountIn = share((held === undefined ? null : tokenAccountAmount(held.data)) ?? 0n, part);
    if (amountIn > 0n) sendTrade(pool, seller, { side: 'sell', amountIn }, this.#bank);
  }
}
