import { mintApproval, type ApprovedOrder } from '../../../electron/core/risk/approved-order.ts';
import type { ChainTransaction } from '../../../electron/protocol/chain-transaction.ts';
import { encodeAddress } from '../../../electron/protocol/base58.ts';
import { associatedTokenAddress } from '../../../electron/protocol/pda.ts';
import type { Route } from '../../../electron/executor/compute-limits.ts';
import { TOKEN_2022_PROGRAM, TOKEN_PROGRAM } from '../../../electron/protocol/programs.ts';
import { makeEphemeralWallet } from '../../../electron/wallet/ephemeral-wallet.ts';
import { orderId, type OrderSide, type OrderTicket } from '../../../shared/order.ts';
import { ppm, type PoolTerms, type SolSide, type TradablePool } from '../../../shared/pool.ts';
import {
  blockhash,
  lamports,
  signature,
  slot,
  tokenUnits,
  unixMs,
  WSOL_MINT,
  type Address,
} from '../../../shared/units.ts';

export const sampleAddress = (byte: number): Address => encodeAddress(new Uint8Array(32).fill(byte));

export const WALLET = makeEphemeralWallet((length) => new Uint8Array(length).fill(7));
export const BLOCKHASH = blockhash(sampleAddress(200));
export const RENT = lamports(2_039_280n);
export const TOKEN = sampleAddress(5);
export const TOKEN_ACCOUNT = associatedTokenAddress(WALLET.address, TOKEN, TOKEN_PROGRAM);

const TERMS: Readonly<Record<Route, PoolTerms>> = {
  'amm-v4': { kind: 'amm-v4' },
  cpmm: {
    kind: 'cpmm',
    config: sampleAddress(20),
    observation: sampleAddress(21),
    tradeFeePpm: ppm(2_500n),
    protocolFeePpm: ppm(120_000n),
    fundFeePpm: ppm(40_000n),
    creatorFee: null,
  },
  launchlab: {
    kind: 'launchlab',
    globalConfig: sampleAddress(22),
    platformConfig: sampleAddress(23),
    creator: sampleAddress(24),
    platformFeeVault: sampleAddress(25),
    creatorFeeVault: sampleAddress(26),
    protocolFeePpm: ppm(2_500n),
    platformFeePpm: ppm(10_000n),
    creatorFeePpm: ppm(5_000n),
    baseFloorUnits: tokenUnits(1n),
  },
};

/** On AMM v4 a token of SPL Token, on the others one of Token-2022. */
export function samplePool(solSide: SolSide = 'base', route: Route = 'amm-v4'): TradablePool {
  return {
    pool: sampleAddress(1),
    baseMint: solSide === 'base' ? WSOL_MINT : TOKEN,
    quoteMint: solSide === 'base' ? TOKEN : WSOL_MINT,
    solSide,
    tokenMint: TOKEN,
    tokenProgram: route === 'amm-v4' ? TOKEN_PROGRAM : TOKEN_2022_PROGRAM,
    tokenDecimals: 6,
    symbol: 'SAMPLE',
    accounts: {
      baseVault: sampleAddress(2),
      quoteVault: sampleAddress(3),
      lpMint: route === 'launchlab' ? null : sampleAddress(4),
    },
    terms: TERMS[route],
    transferFee: null,
  };
}

export function sampleTicket(
  side: OrderSide,
  id = 1,
  solSide: SolSide = 'base',
  route: Route = 'amm-v4',
): OrderTicket {
  return {
    id: orderId(id),
    side,
    pool: samplePool(solSide, route),
    amountIn: side === 'buy' ? 100_000_000n : 5_000_000n,
    expectedOut: side === 'buy' ? 5_000_000n : 99_000_000n,
    minOut: side === 'buy' ? 4_900_000n : 97_000_000n,
    trigger: 'pool-event',
    reservedAtMs: unixMs(1_700_000_000_000),
    poolSlot: null,
  };
}

export const approved = (side: OrderSide, id = 1): ApprovedOrder => mintApproval(sampleTicket(side, id));

/** Another wrapped-SOL account or a plain one, before and after. */
export type OtherAccount = {
  readonly address: Address;
  /** Its lamports. */
  readonly lamports: readonly [bigint, bigint];
  /** What it holds wrapped; null for an account that is no token account. */
  readonly wrapped: readonly [bigint, bigint] | null;
};

export type LandedAs = {
  /** What the wallet's token account held before and after. */
  readonly tokens: readonly [bigint, bigint];
  /** What the pool's SOL vault held before and after. */
  readonly vault: readonly [bigint, bigint];
  readonly wallet: readonly [bigint, bigint];
  /** Lamports of the token account before and after. */
  readonly rent: readonly [bigint, bigint];
  readonly others?: readonly OtherAccount[];
  readonly fee?: bigint;
  readonly err?: unknown;
  readonly logMessages?: readonly string[];
};

/** A landed transaction of the order, as a node gives it: the wallet, its token account, the SOL vault and others. */
export function landed(ticket: OrderTicket, as: LandedAs): ChainTransaction {
  const { baseVault, quoteVault } = ticket.pool.accounts;
  const vault = ticket.pool.solSide === 'base' ? baseVault : quoteVault;
  const tokenAccount = associatedTokenAddress(WALLET.address, TOKEN, ticket.pool.tokenProgram);
  const others = as.others ?? [];
  const accounts = [WALLET.address, tokenAccount, vault, ...others.map(({ address }) => address)];
  const lamportsAt = (index: 0 | 1) =>
    [
      as.wallet[index],
      as.rent[index],
      RENT + as.vault[index],
      ...others.map((other) => other.lamports[index]),
    ].map(lamports);
  const tokensAt = (index: 0 | 1) => {
    const wrapped = others.flatMap((other, at) =>
      other.wrapped === null || other.lamports[index] === 0n
        ? []
        : [{ accountIndex: 3 + at, account: other.address, mint: WSOL_MINT, held: other.wrapped[index] }],
    );
    const held = [
      { accountIndex: 1, account: tokenAccount, mint: TOKEN, held: as.tokens[index] },
      { accountIndex: 2, account: vault, mint: WSOL_MINT, held: as.vault[index] },
      ...wrapped,
    ];
    return (
      held
        // An account that does not exist has no balance in the list.
        .filter(({ accountIndex }) => accountIndex !== 1 || as.rent[index] > 0n)
        .map(({ held: amount, ...rest }) => ({
          ...rest,
          owner: rest.accountIndex === 1 ? WALLET.address : sampleAddress(9),
          amount: tokenUnits(amount),
          decimals: 6,
        }))
    );
  };
  return {
    signature: signature('5'.repeat(87)),
    slot: slot(321),
    err: as.err ?? null,
    feeLamports: lamports(as.fee ?? 5_900n),
    computeUnits: 60_000,
    accountKeys: accounts.map((address, index) => ({ address, signer: index === 0, writable: true })),
    instructions: [],
    logMessages: as.logMessages ?? [],
    preBalances: lamportsAt(0),
    postBalances: lamportsAt(1),
    preTokenBalances: tokensAt(0),
    postTokenBalances: tokensAt(1),
  };
}

/** A first buy of 5,000,000 units for 0.1 SOL that also makes the token account. */
export const landedBuy = (ticket: OrderTicket): ChainTransaction =>
  landed(ticket, {
    tokens: [0n, 5_000_000n],
    vault: [79_000_000_000n, 79_100_000_000n],
    wallet: [1_000_000_000n, 1_000_000_000n - 100_000_000n - 5_900n - RENT],
    rent: [0n, RENT],
  });
