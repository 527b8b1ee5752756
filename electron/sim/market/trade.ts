import { tokenUnits, type Signature } from '../../../shared/units.ts';
import { ammV4SwapV2Instruction } from '../../protocol/amm-v4-swap-instruction.ts';
import { createAssociatedTokenIdempotentInstruction } from '../../protocol/associated-token-instructions.ts';
import type { SigningKey } from '../../protocol/ed25519.ts';
import { TOKEN_PROGRAM } from '../../protocol/programs.ts';
import { associatedAddress } from '../programs/associated-address.ts';
import { wrappedSolAddress } from './genesis.ts';
import type { MarketBank } from './market-bank.ts';
import type { TradedPool } from './traded-pool.ts';

export type Trade = {
  readonly side: 'buy' | 'sell';
  /** Lamports of a buy, token units of a sale. */
  readonly amountIn: bigint;
  /** `first` lands before everything that waits already. */
  readonly where?: 'first' | 'last';
};

const BUY_UNITS = 70_000;
const SELL_UNITS = 40_000;

/** One swap of a market wallet, at whatever price it gets. */
export function sendTrade(pool: TradedPool, trader: SigningKey, trade: Trade, bank: MarketBank): Signature {
  const owner = trader.publicKey;
  const money = wrappedSolAddress(owner);
  const token = associatedAddress(owner, pool.tokenMint).address;
  const [source, destination] = trade.side === 'buy' ? [money, token] : [token, money];
  const swap = ammV4SwapV2Instruction({
    pool: pool.keys,
    user: { source, destination, owner },
    amounts: { fixed: 'in', amountIn: tokenUnits(trade.amountIn), minimumOut: tokenUnits(1n) },
  });
  const { where = 'last' } = trade;
  if (trade.side === 'sell') return bank.send(trader, [swap], { unitLimit: SELL_UNITS, where });
  const open = createAssociatedTokenIdempotentInstruction({
    payer: owner,
    account: token,
    owner,
    mint: pool.tokenMint,
    tokenProgram: TOKEN_PROGRAM,
  });
  return bank.send(trader, [open, swap], { unitLimit: BUY_UNITS, where });
}
