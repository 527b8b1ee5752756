import type { Signature } from '../../../shared/units.ts';
import { createAssociatedTokenIdempotentInstruction } from '../../protocol/associated-token-instructions.ts';
import type { SigningKey } from '../../protocol/ed25519.ts';
import { associatedAddress } from '../programs/associated-address.ts';
import { wrappedSolAddress } from './genesis.ts';
import type { MarketBank } from './market-bank.ts';
import { tradeInstruction } from './trade-instruction.ts';
import type { TradedPool } from './traded-pool.ts';

export type Trade = {
  readonly side: 'buy' | 'sell';
  /** Lamports of a buy, token units of a sale. */
  readonly amountIn: bigint;
  /** `first` lands before everything that waits already. */
  readonly where?: 'first' | 'last';
};

const BUY_UNITS = 150_000;
const SELL_UNITS = 110_000;

/** One swap of a market wallet, at whatever price it gets. Throws for a pool that cannot be traded here. */
export function sendTrade(
  pool: Pick<TradedPool, 'venue' | 'tokenMint' | 'tokenProgram'>,
  trader: SigningKey,
  trade: Trade,
  bank: MarketBank,
): Signature {
  const owner = trader.publicKey;
  const { tokenMint: mint, tokenProgram, venue } = pool;
  const token = associatedAddress(owner, mint, tokenProgram).address;
  const accounts = { owner, money: wrappedSolAddress(owner), token };
  const swap = tradeInstruction(venue, trade.side, trade.amountIn, accounts);
  if (swap === null) throw new Error(`the pool ${venue.keys.pool} cannot be traded here`);
  const { where = 'last' } = trade;
  if (trade.side === 'sell') return bank.send(trader, [swap], { unitLimit: SELL_UNITS, where });
  const open = createAssociatedTokenIdempotentInstruction({
    payer: owner,
    account: token,
    owner,
    mint,
    tokenProgram,
  });
  return bank.send(trader, [open, swap], { unitLimit: BUY_UNITS, where });
}
