import { WSOL_MINT, type Address } from '../../../shared/units.ts';
import { signingKeyFromSeed, type SigningKey } from '../../protocol/ed25519.ts';
import {
  launchLabInitializeToken2022Instruction,
  launchLabInitializeV2Instruction,
} from '../../protocol/launchlab-initialize-instruction.ts';
import {
  launchLabCreatorFeeVault,
  launchLabPlatformFeeVault,
  launchLabPoolAddress,
  launchLabVaultAddress,
} from '../../protocol/launchlab-keys.ts';
import { launchLabCurveStart, type LaunchLabCurveStart } from '../../protocol/launchlab-curve-start.ts';
import type { LaunchLabLaunch } from '../../protocol/launchlab-launch.ts';
import type { LaunchLabSwapPool } from '../../protocol/launchlab-swap-instruction.ts';
import { TOKEN_PROGRAM } from '../../protocol/programs.ts';
import type { Random } from '../prng/random.ts';
import { associatedAddress } from '../programs/associated-address.ts';
import type { Created } from './created-pool.ts';
import type { LaunchLabPlan } from './launchlab-plan.ts';
import type { MarketBank } from './market-bank.ts';
import { nameToken, tokenProgramOf } from './token-creation.ts';

/** A launch whose creation is on its way to the next block. */
export type CreatedLaunchLabPool = Created & {
  readonly program: 'launchlab';
  readonly plan: LaunchLabPlan;
  readonly keys: LaunchLabSwapPool;
  /** Where its price begins. */
  readonly start: LaunchLabCurveStart;
};

export type LaunchLabConfigs = {
  readonly globalConfig: Address;
  readonly platformConfig: Address;
  /** Of the global config, in lamports. */
  readonly migrateFee: bigint;
};

const UNIT_LIMIT = 400_000;
/** What the migration of a sold-out curve makes: a CPMM pool. */
const MIGRATE_TO_CPMM = 1;
const CREATOR_FEE_ON_QUOTE = 0;

/** Sends the launch: the program makes mint, pool and vaults itself. */
export function createLaunch(
  plan: LaunchLabPlan,
  creator: SigningKey,
  random: Random,
  bank: MarketBank,
  { globalConfig, platformConfig, migrateFee }: LaunchLabConfigs,
): CreatedLaunchLabPool {
  const mint = signingKeyFromSeed(random.bytes(32));
  const baseMint = mint.publicKey;
  const owner = creator.publicKey;
  const tokenProgram = tokenProgramOf(plan);
  const pool = launchLabPoolAddress(baseMint, WSOL_MINT);
  const keys: LaunchLabSwapPool = {
    globalConfig,
    platformConfig,
    pool,
    baseMint,
    quoteMint: WSOL_MINT,
    baseVault: launchLabVaultAddress(pool, baseMint),
    quoteVault: launchLabVaultAddress(pool, WSOL_MINT),
    baseTokenProgram: tokenProgram,
    quoteTokenProgram: TOKEN_PROGRAM,
    platformFeeVault: launchLabPlatformFeeVault(platformConfig, WSOL_MINT),
    creatorFeeVault: launchLabCreatorFeeVault(owner, WSOL_MINT),
  };
  const launch = launchOf(plan);
  const start = launchLabCurveStart({ curve: launch.curve, totalLocked: 0n, migrateFee });
  if (start === null) throw new Error('no curve begins and ends as the plan has it');
  const init = {
    payer: owner,
    keys: { ...keys, creator: owner },
    launch,
    ammCreatorFeeOn: CREATOR_FEE_ON_QUOTE,
  };
  const metadata = tokenProgram === TOKEN_PROGRAM ? nameToken(plan, baseMint, owner, bank) : null;
  const initialize =
    metadata === null
      ? launchLabInitializeToken2022Instruction({ ...init, transferFee: plan.transferFee })
      : launchLabInitializeV2Instruction({ ...init, metadata });
  const signature = bank.send(creator, [initialize], { unitLimit: UNIT_LIMIT, cosigners: [mint] });
  return {
    program: 'launchlab',
    plan,
    keys,
    metadata,
    start,
    creator,
    tokenMint: baseMint,
    tokenProgram,
    creatorToken: associatedAddress(owner, baseMint, tokenProgram).address,
    signature,
  };
}

type Launch = LaunchLabLaunch & { readonly curve: { readonly kind: 'constant-product' } };

function launchOf(plan: LaunchLabPlan): Launch {
  return {
    mint: { decimals: plan.tokenDecimals, name: plan.name, symbol: plan.symbol, uri: '' },
    curve: {
      kind: 'constant-product',
      supply: plan.supply,
      totalBaseSell: plan.soldUnits,
      totalQuoteFundRaising: plan.raisedLamports,
      migrateType: MIGRATE_TO_CPMM,
    },
    vesting: { totalLocked: 0n, cliffPeriodS: 0n, unlockPeriodS: 0n },
  };
}
