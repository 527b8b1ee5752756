import type { OrderSide } from '../../shared/order.ts';
import type { PoolTerms } from '../../shared/pool.ts';
import { lamports, type Lamports } from '../../shared/units.ts';

/** The programs that there is a swap of ours for. */
export type Route = Exclude<PoolTerms['kind'], 'clmm'>;

/**
 * Finding a token account's address tries one bump after the other, at 1,500 units each, half of all wallets needing one
 * more, a quarter two, and so on: for one in 65,536 mints it takes more than this.
 */
const ADDRESS_TRIES = 15 * 1_500;

/** What was measured and a tenth, in full thousands. */
const withRoom = (measured: number): number => Math.ceil((measured * 1.1) / 1_000) * 1_000;

/**
 * The compute units that each route asks for: the fee is paid on what is asked for, and a transaction that runs out
 * fails. The most that was measured for a whole transaction, from `npm run verify:programs`, which executes mainnet's
 * programs; for a buy with the first address that was tried. A tip costs 150 units more, which the tenth covers.
 *
 * - AMM v4, first form: 34,550 for a buy and 22,127 for a sell. The swap alone took up to 25,300 on other builds, some
 *   10,000 more than on these, and the second form, which the builds at hand do not know, takes less than the first.
 * - CPMM: 50,909 and 33,882, both with a transfer-fee mint of Token-2022; 42,241 and 29,095 with SPL Token.
 * - LaunchLab: its program was not at hand. A swap of mainnet (a sell of October 2025, with its four transfers) took
 *   78,407; on top of it some 6,600 for the temporary account, 30,000 for two fee vaults that are not there yet, and in a
 *   buy 25,000 for a token account of Token-2022, all three estimated.
 */
export const COMPUTE_LIMITS: Readonly<Record<Route, Readonly<Record<OrderSide, number>>>> = {
  'amm-v4': { buy: withRoom(34_550 + 10_000 + ADDRESS_TRIES), sell: withRoom(22_127 + 10_000) },
  cpmm: { buy: withRoom(50_909 + ADDRESS_TRIES), sell: withRoom(33_882) },
  launchlab: {
    buy: withRoom(78_407 + 6_600 + 30_000 + 25_000 + ADDRESS_TRIES),
    sell: withRoom(78_407 + 6_600 + 30_000),
  },
};

const most = (side: OrderSide): number =>
  Math.max(...Object.values(COMPUTE_LIMITS).map((limits) => limits[side]));

/** The most that any route asks for: what a cost estimate must leave room for. */
export const COMPUTE_UNITS: Readonly<Record<OrderSide, number>> = { buy: most('buy'), sell: most('sell') };

const PER_SIGNATURE_LAMPORTS = 5_000n;
const MICRO = 1_000_000n;

/** What an order pays the network, landed or failed: 5,000 lamports for its one signature + ceil(price · limit / 1e6). */
export function orderFee(microLamportsPerUnit: bigint, computeUnits: number): Lamports {
  const priority = (microLamportsPerUnit * BigInt(computeUnits) + MICRO - 1n) / MICRO;
  return lamports(PER_SIGNATURE_LAMPORTS + priority);
}
