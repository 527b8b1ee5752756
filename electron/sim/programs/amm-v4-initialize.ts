import { lamports, tokenUnits, type Address } from '../../../shared/units.ts';
import {
  AMM_V4_STATUS_SWAP_ONLY,
  AMM_V4_STATUS_WAITING_TRADE,
  encodeAmmV4Account,
  newAmmV4Account,
} from '../../protocol/amm-v4-account.ts';
import { AMM_V4_ACCOUNT_BYTES } from '../../protocol/amm-v4-account-layout.ts';
import { initialLiquidity } from '../../protocol/amm-v4-initial-liquidity.ts';
import {
  parseAmmV4InitializeInstruction,
  type AmmV4Initialize,
} from '../../protocol/amm-v4-initialize-instruction.ts';
import { ammV4DerivedAddress } from '../../protocol/amm-v4-keys.ts';
import { createAssociatedTokenInstruction } from '../../protocol/associated-token-instructions.ts';
import { U64_MAX } from '../../protocol/little-endian.ts';
import { MINT_ACCOUNT_BYTES } from '../../protocol/mint-account.ts';
import {
  AMM_V4_AUTHORITY,
  AMM_V4_AUTHORITY_NONCE,
  AMM_V4_CONFIG,
  AMM_V4_CREATE_FEE_ACCOUNT,
  AMM_V4_PROGRAM,
  SYSTEM_PROGRAM,
  TOKEN_PROGRAM,
  ZERO_ADDRESS,
} from '../../protocol/programs.ts';
import { encodeRayLog } from '../../protocol/ray-log.ts';
import { systemTransferInstruction } from '../../protocol/system-instructions.ts';
import { TOKEN_ACCOUNT_BYTES } from '../../protocol/token-account.ts';
import {
  initializeAccount3Instruction,
  syncNativeInstruction,
  tokenTransferInstruction,
} from '../../protocol/token-instructions.ts';
import type { InvokeContext, ProgramResult } from '../runtime/invoke-context.ts';
import { AMM_V4_ERRORS } from './amm-v4-errors.ts';
import { createInSteps } from './program-account-creation.ts';
import { readMint, readTokenAccount } from './token-ledger.ts';
import { initializeMintInstruction, mintToInstruction } from './token-minting.ts';

/** What the program asks for a new pool today. */
export const POOL_CREATION_FEE_LAMPORTS = lamports(400_000_000n);
const TARGET_ORDERS_BYTES = 2_208;
const UNITS = 105_000;
const RAY_LOG_PREFIX = 'Program log: ';

/** Accounts that the instruction names and its parser leaves out, by the number of accounts. */
const OTHERS = {
  21: { targetOrders: 12, config: 13, feeAccount: 14, coin: 18, pc: 19, lp: 20 },
  19: { targetOrders: 11, config: 12, feeAccount: 13, coin: 16, pc: 17, lp: 18 },
} as const;

/** `process_initialize2` of raydium-amm at 27f461d: both account forms, no order book. */
export function ammV4Initialize(context: InvokeContext): ProgramResult {
  const init = parseAmmV4InitializeInstruction(context.instruction);
  const { accounts } = context.instruction;
  if (init === null || (accounts.length !== 21 && accounts.length !== 19))
    return AMM_V4_ERRORS.wrongAccountsNumber;
  if (!context.consume(UNITS)) return 'ComputationalBudgetExceeded';
  const at = (name: keyof (typeof OTHERS)[21]): Address =>
    accounts[OTHERS[accounts.length === 21 ? 21 : 19][name]] ?? ZERO_ADDRESS;
  if (at('config') !== AMM_V4_CONFIG) return AMM_V4_ERRORS.invalidConfigAccount;
  if (init.keys.coinMint === init.keys.pcMint) return AMM_V4_ERRORS.invalidCoinMint;
  context.log(
    `initialize2: InitializeInstruction2 { nonce: ${init.nonce}, open_time: ${init.openTimeUnixS}, ` +
      `init_pc_amount: ${init.pcAmount}, init_coin_amount: ${init.coinAmount} }`,
  );
  if (!context.isSigner(init.creator)) return AMM_V4_ERRORS.invalidSignAccount;
  if (init.keys.authority !== AMM_V4_AUTHORITY || init.nonce !== AMM_V4_AUTHORITY_NONCE) {
    return AMM_V4_ERRORS.invalidProgramAddress;
  }
  if (at('feeAccount') !== AMM_V4_CREATE_FEE_ACCOUNT) return AMM_V4_ERRORS.invalidFee;
  return (
    payFee(context, init) ??
    createAccounts(context, init, at('targetOrders'), at('lp')) ??
    deposit(context, init, at('coin'), at('pc')) ??
    open(context, init, at('targetOrders'), at('lp'))
  );
}

function payFee(context: InvokeContext, { creator }: AmmV4Initialize): ProgramResult {
  const fee = { from: creator, to: AMM_V4_CREATE_FEE_ACCOUNT, lamports: POOL_CREATION_FEE_LAMPORTS };
  return (
    context.call(systemTransferInstruction(fee)) ??
    context.call(syncNativeInstruction({ account: AMM_V4_CREATE_FEE_ACCOUNT }))
  );
}

function createAccounts(
  context: InvokeContext,
  init: AmmV4Initialize,
  targetOrders: Address,
  lp: Address,
): ProgramResult {
  const { keys, creator: payer } = init;
  const derived = {
    pool: ammV4DerivedAddress(keys.market, 'pool'),
    lpMint: ammV4DerivedAddress(keys.market, 'lpMint'),
    coinVault: ammV4DerivedAddress(keys.market, 'coinVault'),
    pcVault: ammV4DerivedAddress(keys.market, 'pcVault'),
  };
  const asDerived =
    derived.pool === keys.pool &&
    derived.lpMint === keys.lpMint &&
    derived.coinVault === keys.coinVault &&
    derived.pcVault === keys.pcVault &&
    ammV4DerivedAddress(keys.market, 'targetOrders') === targetOrders;
  if (!asDerived) return AMM_V4_ERRORS.invalidProgramAddress;
  const coinMint = readMint(context, keys.coinMint);
  if (coinMint === null) return AMM_V4_ERRORS.invalidCoinMint;
  if (readMint(context, keys.pcMint) === null) return AMM_V4_ERRORS.invalidPcMint;
  if (context.get(keys.pool).owner !== SYSTEM_PROGRAM) return AMM_V4_ERRORS.alreadyInUse;
  const make = (account: Address, space: number, owner: Address): ProgramResult =>
    createInSteps(context, { payer, account, space, owner });
  const vault = (account: Address, mint: Address): ProgramResult =>
    make(account, TOKEN_ACCOUNT_BYTES, TOKEN_PROGRAM) ??
    context.call(initializeAccount3Instruction({ account, mint, owner: AMM_V4_AUTHORITY }));
  return (
    make(targetOrders, TARGET_ORDERS_BYTES, AMM_V4_PROGRAM) ??
    make(keys.lpMint, MINT_ACCOUNT_BYTES, TOKEN_PROGRAM) ??
    context.call(initializeMintInstruction(keys.lpMint, coinMint.decimals, AMM_V4_AUTHORITY)) ??
    vault(keys.coinVault, keys.coinMint) ??
    vault(keys.pcVault, keys.pcMint) ??
    make(keys.pool, AMM_V4_ACCOUNT_BYTES, AMM_V4_PROGRAM) ??
    context.call(
      createAssociatedTokenInstruction({
        payer,
        account: lp,
        owner: payer,
        mint: keys.lpMint,
        tokenProgram: TOKEN_PROGRAM,
      }),
    )
  );
}

function deposit(context: InvokeContext, init: AmmV4Initialize, coin: Address, pc: Address): ProgramResult {
  const { keys, creator: owner } = init;
  const coinMove = { source: coin, destination: keys.coinVault, owner, amount: init.coinAmount };
  const pcMove = { source: pc, destination: keys.pcVault, owner, amount: init.pcAmount };
  return context.call(tokenTransferInstruction(coinMove)) ?? context.call(tokenTransferInstruction(pcMove));
}

function open(
  context: InvokeContext,
  init: AmmV4Initialize,
  targetOrders: Address,
  lp: Address,
): ProgramResult {
  const { keys, openTimeUnixS } = init;
  const coinAmount = readTokenAccount(context, keys.coinVault)?.amount ?? 0n;
  const pcAmount = readTokenAccount(context, keys.pcVault)?.amount ?? 0n;
  const coinDecimals = readMint(context, keys.coinMint)?.decimals;
  const pcDecimals = readMint(context, keys.pcMint)?.decimals;
  if (coinDecimals === undefined || pcDecimals === undefined) return 'InvalidAccountData';
  if (coinAmount === 0n || pcAmount === 0n) return AMM_V4_ERRORS.invalidSupply;
  const liquidity = initialLiquidity(coinAmount, pcAmount);
  if (liquidity > U64_MAX) return AMM_V4_ERRORS.conversionFailure;
  const creatorLp = liquidity - 10n ** BigInt(coinDecimals);
  if (creatorLp < 0n) return AMM_V4_ERRORS.initLpAmountTooLess;
  const mintLp = mintToInstruction(keys.lpMint, lp, AMM_V4_AUTHORITY, creatorLp);
  const minted = context.call(mintLp, [AMM_V4_AUTHORITY]);
  if (minted !== null) return minted;
  const line = encodeRayLog({
    kind: 'init',
    openTimeUnixS,
    pcDecimals,
    coinDecimals,
    pcLotSize: 0n,
    coinLotSize: 0n,
    pcAmount: tokenUnits(pcAmount),
    coinAmount: tokenUnits(coinAmount),
    market: keys.market,
  });
  context.log(line.slice(RAY_LOG_PREFIX.length));
  const status = openTimeUnixS > context.clock.unixS ? AMM_V4_STATUS_WAITING_TRADE : AMM_V4_STATUS_SWAP_ONLY;
  const amm = newAmmV4Account({
    keys: { ...keys, marketProgram: ZERO_ADDRESS },
    coinDecimals,
    pcDecimals,
    openTimeUnixS,
    lpReserve: liquidity,
    status,
    targetOrders,
  });
  context.set(keys.pool, { ...context.get(keys.pool), data: encodeAmmV4Account(amm) });
  return null;
}
