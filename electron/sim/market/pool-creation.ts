import { tokenUnits, WSOL_MINT, type Address } from '../../../shared/units.ts';
import { ammV4DerivedAddress, deriveAmmV4Keys, type AmmV4Keys } from '../../protocol/amm-v4-keys.ts';
import { initialLiquidity } from '../../protocol/amm-v4-initial-liquidity.ts';
import { ammV4InitializeInstruction } from '../../protocol/amm-v4-initialize-instruction.ts';
import { encodeAddress } from '../../protocol/base58.ts';
import type { SigningKey } from '../../protocol/ed25519.ts';
import { AMM_V4_AUTHORITY_NONCE, OPENBOOK_PROGRAM, TOKEN_PROGRAM } from '../../protocol/programs.ts';
import type { Random } from '../prng/random.ts';
import { associatedAddress } from '../programs/associated-address.ts';
import { burnInstruction } from '../programs/token-minting.ts';
import type { Created } from './created-pool.ts';
import { USDC_MINT } from './genesis.ts';
import type { MarketBank } from './market-bank.ts';
import type { PoolPlan } from './pool-plan.ts';
import { makeToken } from './token-creation.ts';
import { wrapSol, type Money } from './wrapped-money.ts';

/** An AMM v4 pool whose creation is on its way to the next block. */
export type CreatedPool = Created & {
  readonly program: 'amm-v4';
  readonly plan: PoolPlan;
  readonly keys: AmmV4Keys;
  readonly coinAmount: bigint;
  readonly pcAmount: bigint;
  readonly openTimeUnixS: bigint;
  /** The share of the LP tokens that nobody can withdraw with, as the chain shows it. */
  readonly lpBurnedBps: number;
};

const UNIT_LIMIT = 300_000;
const WHOLE_BPS = 10_000n;

/** Makes the token, then sends one transaction that wraps the money, creates the pool, unwraps the rest and burns LP. */
export function createPool(
  plan: PoolPlan,
  creator: SigningKey,
  random: Random,
  bank: MarketBank,
  nowS: number,
): CreatedPool {
  const owner = creator.publicKey;
  const tokenMint = encodeAddress(random.bytes(32));
  const { creatorToken, metadata } = makeToken(plan, tokenMint, owner, bank);
  const money = plan.money === 'sol' ? wrapSol(plan.moneyAmount, owner, random) : heldUsdc(plan, owner, bank);
  const moneyMint = plan.money === 'sol' ? WSOL_MINT : USDC_MINT;
  const moneyIsCoin = plan.moneySide === 'base';
  const pooled = (plan.supply * BigInt(plan.pooledBps)) / WHOLE_BPS;
  const [coinAmount, pcAmount] = moneyIsCoin ? [plan.moneyAmount, pooled] : [pooled, plan.moneyAmount];
  const market = encodeAddress(random.bytes(32));
  const keys = deriveAmmV4Keys({
    market,
    coinMint: moneyIsCoin ? moneyMint : tokenMint,
    pcMint: moneyIsCoin ? tokenMint : moneyMint,
    marketProgram: OPENBOOK_PROGRAM,
  });
  const creatorLp = associatedAddress(owner, keys.lpMint).address;
  const openTimeUnixS = plan.opensInS === 0 ? 0n : BigInt(nowS + plan.opensInS);
  const initialize = ammV4InitializeInstruction(
    {
      keys,
      nonce: AMM_V4_AUTHORITY_NONCE,
      openTimeUnixS,
      coinAmount: tokenUnits(coinAmount),
      pcAmount: tokenUnits(pcAmount),
      creator: owner,
    },
    {
      targetOrders: ammV4DerivedAddress(market, 'targetOrders'),
      orderBook: { openOrders: ammV4DerivedAddress(market, 'openOrders') },
      creatorCoin: moneyIsCoin ? money.account : creatorToken,
      creatorPc: moneyIsCoin ? creatorToken : money.account,
      creatorLp,
    },
  );
  const coinDecimals = moneyIsCoin ? (plan.money === 'sol' ? 9 : 6) : plan.tokenDecimals;
  const liquidity = initialLiquidity(coinAmount, pcAmount);
  const minted = liquidity - 10n ** BigInt(coinDecimals);
  const burned = minted <= 0n ? 0n : (minted * BigInt(plan.lpBurnedBps)) / WHOLE_BPS;
  const lpBurnedBps = Number(((liquidity - minted + burned) * WHOLE_BPS) / liquidity);
  const burn = burned === 0n ? [] : [burnInstruction(creatorLp, keys.lpMint, owner, burned)];
  const instructions = [...money.before, initialize, ...money.after, ...burn];
  const signature = bank.send(creator, instructions, { unitLimit: UNIT_LIMIT });
  return {
    program: 'amm-v4',
    plan,
    keys,
    creator,
    tokenMint,
    tokenProgram: TOKEN_PROGRAM,
    creatorToken,
    metadata,
    signature,
    coinAmount,
    pcAmount,
    openTimeUnixS,
    lpBurnedBps,
  };
}

function heldUsdc(plan: PoolPlan, owner: Address, bank: MarketBank): Money {
  return { account: bank.mint(USDC_MINT, owner, plan.moneyAmount), before: [], after: [] };
}
