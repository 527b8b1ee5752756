import type * as SdkModule from '@raydium-io/raydium-sdk-v2';
import type * as Web3Module from '@solana/web3.js';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import type { OrderSide, OrderTicket } from '../../shared/order.ts';
import type { SolSide } from '../../shared/pool.ts';
import { lamports } from '../../shared/units.ts';
import { AMM_V4_AUTHORITY, AMM_V4_PROGRAM } from '../protocol/programs.ts';
import { SAMPLE, sampleOrder } from './sample-order.ts';
import { swapMessage, tokenAccountOf } from './swap-transaction.ts';

const CASES: readonly (readonly [OrderSide, SolSide])[] = [
  ['buy', 'base'],
  ['buy', 'quote'],
  ['sell', 'base'],
  ['sell', 'quote'],
];

type Sdk = typeof SdkModule;
type Web3 = typeof Web3Module;
type SwapParams = Parameters<Sdk['makeAMMSwapV2Instruction']>[0];
type Web3Instruction = ReturnType<Sdk['makeAMMSwapV2Instruction']>;

/** The same swap as the SDK makes it. Of the pool's keys its maker reads the five that are given. */
function theirSwap(sdk: Sdk, ticket: OrderTicket, user: SwapParams['userKeys']): Web3Instruction {
  const keys = {
    programId: AMM_V4_PROGRAM,
    id: SAMPLE.pool,
    authority: AMM_V4_AUTHORITY,
    vault: { A: SAMPLE.baseVault, B: SAMPLE.quoteVault },
  };
  return sdk.makeAMMSwapV2Instruction({
    version: 4,
    poolKeys: keys as unknown as SwapParams['poolKeys'],
    userKeys: user,
    amountIn: ticket.amountIn.toString(),
    amountOut: ticket.minOut.toString(),
    fixedSide: 'in',
  });
}

const inWords = ({ programId, keys, data }: Web3Instruction): string => {
  const roles = keys.map((k) => `${k.pubkey.toBase58()}${k.isSigner ? 's' : ''}${k.isWritable ? 'w' : ''}`);
  return [programId.toBase58(), ...roles, Buffer.from(data).toString('hex')].join(' ');
};

function checkCase(sdk: Sdk, web3: Web3, side: OrderSide, solSide: SolSide): string | null {
  const ticket = sampleOrder(side, solSide);
  const ours = swapMessage({
    ticket,
    wallet: SAMPLE.wallet,
    blockhash: SAMPLE.blockhash,
    microLamportsPerUnit: 1_000n,
    tokenAccountRent: lamports(2_039_280n),
    version: 'v2',
    closeTokenAccount: false,
  });
  const message = web3.TransactionMessage.decompile(web3.VersionedMessage.deserialize(ours));
  const at = message.instructions.findIndex(({ programId }) => programId.toBase58() === AMM_V4_PROGRAM);
  const swap = message.instructions[at];
  const wsol = swap?.keys[side === 'buy' ? 5 : 6]?.pubkey;
  if (swap === undefined || wsol === undefined) return `the ${side} message has no swap`;
  const token = new web3.PublicKey(tokenAccountOf(SAMPLE.wallet, ticket));
  const [tokenAccountIn, tokenAccountOut] = side === 'buy' ? [wsol, token] : [token, wsol];
  const owner = new web3.PublicKey(SAMPLE.wallet);
  const theirs = theirSwap(sdk, ticket, { tokenAccountIn, tokenAccountOut, owner });
  // Decompiled roles are those of the whole message, in which the wallet pays and so is writable.
  const payer = theirs.keys.at(-1);
  if (payer !== undefined) payer.isWritable = true;
  if (inWords(swap) !== inWords(theirs)) return `the ${side} swap is not the one of the Raydium SDK`;
  message.instructions[at] = theirs;
  const compiled = message.compileToV0Message().serialize();
  return Buffer.compare(compiled, ours) === 0 ? null : `the ${side} message is not the one web3.js compiles`;
}

/**
 * Holds the bytes that orders are made of against Raydium's own instruction maker and web3.js's own compiler: the
 * swap must be theirs, account for account, and the message with their swap in it must compile to the same bytes.
 * Both libraries are heavy and are loaded here alone: call it when the desk is up. Gives the number of cases that
 * were compared, or what differs.
 */
export async function checkEncoder(): Promise<Result<number, string>> {
  const [sdk, web3] = await Promise.all([import('@raydium-io/raydium-sdk-v2'), import('@solana/web3.js')]);
  for (const [side, solSide] of CASES) {
    const difference = checkCase(sdk, web3, side, solSide);
    if (difference !== null) return err(difference);
  }
  return ok(CASES.length);
}
