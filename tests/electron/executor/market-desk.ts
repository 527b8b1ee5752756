import { makeChain, type Chain } from '../../../electron/chain/make-chain.ts';
import { describeRpcError } from '../../../electron/chain/rpc-error.ts';
import { mintApproval } from '../../../electron/core/risk/approved-order.ts';
import { tradablePool } from '../../../electron/core/risk/tradable-pool.ts';
import type { ChainCosts } from '../../../electron/engine/ports/pool-chain.ts';
import type { OrderExecutor, OrderOutcome } from '../../../electron/engine/ports/order-executor.ts';
import { COMPUTE_UNITS } from '../../../electron/executor/compute-limits.ts';
import type { ExecutorParts } from '../../../electron/executor/executor-parts.ts';
import { makeExecutor } from '../../../electron/executor/make-executor.ts';
import { makeRpcLane } from '../../../electron/executor/rpc-lane.ts';
import type { Market, MarketOptions } from '../../../electron/sim/market.ts';
import type { CreatedPool } from '../../../electron/sim/market/pool-creation.ts';
import { startMarket } from '../../../electron/sim/start-market.ts';
import { makeEphemeralWallet } from '../../../electron/wallet/ephemeral-wallet.ts';
import type { Signer } from '../../../electron/wallet/signer.ts';
import { orderId, type OrderId, type OrderSide, type OrderTicket } from '../../../shared/order.ts';
import type { PoolListing, TradablePool } from '../../../shared/pool.ts';
import type { ChainStatus, WalletStatus } from '../../../shared/status.ts';
import { lamports, millis, WSOL_MINT, type Address } from '../../../shared/units.ts';
import { eventually } from '../../support/eventually.ts';
import { manualClock, type ManualClock } from '../../support/manual-clock.ts';
import { recordingLog } from '../../support/recording-log.ts';

const never = new AbortController().signal;

export type MarketDesk = {
  readonly market: Market;
  readonly clock: ManualClock;
  readonly chain: Chain;
  readonly executor: OrderExecutor;
  readonly signer: Signer;
  readonly outcomes: readonly OrderOutcome[];
  readonly statuses: readonly ChainStatus[];
  readonly wallets: readonly WalletStatus[];
  readonly costs: readonly ChainCosts[];
  readonly log: ReturnType<typeof recordingLog>;
  kindsOf(id: OrderId): readonly OrderOutcome['kind'][];
  outcome<K extends OrderOutcome['kind']>(id: OrderId, kind: K): Promise<Extract<OrderOutcome, { kind: K }>>;
  balance(): bigint;
  /** A pool that has landed, as the engine would hold it. */
  pool(plan?: Parameters<Market['createPool']>[0]): Promise<{ created: CreatedPool; tradable: TradablePool }>;
  /** The pool of any program, which has landed, as the engine would hold it. */
  tradable(pool: Address, tokenMint: Address): Promise<TradablePool>;
  ticket(id: number, side: OrderSide, pool: TradablePool, amountIn: bigint, minOut: bigint): OrderTicket;
  /** Executes and sends, as the engine does. */
  order(ticket: OrderTicket): OrderId;
  close(): Promise<void>;
};

/**
 * Chain client, executor and wallet over real sockets against the embedded market, as the desk wires them. Slots pass
 * and timers fire when the test says so.
 */
export async function marketDesk(
  options: Partial<MarketOptions> = {},
  changes: Partial<ExecutorParts> = {},
): Promise<MarketDesk> {
  const market = await startMarket({
    seed: 'executor',
    manual: true,
    startAtMs: 1_800_000_000_000,
    ...options,
  });
  const clock = manualClock();
  const log = recordingLog();
  const signer = makeEphemeralWallet((length) => new Uint8Array(length).fill(42));
  const statuses: ChainStatus[] = [];
  const wallets: WalletStatus[] = [];
  const costs: ChainCosts[] = [];
  const outcomes: OrderOutcome[] = [];
  const chain = makeChain({
    rpcUrls: [market.rpcUrl],
    wsUrl: market.wsUrl,
    rpcTimeoutMs: millis(5_000),
    wsTimeoutMs: millis(10_000),
    reconnectDelayMs: millis(1_000),
    wallet: signer.address,
    swapComputeUnits: COMPUTE_UNITS.buy,
    clock,
    random: () => 0,
    log,
    sink: {
      time: () => undefined,
      status: (status) => void statuses.push(status),
      wallet: (status) => void wallets.push(status),
      costs: (cost) => void costs.push(cost),
    },
  });
  market.airdrop(signer.address, lamports(10_000_000_000n));
  // Deep enough that there is a confirmed block with the airdrop in it.
  market.advanceSlots(40);
  const connected = await chain.connect(never);
  if (!connected.ok) throw new Error(connected.error.detail);
  await eventually('slots are followed', () => market.pubsubClients() === 1);
  const executor = makeExecutor({
    signer,
    blockhashes: chain.blockhashes,
    fees: chain.fees,
    rent: chain.rent,
    signatures: chain.signatures,
    settlement: chain.settlement,
    lanes: chain.rpc.map((client) => makeRpcLane(client, describeRpcError)),
    swapVersion: () => 'v2',
    tradeTimeoutMs: () => millis(30_000),
    clock,
    log,
    tell: (outcome) => void outcomes.push(outcome),
    ...changes,
  });

  async function tradable(pool: Address, tokenMint: Address): Promise<TradablePool> {
    const listing: PoolListing = {
      pool,
      baseMint: tokenMint,
      quoteMint: WSOL_MINT,
      program: null,
      symbol: null,
      name: null,
      slot: null,
      detail: null,
      mint: null,
      lpBurnedBps: null,
      feed: 'test',
    };
    const facts = await chain.pools.readFacts(listing, never);
    if (!facts.ok) throw new Error(facts.error.detail);
    const held = tradablePool(listing, facts.value);
    if (held === null) throw new Error('it is no pair with SOL');
    return held;
  }

  const isKind =
    <K extends OrderOutcome['kind']>(id: OrderId, kind: K) =>
    (each: OrderOutcome): each is Extract<OrderOutcome, { kind: K }> =>
      each.id === id && each.kind === kind;

  return {
    market,
    clock,
    chain,
    executor,
    signer,
    outcomes,
    statuses,
    wallets,
    costs,
    log,
    kindsOf: (id) => outcomes.filter((each) => each.id === id).map(({ kind }) => kind),
    outcome: async (id, kind) => {
      const asked = isKind(id, kind);
      await eventually(`order ${id} is ${kind}`, () => outcomes.some(asked));
      const found = outcomes.find(asked);
      if (found === undefined) throw new Error('it was there');
      return found;
    },
    balance: () => market.chain.accounts.get(signer.address)?.lamports ?? 0n,
    pool: async (plan) => {
      const created = market.createPool(plan, { announce: 'none' });
      market.advanceSlots(1);
      const { pool, coinMint, pcMint } = created.keys;
      const tokenMint = coinMint === WSOL_MINT ? pcMint : coinMint;
      return { created, tradable: await tradable(pool, tokenMint) };
    },
    tradable,
    ticket: (id, side, pool, amountIn, minOut) => ({
      id: orderId(id),
      side,
      pool,
      amountIn,
      expectedOut: minOut,
      minOut,
      trigger: 'pool-event',
      reservedAtMs: clock.nowMs(),
      poolSlot: null,
    }),
    order: (ticket) => {
      executor.execute(mintApproval(ticket));
      executor.send(ticket.id);
      return ticket.id;
    },
    close: async () => {
      await executor.close();
      await chain.close();
      await market.close();
    },
  };
}
