import { lamports, tokenUnits, WSOL_MINT, type Address, type Signature } from '../../../shared/units.ts';
import {
  ammV4SwapV2Instruction,
  type AmmV4SwapAmounts,
} from '../../../electron/protocol/amm-v4-swap-instruction.ts';
import { createAssociatedTokenIdempotentInstruction } from '../../../electron/protocol/associated-token-instructions.ts';
import { encodeSignature } from '../../../electron/protocol/base58.ts';
import { signingKeyFromSeed, type SigningKey } from '../../../electron/protocol/ed25519.ts';
import type { Instruction } from '../../../electron/protocol/instruction.ts';
import { associatedTokenAddress } from '../../../electron/protocol/pda.ts';
import { TOKEN_PROGRAM } from '../../../electron/protocol/programs.ts';
import { systemTransferInstruction } from '../../../electron/protocol/system-instructions.ts';
import { decodeTokenAccount } from '../../../electron/protocol/token-account.ts';
import { syncNativeInstruction } from '../../../electron/protocol/token-instructions.ts';
import { compileMessage, encodeTransaction } from '../../../electron/protocol/transaction-wire.ts';
import type { Market, MarketOptions } from '../../../electron/sim/market.ts';
import type { CreatedPool } from '../../../electron/sim/market/pool-creation.ts';
import { startMarket } from '../../../electron/sim/start-market.ts';

export const START_MS = 1_800_000_000_000;
export const SOL = 1_000_000_000n;

export const manualMarket = (options: Partial<MarketOptions> = {}): Promise<Market> =>
  startMarket({ seed: 'test', manual: true, startAtMs: START_MS, ...options });

/** Runs a test against a market of its own and closes it whatever happens. */
export async function withMarket<T>(
  options: Partial<MarketOptions>,
  run: (market: Market) => Promise<T> | T,
): Promise<T> {
  const market = await manualMarket(options);
  try {
    return await run(market);
  } finally {
    await market.close();
  }
}

export const key = (byte: number): SigningKey => signingKeyFromSeed(new Uint8Array(32).fill(byte));

/** A wallet that holds this much. */
export function fundedKey(market: Market, sol = 10n, byte = 7): SigningKey {
  const wallet = key(byte);
  market.airdrop(wallet.publicKey, lamports(sol * SOL));
  market.advanceSlots(1);
  return wallet;
}

export const ataOf = (owner: Address, mint: Address): Address =>
  associatedTokenAddress(owner, mint, TOKEN_PROGRAM);

export function signed(market: Market, signer: SigningKey, instructions: readonly Instruction[]) {
  const message = compileMessage({
    payer: signer.publicKey,
    instructions,
    recentBlockhash: market.chain.blockAt('processed').blockhash,
    version: 0,
  });
  const signature = signer.sign(message);
  return { bytes: encodeTransaction([signature], message), signature: encodeSignature(signature) };
}

/** Sends and lets one block pass. */
export function land(market: Market, signer: SigningKey, instructions: readonly Instruction[]): Signature {
  const { bytes, signature } = signed(market, signer, instructions);
  market.chain.submit(bytes);
  market.advanceSlots(1);
  return signature;
}

export function openAta(owner: Address, mint: Address): Instruction {
  return createAssociatedTokenIdempotentInstruction({
    payer: owner,
    account: ataOf(owner, mint),
    owner,
    mint,
    tokenProgram: TOKEN_PROGRAM,
  });
}

/** Instructions that wrap SOL into the owner's associated account. */
export function wrap(owner: Address, amount: bigint): Instruction[] {
  const account = ataOf(owner, WSOL_MINT);
  return [
    openAta(owner, WSOL_MINT),
    systemTransferInstruction({ from: owner, to: account, lamports: lamports(amount) }),
    syncNativeInstruction({ account }),
  ];
}

export function swap(
  pool: CreatedPool,
  owner: Address,
  side: 'buy' | 'sell',
  amounts: AmmV4SwapAmounts,
): Instruction {
  const money = ataOf(owner, WSOL_MINT);
  const token = ataOf(owner, pool.tokenMint);
  const [source, destination] = side === 'buy' ? [money, token] : [token, money];
  return ammV4SwapV2Instruction({ pool: pool.keys, user: { source, destination, owner }, amounts });
}

export const exactIn = (amountIn: bigint, minimumOut: bigint): AmmV4SwapAmounts => ({
  fixed: 'in',
  amountIn: tokenUnits(amountIn),
  minimumOut: tokenUnits(minimumOut),
});

/** Everything that a buy needs and the swap itself. */
export const buy = (pool: CreatedPool, owner: Address, amountIn: bigint, minimumOut = 1n): Instruction[] => [
  ...wrap(owner, amountIn),
  openAta(owner, pool.tokenMint),
  swap(pool, owner, 'buy', exactIn(amountIn, minimumOut)),
];

export function held(market: Market, account: Address): bigint {
  const token = decodeTokenAccount(market.chain.accounts.get(account)?.data ?? new Uint8Array());
  return token?.amount ?? 0n;
}

export async function rpc(
  market: Market,
  method: string,
  params: readonly unknown[] = [],
): Promise<RpcReply> {
  const response = await fetch(market.rpcUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
  });
  return (await response.json()) as RpcReply;
}

/** A value inside parsed JSON, by its path. */
export const at = (value: unknown, ...path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>(
    (inner, step) => (inner as Readonly<Record<string | number, unknown>> | undefined)?.[step],
    value,
  );

export type RpcReply = {
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string; readonly data?: unknown };
};
