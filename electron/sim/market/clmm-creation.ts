import { WSOL_MINT } from '../../../shared/units.ts';
import type { SigningKey } from '../../protocol/ed25519.ts';
import { TOKEN_PROGRAM } from '../../protocol/programs.ts';
import type { Random } from '../prng/random.ts';
import { clmmCreatePoolInstruction, deriveClmmKeys, type ClmmKeys } from '../programs/clmm-program.ts';
import type { Created } from './created-pool.ts';
import type { MarketBank } from './market-bank.ts';
import type { TokenPlan } from './pool-plan.ts';
import { drawMint, makeToken } from './token-creation.ts';

/** It holds nothing, and nobody trades it: CLMM's positions and swaps are not on this chain. */
export type CreatedClmmPool = Created & {
  readonly program: 'clmm';
  readonly plan: TokenPlan;
  readonly keys: ClmmKeys;
};

const UNIT_LIMIT = 250_000;
/** One token 1 for one token 0. */
const SQRT_PRICE_X64 = 1n << 64n;

export function createClmmPool(
  plan: TokenPlan,
  creator: SigningKey,
  random: Random,
  bank: MarketBank,
): CreatedClmmPool {
  const tokenMint = drawMint(random, 'behind-wsol');
  const token = makeToken(plan, tokenMint, creator.publicKey, bank);
  const keys = deriveClmmKeys(WSOL_MINT, tokenMint);
  const start = { sqrtPriceX64: SQRT_PRICE_X64, openTimeUnixS: 0n };
  const create = clmmCreatePoolInstruction(keys, creator.publicKey, start);
  const signature = bank.send(creator, [create], { unitLimit: UNIT_LIMIT });
  return {
    program: 'clmm',
    plan,
    keys,
    creator,
    tokenMint,
    tokenProgram: TOKEN_PROGRAM,
    ...token,
    signature,
  };
}
