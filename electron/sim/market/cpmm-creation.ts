import { tokenUnits, WSOL_MINT, type Address } from '../../../shared/units.ts';
import { initialLiquidity } from '../../protocol/amm-v4-initial-liquidity.ts';
import { cpmmInitializeInstruction } from '../../protocol/cpmm-initialize-instruction.ts';
import { deriveCpmmKeys, type CpmmKeys } from '../../protocol/cpmm-keys.ts';
import type { SigningKey } from '../../protocol/ed25519.ts';
import { TOKEN_PROGRAM } from '../../protocol/programs.ts';
import type { Random } from '../prng/random.ts';
import { associatedAddress } from '../programs/associated-address.ts';
import { burnInstruction } from '../programs/token-minting.ts';
import type { CpmmPoolPlan } from './cpmm-plan.ts';
import type { Created } from './created-pool.ts';
import type { MarketBank } from './market-bank.ts';
import { drawMint, makeToken, makeToken2022, tokenProgramOf } from './token-creation.ts';
import { wrapSol } from './wrapped-money.ts';

/** A CPMM pool whose creation is on its way to the next block. */
export type CreatedCpmmPool = Created & {
  readonly program: 'cpmm';
  readonly plan: CpmmPoolPlan;
  readonly keys: CpmmKeys;
  /** What leaves the creator's accounts; a transfer fee is taken of the token's on the way to the vault. */
  readonly amount0: bigint;
  readonly amount1: bigint;
  /** What arrives there. */
  readonly reserve0: bigint;
  readonly reserve1: bigint;
  /** As asked for; it opens then, or in the second after its creation if that is later. */
  readonly openTimeUnixS: bigint;
  /** The share of the LP tokens that nobody can withdraw with, as the chain shows it. */
  readonly lpBurnedBps: number;
};

const UNIT_LIMIT = 400_000;
const WHOLE_BPS = 10_000n;
/** Of the LP tokens the program keeps these back for ever. */
const LOCKED_LP = 100n;

/** Makes the token, then sends one transaction that wraps the money, creates the pool, unwraps the rest and burns LP. */
export function createCpmmPool(
  plan: CpmmPoolPlan,
  creator: SigningKey,
  random: Random,
  bank: MarketBank,
  { config, nowS }: { readonly config: Address; readonly nowS: number },
): CreatedCpmmPool {
  const owner = creator.publicKey;
  const moneyIs0 = plan.moneySide === 'base';
  const tokenMint = drawMint(random, moneyIs0 ? 'behind-wsol' : 'before-wsol');
  const tokenProgram = tokenProgramOf(plan);
  const make = plan.tokenProgram === 'spl-token' ? makeToken : makeToken2022;
  const { creatorToken, metadata } = make(plan, tokenMint, owner, bank);
  const money = wrapSol(plan.moneyAmount, owner, random);
  const pooled = (plan.supply * BigInt(plan.pooledBps)) / WHOLE_BPS;
  const [amount0, amount1] = moneyIs0 ? [plan.moneyAmount, pooled] : [pooled, plan.moneyAmount];
  const keys = deriveCpmmKeys({
    config,
    mint0: moneyIs0 ? WSOL_MINT : tokenMint,
    mint1: moneyIs0 ? tokenMint : WSOL_MINT,
    tokenProgram0: moneyIs0 ? TOKEN_PROGRAM : tokenProgram,
    tokenProgram1: moneyIs0 ? tokenProgram : TOKEN_PROGRAM,
  });
  const payerLp = associatedAddress(owner, keys.lpMint).address;
  const openTimeUnixS = plan.opensInS === 0 ? 0n : BigInt(nowS + plan.opensInS);
  const initialize = cpmmInitializeInstruction({
    keys,
    payer: owner,
    creator: owner,
    payerToken0: moneyIs0 ? money.account : creatorToken,
    payerToken1: moneyIs0 ? creatorToken : money.account,
    payerLp,
    amount0: tokenUnits(amount0),
    amount1: tokenUnits(amount1),
    openTimeUnixS,
    permission: null,
    poolSigns: false,
  });
  const arrived = pooled - transferFeeOf(plan, pooled);
  const [reserve0, reserve1] = moneyIs0 ? [amount0, arrived] : [arrived, amount1];
  const liquidity = initialLiquidity(reserve0, reserve1);
  const minted = liquidity > LOCKED_LP ? liquidity - LOCKED_LP : 0n;
  const burned = (minted * BigInt(plan.lpBurnedBps)) / WHOLE_BPS;
  const burn = burned === 0n ? [] : [burnInstruction(payerLp, keys.lpMint, owner, burned)];
  const instructions = [...money.before, initialize, ...money.after, ...burn];
  const signature = bank.send(creator, instructions, { unitLimit: UNIT_LIMIT });
  return {
    program: 'cpmm',
    plan,
    keys,
    creator,
    tokenMint,
    tokenProgram,
    creatorToken,
    metadata,
    signature,
    amount0,
    amount1,
    reserve0,
    reserve1,
    openTimeUnixS,
    lpBurnedBps: Number(((liquidity - minted + burned) * WHOLE_BPS) / liquidity),
  };
}

function transferFeeOf({ transferFee }: CpmmPoolPlan, amount: bigint): bigint {
  if (transferFee === null) return 0n;
  const share = (amount * BigInt(transferFee.bps) + WHOLE_BPS - 1n) / WHOLE_BPS;
  return share > transferFee.maximumUnits ? transferFee.maximumUnits : share;
}
