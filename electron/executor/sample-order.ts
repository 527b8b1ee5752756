import type { OrderSide, OrderTicket } from '../../shared/order.ts';
import { orderId } from '../../shared/order.ts';
import type { SolSide } from '../../shared/pool.ts';
import { address, blockhash, unixMs, WSOL_MINT } from '../../shared/units.ts';
import { TOKEN_PROGRAM } from '../protocol/programs.ts';

const NO_MARKET = address('11111111111111111111111111111111');

/** Well-formed and nobody's: what the encoder is held against the SDK with and rehearses on. Never sent. */
export const SAMPLE = {
  wallet: address('9xQeWvG816bUx9EPjHmaT23yvVM2ZWbrrpZb9PusVFin'),
  token: address('DezXAZ8z7PnrnRJjz3wXBoRgixCa6xjnB7YaB1pPB263'),
  blockhash: blockhash('EkSnNWid2cvwEVnVx9aBqawnmiCNiDgp3gUdkDPTKN1N'),
  pool: address('58oQChx4yWmvKdwLLZzBi4ChoCc2fqCUWBkwMihLYQo2'),
  baseVault: address('DQyrAcCrDXQ7NeoqGgDCZwBvWDcYmFCjSb9JtteuvPpz'),
  quoteVault: address('HLmqeL62xR1QoZ1HKKbXRrdN1p3phKpxRMb2VVopvBBz'),
  lpMint: address('8HoQnePLqPj4M7PUDzfw8e3Ymdwgc7NLGnaTUapubyvu'),
} as const;

export function sampleOrder(side: OrderSide, solSide: SolSide): OrderTicket {
  const { pool, token, baseVault, quoteVault, lpMint } = SAMPLE;
  return {
    id: orderId(1),
    side,
    pool: {
      pool,
      program: 'amm-v4',
      baseMint: solSide === 'base' ? WSOL_MINT : token,
      quoteMint: solSide === 'base' ? token : WSOL_MINT,
      solSide,
      tokenMint: token,
      tokenProgram: TOKEN_PROGRAM,
      tokenDecimals: 5,
      symbol: 'SAMPLE',
      accounts: { baseVault, quoteVault, lpMint, market: NO_MARKET, marketProgram: NO_MARKET },
    },
    amountIn: 123_456_789n,
    expectedOut: 987_654_321n,
    minOut: 938_271_604n,
    trigger: 'pool-event',
    reservedAtMs: unixMs(0),
    poolSlot: null,
  };
}
