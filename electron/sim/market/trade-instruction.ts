import { ppm } from '../../../shared/pool.ts';
import { tokenUnits, WSOL_MINT, type Address } from '../../../shared/units.ts';
import { ammV4SwapV2Instruction } from '../../protocol/amm-v4-swap-instruction.ts';
import { cpmmSwapBaseInputInstruction } from '../../protocol/cpmm-swap-instruction.ts';
import type { Instruction } from '../../protocol/instruction.ts';
import {
  launchLabBuyExactInInstruction,
  launchLabSellExactInInstruction,
} from '../../protocol/launchlab-swap-instruction.ts';
import type { Venue } from './traded-pool.ts';

export type TradeAccounts = { readonly owner: Address; readonly money: Address; readonly token: Address };

const ANY_PRICE = tokenUnits(1n);

/** One swap at whatever price it gets; null where the venue has none. */
export function tradeInstruction(
  venue: Venue,
  side: 'buy' | 'sell',
  amount: bigint,
  { owner, money, token }: TradeAccounts,
): Instruction | null {
  const amountIn = tokenUnits(amount);
  const [source, destination] = side === 'buy' ? [money, token] : [token, money];
  const user = { source, destination, owner };
  switch (venue.program) {
    case 'amm-v4':
      return ammV4SwapV2Instruction({
        pool: venue.keys,
        user,
        amounts: { fixed: 'in', amountIn, minimumOut: ANY_PRICE },
      });
    case 'cpmm': {
      const { keys } = venue;
      const side0 = { vault: keys.vault0, mint: keys.mint0, tokenProgram: keys.tokenProgram0 };
      const side1 = { vault: keys.vault1, mint: keys.mint1, tokenProgram: keys.tokenProgram1 };
      const solIs0 = keys.mint0 === WSOL_MINT;
      const [input, output] = (side === 'buy') === solIs0 ? [side0, side1] : [side1, side0];
      return cpmmSwapBaseInputInstruction({
        pool: keys,
        user,
        input,
        output,
        amounts: { amountIn, minimumOut: ANY_PRICE },
      });
    }
    case 'launchlab': {
      const build = side === 'buy' ? launchLabBuyExactInInstruction : launchLabSellExactInInstruction;
      return build({
        pool: venue.keys,
        user: { owner, baseAccount: token, quoteAccount: money },
        amounts: { amountIn, minimumOut: ANY_PRICE, shareFeeRate: ppm(0n) },
      });
    }
    case 'clmm':
      return null;
  }
}
