import { tokenUnits, type Address, type TokenUnits } from '../../shared/units.ts';
import { ppm, type Ppm } from '../../shared/pool.ts';
import { startsWith } from './account-fields.ts';
import {
  readonlyAccount,
  writableAccount,
  writableSigner,
  type Instruction,
  type ResolvedInstruction,
} from './instruction.ts';
import { readU64, writeU64 } from './little-endian.ts';
import {
  LAUNCHLAB_AUTHORITY,
  LAUNCHLAB_EVENT_AUTHORITY,
  LAUNCHLAB_PROGRAM,
  SYSTEM_PROGRAM,
} from './programs.ts';

const DISCRIMINATORS = {
  buy: Buffer.from('faea0d7bd59c13ec', 'hex'),
  sell: Buffer.from('9527de9bd37c981a', 'hex'),
} as const;
/** Discriminator and three u64. */
const DATA_BYTES = 32;
/** Those that the IDL names; the rest are its "remaining accounts". */
const NAMED_ACCOUNTS = 15;

/** Spends the quote side, or the base side. */
export type LaunchLabSwapSide = keyof typeof DISCRIMINATORS;

export type LaunchLabSwapPool = {
  readonly pool: Address;
  readonly globalConfig: Address;
  readonly platformConfig: Address;
  readonly baseMint: Address;
  readonly quoteMint: Address;
  readonly baseVault: Address;
  readonly quoteVault: Address;
  readonly baseTokenProgram: Address;
  readonly quoteTokenProgram: Address;
  readonly platformFeeVault: Address;
  readonly creatorFeeVault: Address;
};

export type LaunchLabSwapUser = {
  /** Signs, and pays for a fee vault that is not there yet. */
  readonly owner: Address;
  readonly baseAccount: Address;
  readonly quoteAccount: Address;
};

export type LaunchLabSwapAmounts = {
  readonly amountIn: TokenUnits;
  readonly minimumOut: TokenUnits;
  /** A referrer's fee on top, which needs an account more than is built here: 0. */
  readonly shareFeeRate: Ppm;
};

export type LaunchLabSwap = {
  readonly pool: LaunchLabSwapPool;
  readonly user: LaunchLabSwapUser;
  readonly amounts: LaunchLabSwapAmounts;
};

/** `buy_exact_in` with the SDK's 18 accounts. Throws on a share fee: there is nobody to pay it to. */
export const launchLabBuyExactInInstruction = (swap: LaunchLabSwap): Instruction =>
  swapInstruction('buy', swap);

/** `sell_exact_in`, the same. */
export const launchLabSellExactInInstruction = (swap: LaunchLabSwap): Instruction =>
  swapInstruction('sell', swap);

function swapInstruction(side: LaunchLabSwapSide, { pool, user, amounts }: LaunchLabSwap): Instruction {
  if (amounts.shareFeeRate !== 0n) throw new RangeError('a share fee without a receiver');
  const data = new Uint8Array(DATA_BYTES);
  data.set(DISCRIMINATORS[side]);
  writeU64(data, 8, amounts.amountIn);
  writeU64(data, 16, amounts.minimumOut);
  writeU64(data, 24, amounts.shareFeeRate);
  return {
    programId: LAUNCHLAB_PROGRAM,
    accounts: [
      writableSigner(user.owner),
      readonlyAccount(LAUNCHLAB_AUTHORITY),
      readonlyAccount(pool.globalConfig),
      readonlyAccount(pool.platformConfig),
      writableAccount(pool.pool),
      writableAccount(user.baseAccount),
      writableAccount(user.quoteAccount),
      writableAccount(pool.baseVault),
      writableAccount(pool.quoteVault),
      readonlyAccount(pool.baseMint),
      readonlyAccount(pool.quoteMint),
      readonlyAccount(pool.baseTokenProgram),
      readonlyAccount(pool.quoteTokenProgram),
      readonlyAccount(LAUNCHLAB_EVENT_AUTHORITY),
      readonlyAccount(LAUNCHLAB_PROGRAM),
      readonlyAccount(SYSTEM_PROGRAM),
      writableAccount(pool.platformFeeVault),
      writableAccount(pool.creatorFeeVault),
    ],
    data,
  };
}

export type ParsedLaunchLabSwap = {
  readonly side: LaunchLabSwapSide;
  readonly authority: Address;
  readonly pool: Omit<LaunchLabSwapPool, 'platformFeeVault' | 'creatorFeeVault'>;
  /** Null where the caller left out the accounts that the IDL does not name, which the program refuses. */
  readonly feeVaults: { readonly platform: Address; readonly creator: Address } | null;
  readonly user: LaunchLabSwapUser;
  /** Who gets the share fee; null where there is none. */
  readonly shareFeeReceiver: Address | null;
  readonly amounts: LaunchLabSwapAmounts;
};

/** Null when it is another program's, another instruction, or has fewer accounts than the IDL names. */
export function parseLaunchLabSwapInstruction(instruction: ResolvedInstruction): ParsedLaunchLabSwap | null {
  const { programId, accounts, data } = instruction;
  if (programId !== LAUNCHLAB_PROGRAM || data.length < DATA_BYTES || accounts.length < NAMED_ACCOUNTS)
    return null;
  const side = startsWith(data, DISCRIMINATORS.buy) ? 'buy' : 'sell';
  if (!startsWith(data, DISCRIMINATORS[side])) return null;
  const at = (index: number): Address => accounts[index] ?? SYSTEM_PROGRAM;
  const shareFeeRate = ppm(readU64(data, 24));
  const rest = accounts.slice(NAMED_ACCOUNTS);
  const [receiver] = shareFeeRate > 0n ? rest : [];
  const [, platform, creator] = shareFeeRate > 0n ? rest.slice(1) : rest;
  return {
    side,
    authority: at(1),
    pool: {
      pool: at(4),
      globalConfig: at(2),
      platformConfig: at(3),
      baseMint: at(9),
      quoteMint: at(10),
      baseVault: at(7),
      quoteVault: at(8),
      baseTokenProgram: at(11),
      quoteTokenProgram: at(12),
    },
    feeVaults: platform === undefined || creator === undefined ? null : { platform, creator },
    user: { owner: at(0), baseAccount: at(5), quoteAccount: at(6) },
    shareFeeReceiver: receiver ?? null,
    amounts: {
      amountIn: tokenUnits(readU64(data, 8)),
      minimumOut: tokenUnits(readU64(data, 16)),
      shareFeeRate,
    },
  };
}
