import type { OrderSide, OrderTicket } from '../../shared/order.ts';
import { orderId } from '../../shared/order.ts';
import { ppm, type PoolTerms, type SolSide } from '../../shared/pool.ts';
import { address, blockhash, tokenUnits, unixMs, WSOL_MINT } from '../../shared/units.ts';
import { TOKEN_2022_PROGRAM, TOKEN_PROGRAM } from '../protocol/programs.ts';
import type { Route } from './compute-limits.ts';

/** Well-formed and nobody's: what the encoder is held against the SDK with and rehearses on. Never sent. */
export const SAMPLE = {
  wallet: address('9xQeWvG816bUx9EPjHmaT23yvVM2ZWbrrpZb9PusVFin'),
  token: address('DezXAZ8z7PnrnRJjz3wXBoRgixCa6xjnB7YaB1pPB263'),
  blockhash: blockhash('EkSnNWid2cvwEVnVx9aBqawnmiCNiDgp3gUdkDPTKN1N'),
  pool: address('58oQChx4yWmvKdwLLZzBi4ChoCc2fqCUWBkwMihLYQo2'),
  baseVault: address('DQyrAcCrDXQ7NeoqGgDCZwBvWDcYmFCjSb9JtteuvPpz'),
  quoteVault: address('HLmqeL62xR1QoZ1HKKbXRrdN1p3phKpxRMb2VVopvBBz'),
  lpMint: address('8HoQnePLqPj4M7PUDzfw8e3Ymdwgc7NLGnaTUapubyvu'),
  config: address('D4FPEruKEHrG5TenZ2mpDGEfu1iUvTiqBxvpU8HLBvC2'),
  observation: address('AEzuA1tW81aBfF29f6NRmM5CzEXBnyG7bqaCCQqZo3dm'),
  platform: address('5thqcDwKp5QQ8US4XRMoseGeGbmLKMmoKZmS6zHrQAsA'),
  creator: address('HWbyQ7XoLHHcJwzNuqVHUrFcHT6bPBJH7PcyXZCTBAjB'),
  platformFeeVault: address('G8m8fNXv2cTAGHUg9SxCF6NsiWzGNRRfS7aEhH7Gq8Yv'),
  creatorFeeVault: address('7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5'),
} as const;

const TERMS: Readonly<Record<Route, PoolTerms>> = {
  'amm-v4': { kind: 'amm-v4' },
  cpmm: {
    kind: 'cpmm',
    config: SAMPLE.config,
    observation: SAMPLE.observation,
    tradeFeePpm: ppm(2_500n),
    protocolFeePpm: ppm(120_000n),
    fundFeePpm: ppm(40_000n),
    creatorFee: null,
  },
  launchlab: {
    kind: 'launchlab',
    globalConfig: SAMPLE.config,
    platformConfig: SAMPLE.platform,
    creator: SAMPLE.creator,
    platformFeeVault: SAMPLE.platformFeeVault,
    creatorFeeVault: SAMPLE.creatorFeeVault,
    protocolFeePpm: ppm(2_500n),
    platformFeePpm: ppm(10_000n),
    creatorFeePpm: ppm(5_000n),
    baseFloorUnits: tokenUnits(1n),
  },
};

/** AMM v4 takes tokens of SPL Token only; the others get one of Token-2022 here, so that both programs stand in the bytes. */
export function sampleOrder(side: OrderSide, solSide: SolSide, route: Route = 'amm-v4'): OrderTicket {
  const { pool, token, baseVault, quoteVault, lpMint } = SAMPLE;
  return {
    id: orderId(1),
    side,
    pool: {
      pool,
      baseMint: solSide === 'base' ? WSOL_MINT : token,
      quoteMint: solSide === 'base' ? token : WSOL_MINT,
      solSide,
      tokenMint: token,
      tokenProgram: route === 'amm-v4' ? TOKEN_PROGRAM : TOKEN_2022_PROGRAM,
      tokenDecimals: 5,
      symbol: 'SAMPLE',
      accounts: { baseVault, quoteVault, lpMint: route === 'launchlab' ? null : lpMint },
      terms: TERMS[route],
      transferFee: null,
    },
    amountIn: 123_456_789n,
    expectedOut: 987_654_321n,
    minOut: 938_271_604n,
    trigger: 'pool-event',
    reservedAtMs: unixMs(0),
    poolSlot: null,
  };
}
