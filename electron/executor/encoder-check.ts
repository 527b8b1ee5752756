import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import type { OrderSide } from '../../shared/order.ts';
import type { SolSide } from '../../shared/pool.ts';
import { lamports } from '../../shared/units.ts';
import type { Route } from './compute-limits.ts';
import { SAMPLE, sampleOrder } from './sample-order.ts';
import { sdkSwap, type Sdk, type Web3Instruction } from './sdk-swap.ts';
import type { SwapVersion } from './swap-route.ts';
import { swapMessage, tokenAccountOf } from './swap-transaction.ts';
import { temporaryWsol } from './temporary-wsol.ts';
import { HELIUS_SENDER_TIP_ACCOUNTS, JITO_TIP_ACCOUNTS } from './tip-policy.ts';

type Case = {
  readonly route: Route;
  readonly version: SwapVersion;
  readonly side: OrderSide;
  readonly solSide: SolSide;
};

const ROUTES: readonly (readonly [Route, SwapVersion])[] = [
  ['amm-v4', 'v2'],
  ['amm-v4', 'v1'],
  ['cpmm', 'v2'],
  ['launchlab', 'v2'],
];

const CASES: readonly Case[] = ROUTES.flatMap(([route, version]) =>
  (['buy', 'sell'] as const).flatMap((side) =>
    (['base', 'quote'] as const).map((solSide) => ({ route, version, side, solSide })),
  ),
);

/** One for each service, so that the longest message there can be is compared too. */
const TIPS = [...JITO_TIP_ACCOUNTS.slice(0, 1), ...HELIUS_SENDER_TIP_ACCOUNTS.slice(0, 1)].map((account) => ({
  account,
  lamports: lamports(1_000_000n),
}));

const inWords = ({ programId, keys, data }: Web3Instruction): string => {
  const roles = keys.map((k) => `${k.pubkey.toBase58()}${k.isSigner ? 's' : ''}${k.isWritable ? 'w' : ''}`);
  return [programId.toBase58(), ...roles, Buffer.from(data).toString('hex')].join(' ');
};

/** Decompiled roles are those of the whole message: what is writable in one instruction is in all. */
function inMessage(made: Web3Instruction, all: readonly Web3Instruction[]): Web3Instruction {
  const writable = new Set(
    all.flatMap(({ keys }) => keys.filter((each) => each.isWritable).map(({ pubkey }) => pubkey.toBase58())),
  );
  made.keys = made.keys.map((each) => ({
    ...each,
    isWritable: each.isWritable || writable.has(each.pubkey.toBase58()),
  }));
  return made;
}

function checkCase(sdk: Sdk, { route, version, side, solSide }: Case): string | null {
  const name = `${route} ${version} ${side} with SOL as ${solSide}`;
  const ticket = sampleOrder(side, solSide, route);
  const { wallet, blockhash } = SAMPLE;
  const ours = swapMessage({
    ticket,
    wallet,
    blockhash,
    microLamportsPerUnit: 1_000n,
    tokenAccountRent: lamports(2_039_280n),
    version,
    tips: TIPS,
  });
  const { TransactionMessage, VersionedMessage } = sdk.web3;
  const message = TransactionMessage.decompile(VersionedMessage.deserialize(ours));
  const theirs = sdkSwap(sdk, version, ticket, {
    owner: wallet,
    wsol: temporaryWsol(wallet, ticket, blockhash).account,
    token: tokenAccountOf(wallet, ticket),
  });
  const at = message.instructions.findIndex(({ programId }) => programId.equals(theirs.programId));
  const swap = message.instructions[at];
  if (swap === undefined) return `${name}: the message has no swap`;
  if (inWords(swap) !== inWords(inMessage(theirs, message.instructions)))
    return `${name}: the swap is not the one of the Raydium SDK`;
  message.instructions[at] = theirs;
  const compiled = message.compileToV0Message().serialize();
  return Buffer.compare(compiled, ours) === 0 ? null : `${name}: the message is not the one web3.js compiles`;
}

/**
 * Holds the bytes that orders are made of against Raydium's own instruction makers and web3.js's own compiler: on every
 * route the swap must be theirs, account for account, and the message with their swap in it must compile to the same
 * bytes. Both libraries are heavy and are loaded here alone: call it when the desk is up. Gives the number of cases that
 * were compared, or what differs.
 */
export async function checkEncoder(): Promise<Result<number, string>> {
  const [raydium, web3] = await Promise.all([
    import('@raydium-io/raydium-sdk-v2'),
    import('@solana/web3.js'),
  ]);
  for (const each of CASES) {
    const difference = checkCase({ raydium, web3 }, each);
    if (difference !== null) return err(difference);
  }
  return ok(CASES.length);
}
