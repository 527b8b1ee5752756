import { computeLimit, swapMessage, tokenAccountOf } from '../../electron/executor/swap-transaction.ts';
import type { SwapVersion } from '../../electron/executor/swap-route.ts';
import { quoteSwap } from '../../electron/core/swap/quote-swap.ts';
import type { SwapOut } from '../../electron/core/swap/swap-quote.ts';
import type { SigningKey } from '../../electron/protocol/ed25519.ts';
import { SYSTEM_PROGRAM } from '../../electron/protocol/programs.ts';
import { TOKEN_ACCOUNT_BYTES, tokenAccountAmount } from '../../electron/protocol/token-account.ts';
import { orderId, type OrderSide, type OrderTicket } from '../../shared/order.ts';
import type { Reserves } from '../../shared/pool.ts';
import { LAMPORTS_PER_SOL, lamports, tokenUnits, unixMs, WSOL_MINT } from '../../shared/units.ts';
import type { LiteChain, Outcome } from './lite-chain.ts';
import { tokenMint, type SamplePool } from './sample-pool.ts';

/** One order of one side, sent and compared. Amounts are lamports or token units. */
export type Try = {
  readonly side: OrderSide;
  readonly amountIn: bigint;
  readonly quoted: bigint | null;
  /** What arrived; null where the transaction failed. */
  readonly received: bigint | null;
  /** Null where it succeeded with the quote itself as its floor, and one unit more was refused. */
  readonly fault: string | null;
  readonly units: number | null;
  readonly unitsAsked: number;
};

export type TryPlan = {
  readonly version: SwapVersion;
  readonly lamportsIn: bigint;
  readonly wallet: SigningKey;
};

/** SPL Token's native mint, which the local SVM does not come with. */
const WSOL_MINT_ACCOUNT = tokenMint({ mint: WSOL_MINT, decimals: 9, supply: tokenUnits(0n) });
const WALLET_LAMPORTS = lamports(1_000n * LAMPORTS_PER_SOL);
const FEE_PER_SIGNATURE = 5_000n;

/** Buys with an amount of SOL, then sells all that arrived. The sell is left out where the buy fails. */
export function tryBuyAndSell(chain: LiteChain, sample: SamplePool, plan: TryPlan): readonly Try[] {
  chain.write(WSOL_MINT_ACCOUNT);
  for (const account of sample.accounts) chain.write(account);
  const wallet = plan.wallet.publicKey;
  chain.write({ address: wallet, owner: SYSTEM_PROGRAM, data: new Uint8Array(0), lamports: WALLET_LAMPORTS });
  const bought = tryOne(chain, sample, plan, 'buy', plan.lamportsIn);
  const held = tokensHeld(chain, sample, plan);
  return held === 0n ? [bought] : [bought, tryOne(chain, sample, plan, 'sell', held)];
}

function tryOne(chain: LiteChain, sample: SamplePool, plan: TryPlan, side: OrderSide, amountIn: bigint): Try {
  const quote = quoteOf(sample, sample.reserves(chain), side, amountIn);
  const unitsAsked = computeLimit(ticketOf(sample, { side, amountIn, minOut: 1n }));
  const result = { side, amountIn, quoted: quote?.out ?? null, unitsAsked };
  if (quote === null || quote.out === 0n) {
    return { ...result, received: null, units: null, fault: 'the desk has no quote' };
  }
  const tooMuch = send(chain, sample, plan, { side, amountIn, minOut: quote.out + 1n });
  const exact = tooMuch.ok ? tooMuch : send(chain, sample, plan, { side, amountIn, minOut: quote.out });
  // Where the quote is too high, without a floor to learn what the program pays.
  const sent = exact.ok ? exact : send(chain, sample, plan, { side, amountIn, minOut: 1n });
  if (!sent.ok) return { ...result, received: null, units: null, fault: failureOf(sent) };
  const { received, units } = sent;
  return { ...result, received, units, fault: faultOf(received, quote, sample.reserves(chain), tooMuch.ok) };
}

function faultOf(received: bigint, quote: SwapOut, after: Reserves, paidMore: boolean): string | null {
  if (received !== quote.out) return `paid ${received}, quoted ${quote.out}`;
  if (paidMore) return 'a floor above what it paid was not refused';
  if (after.base === quote.after.base && after.quote === quote.after.quote) return null;
  return (
    `left reserves ${after.base} / ${after.quote}, ` +
    `the quote foresaw ${quote.after.base} / ${quote.after.quote}`
  );
}

function quoteOf(sample: SamplePool, reserves: Reserves, side: OrderSide, amountIn: bigint): SwapOut | null {
  const { terms, solSide, transferFee } = sample.pool;
  const tokenSide = solSide === 'base' ? 'quote' : 'base';
  const transferFees = { base: null, quote: null, [tokenSide]: transferFee };
  const inSide = side === 'buy' ? solSide : tokenSide;
  return quoteSwap(terms, { reserves, inSide, amountIn: tokenUnits(amountIn), transferFees });
}

type Sent = { readonly ok: true; readonly units: number; readonly received: bigint };
type Order = { readonly side: OrderSide; readonly amountIn: bigint; readonly minOut: bigint };

function send(
  chain: LiteChain,
  sample: SamplePool,
  plan: TryPlan,
  order: Order,
): Sent | Extract<Outcome, { ok: false }> {
  const wallet = plan.wallet.publicKey;
  const message = swapMessage({
    ticket: ticketOf(sample, order),
    wallet,
    blockhash: chain.blockhash(),
    microLamportsPerUnit: 0n,
    tokenAccountRent: chain.rentOf(TOKEN_ACCOUNT_BYTES),
    version: plan.version,
    tips: [],
  });
  const before = { tokens: tokensHeld(chain, sample, plan), sol: chain.balanceOf(wallet) };
  const outcome = chain.send(message, plan.wallet);
  if (!outcome.ok) return outcome;
  const received =
    order.side === 'buy'
      ? tokensHeld(chain, sample, plan) - before.tokens
      : chain.balanceOf(wallet) - before.sol + FEE_PER_SIGNATURE;
  return { ok: true, units: outcome.units, received };
}

const ticketOf = (sample: SamplePool, { side, amountIn, minOut }: Order): OrderTicket => ({
  id: orderId(1),
  side,
  pool: sample.pool,
  amountIn,
  expectedOut: minOut,
  minOut,
  trigger: 'sell-button',
  reservedAtMs: unixMs(0),
  poolSlot: null,
});

function tokensHeld(chain: LiteChain, sample: SamplePool, plan: TryPlan): bigint {
  const account = tokenAccountOf(
    plan.wallet.publicKey,
    ticketOf(sample, { side: 'sell', amountIn: 1n, minOut: 1n }),
  );
  const data = chain.dataOf(account);
  return data === null ? 0n : (tokenAccountAmount(data) ?? 0n);
}

/** The error and the last thing that a program said. */
function failureOf({ error, logs }: Extract<Outcome, { ok: false }>): string {
  const said = logs.filter((line) => line.startsWith('Program log: ') || line.includes(' failed: '));
  return [error, ...said.slice(-2)].join(' | ');
}
