import {
  AMM_V4_STATUS_SWAP_ONLY,
  decodeAmmV4Account,
  encodeAmmV4Account,
  newAmmV4Account,
} from '../../electron/protocol/amm-v4-account.ts';
import { initialLiquidity } from '../../electron/protocol/amm-v4-initial-liquidity.ts';
import { deriveAmmV4Keys } from '../../electron/protocol/amm-v4-keys.ts';
import { AMM_V4_PROGRAM, TOKEN_PROGRAM, ZERO_ADDRESS } from '../../electron/protocol/programs.ts';
import { tokenAccountAmount } from '../../electron/protocol/token-account.ts';
import type { SolSide } from '../../shared/pool.ts';
import { tokenUnits, WSOL_MINT } from '../../shared/units.ts';
import { CHAIN_TIME_UNIX_S } from './lite-chain.ts';
import { keyOf } from './sample-keys.ts';
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

/** What the pool owes its owner, so that reserves and vaults differ. */
const OWED = { needTakePnlCoin: 1_234_567n, needTakePnlPc: 7_654_321n } as const;

/** A pool as today's program makes them, without an order book, some swaps later. */
export function ammV4Pool(solSide: SolSide, rentOf: RentOf): SamplePool {
  const token = keyOf('amm-v4 token');
  const [coinMint, pcMint] = solSide === 'base' ? [WSOL_MINT, token] : [token, WSOL_MINT];
  const [coin, pc] = solSide === 'base' ? [SOL_IN_POOL, TOKENS_IN_POOL] : [TOKENS_IN_POOL, SOL_IN_POOL];
  const market = keyOf(`amm-v4 market ${solSide}`);
  const keys = deriveAmmV4Keys({ market, coinMint, pcMint, marketProgram: ZERO_ADDRESS });
  const decimalsOf = (mint: string): number => (mint === WSOL_MINT ? 9 : TOKEN_DECIMALS);
  const state = newAmmV4Account({
    keys,
    coinDecimals: decimalsOf(coinMint),
    pcDecimals: decimalsOf(pcMint),
    openTimeUnixS: CHAIN_TIME_UNIX_S - 60n,
    lpReserve: initialLiquidity(coin, pc),
    status: AMM_V4_STATUS_SWAP_ONLY,
  });
  const owner = keys.authority;
  return {
    accounts: [
      tokenMint({ mint: token }),
      { address: keys.pool, owner: AMM_V4_PROGRAM, data: encodeAmmV4Account({ ...state, ...OWED }) },
      vault({ address: keys.coinVault, mint: coinMint, owner, amount: coin }, rentOf),
      vault({ address: keys.pcVault, mint: pcMint, owner, amount: pc }, rentOf),
    ],
    pool: {
      pool: keys.pool,
      baseMint: coinMint,
      quoteMint: pcMint,
      solSide,
      tokenMint: token,
      tokenProgram: TOKEN_PROGRAM,
      tokenDecimals: TOKEN_DECIMALS,
      symbol: 'AMMV4',
      accounts: { baseVault: keys.coinVault, quoteVault: keys.pcVault, lpMint: keys.lpMint },
      terms: { kind: 'amm-v4' },
      transferFee: null,
    },
    reserves: (chain) => {
      const account = decodeAmmV4Account(dataOf(chain, keys.pool));
      const inVault = (address: typeof keys.coinVault): bigint =>
        tokenAccountAmount(dataOf(chain, address)) ?? 0n;
      if (account === null) throw new Error('the pool account does not decode');
      return {
        base: tokenUnits(inVault(keys.coinVault) - account.needTakePnlCoin),
        quote: tokenUnits(inVault(keys.pcVault) - account.needTakePnlPc),
      };
    },
  };
}
