import { encodeCpmmConfigAccount } from '../../electron/protocol/cpmm-config-account.ts';
import { cpmmConfigAddress, deriveCpmmKeys } from '../../electron/protocol/cpmm-keys.ts';
import { newCpmmObservationAccount } from '../../electron/protocol/cpmm-observation-account.ts';
import {
  decodeCpmmPoolAccount,
  encodeCpmmPoolAccount,
  newCpmmPoolAccount,
} from '../../electron/protocol/cpmm-pool-account.ts';
import { cpmmReserves, cpmmTerms } from '../../electron/protocol/cpmm-terms.ts';
import { CPMM_AUTHORITY, CPMM_PROGRAM, TOKEN_PROGRAM } from '../../electron/protocol/programs.ts';
import { tokenAccountAmount } from '../../electron/protocol/token-account.ts';
import { ppm, type SolSide, type TransferFee } from '../../shared/pool.ts';
import { lamports, tokenUnits, WSOL_MINT, type Address, type TokenUnits } from '../../shared/units.ts';
import { CHAIN_TIME_UNIX_S, type LiteChain } from './lite-chain.ts';
import { keyOf, mintOf } from './sample-keys.ts';
import {
  dataOf,
  SOL_IN_POOL,
  TOKEN_DECIMALS,
  tokenMint,
  TOKENS_IN_POOL,
  vault,
  type RentOf,
  type SamplePool,
} from './sample-pool.ts';
import { feeMint, feeVault } from './transfer-fee-accounts.ts';

export type CpmmSample = {
  readonly solSide: SolSide;
  /** Whose the token's mint is; only Token-2022 has transfer fees. */
  readonly tokenProgram: Address;
  readonly transferFee: TransferFee | null;
  /** `creator_fee_on` of the pool: 0 of what goes in, 1 of token 0, 2 of token 1; null collects none. */
  readonly creatorFeeOn: 0 | 1 | 2 | null;
};

/** What the pool owes out of its vaults, so that reserves and vaults differ. */
const OWED = {
  protocolFees0: 1_111_111n,
  protocolFees1: 2_222_222n,
  fundFees0: 333_333n,
  fundFees1: 444_444n,
  creatorFees0: 55_555n,
  creatorFees1: 66_666n,
} as const;

/** The first config of mainnet, with a creator fee on top. */
const CONFIG = {
  index: 0,
  tradeFeePpm: ppm(2_500n),
  protocolFeePpm: ppm(120_000n),
  fundFeePpm: ppm(40_000n),
  creatorFeePpm: ppm(500n),
} as const;

/** A pool as both creation instructions leave it, some swaps later, open for a minute. */
export function cpmmPool(sample: CpmmSample, rentOf: RentOf): SamplePool {
  const { solSide, tokenProgram, transferFee, creatorFeeOn } = sample;
  const token = mintOf('cpmm token', solSide === 'base' ? 'after-sol' : 'before-sol');
  const sol = { mint: WSOL_MINT, program: TOKEN_PROGRAM, amount: SOL_IN_POOL, decimals: 9 };
  const tokens = { mint: token, program: tokenProgram, amount: TOKENS_IN_POOL, decimals: TOKEN_DECIMALS };
  const [side0, side1] = solSide === 'base' ? [sol, tokens] : [tokens, sol];
  const config = cpmmConfigAddress(CONFIG.index);
  const keys = deriveCpmmKeys({
    config,
    mint0: side0.mint,
    mint1: side1.mint,
    tokenProgram0: side0.program,
    tokenProgram1: side1.program,
  });
  const state = {
    ...newCpmmPoolAccount({
      ...keys,
      creator: keyOf('cpmm creator'),
      decimals0: side0.decimals,
      decimals1: side1.decimals,
      lpSupply: 1_000_000_000n,
      openTimeUnixS: CHAIN_TIME_UNIX_S - 60n,
      recentEpoch: 0n,
      creatorFeeOn: creatorFeeOn ?? 0,
      creatorFeeEnabled: creatorFeeOn === null ? 0 : 1,
    }),
    ...OWED,
  };
  const configAccount = {
    ...CONFIG,
    bump: 255,
    disableCreatePool: false,
    createPoolFeeLamports: lamports(150_000_000n),
    protocolOwner: keyOf('cpmm protocol owner'),
    fundOwner: keyOf('cpmm fund owner'),
  };
  const terms = cpmmTerms(state, configAccount);
  if (terms === null) throw new Error('the pool has no terms');
  const vaultOf = (address: Address, side: typeof sol | typeof tokens) => {
    const { mint, amount, program } = side;
    const fields = { address, mint, owner: CPMM_AUTHORITY, amount };
    if (mint === token && transferFee !== null) return feeVault(fields);
    return { ...vault(fields, rentOf), owner: program };
  };
  return {
    accounts: [
      transferFee === null
        ? { ...tokenMint({ mint: token }), owner: tokenProgram }
        : feeMint(token, transferFee),
      { address: config, owner: CPMM_PROGRAM, data: encodeCpmmConfigAccount(configAccount) },
      { address: keys.pool, owner: CPMM_PROGRAM, data: encodeCpmmPoolAccount(state) },
      { address: keys.observation, owner: CPMM_PROGRAM, data: newCpmmObservationAccount(keys.pool) },
      vaultOf(keys.vault0, side0),
      vaultOf(keys.vault1, side1),
    ],
    pool: {
      pool: keys.pool,
      baseMint: side0.mint,
      quoteMint: side1.mint,
      solSide,
      tokenMint: token,
      tokenProgram,
      tokenDecimals: TOKEN_DECIMALS,
      symbol: 'CPMM',
      accounts: { baseVault: keys.vault0, quoteVault: keys.vault1, lpMint: keys.lpMint },
      terms,
      transferFee,
    },
    reserves: (chain) => {
      const account = decodeCpmmPoolAccount(dataOf(chain, keys.pool));
      const vaults = { vault0: inVault(chain, keys.vault0), vault1: inVault(chain, keys.vault1) };
      const reserves = account === null ? null : cpmmReserves(account, vaults);
      if (reserves === null) throw new Error('the pool account does not decode');
      return reserves;
    },
  };
}

const inVault = (chain: LiteChain, address: Address): TokenUnits =>
  tokenAccountAmount(dataOf(chain, address)) ?? tokenUnits(0n);
