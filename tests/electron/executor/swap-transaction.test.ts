import {
  TransactionMessage,
  VersionedTransaction,
  PublicKey,
  type TransactionInstruction,
} from '@solana/web3.js';
import { describe, expect, it } from 'vitest';
import { COMPUTE_LIMITS, COMPUTE_UNITS, type Route } from '../../../electron/executor/compute-limits.ts';
import { swapMessage, type SwapRequest } from '../../../electron/executor/swap-transaction.ts';
import { temporaryWsol } from '../../../electron/executor/temporary-wsol.ts';
import { HELIUS_SENDER_TIP_ACCOUNTS, JITO_TIP_ACCOUNTS } from '../../../electron/executor/tip-policy.ts';
import { parseAmmV4SwapInstruction } from '../../../electron/protocol/amm-v4-swap-instruction.ts';
import { parseAssociatedTokenInstruction } from '../../../electron/protocol/associated-token-instructions.ts';
import { parseCpmmSwapInstruction } from '../../../electron/protocol/cpmm-swap-instruction.ts';
import { parseLaunchLabSwapInstruction } from '../../../electron/protocol/launchlab-swap-instruction.ts';
import { parseComputeBudgetInstruction } from '../../../electron/protocol/compute-budget-instructions.ts';
import { verifySignature } from '../../../electron/protocol/ed25519.ts';
import type { ResolvedInstruction } from '../../../electron/protocol/instruction.ts';
import { TOKEN_2022_PROGRAM, TOKEN_PROGRAM } from '../../../electron/protocol/programs.ts';
import { parseSystemInstruction } from '../../../electron/protocol/system-instructions.ts';
import { parseTokenInstruction } from '../../../electron/protocol/token-instructions.ts';
import { encodeTransaction, MAX_TRANSACTION_BYTES } from '../../../electron/protocol/transaction-wire.ts';
import { associatedTokenAddress } from '../../../electron/protocol/pda.ts';
import { address, blockhash, lamports, WSOL_MINT } from '../../../shared/units.ts';
import {
  BLOCKHASH,
  RENT,
  sampleAddress,
  sampleTicket,
  TOKEN,
  TOKEN_ACCOUNT,
  WALLET,
} from './sample-orders.ts';

const request = (changes: Partial<SwapRequest>): SwapRequest => ({
  ticket: sampleTicket('buy'),
  wallet: WALLET.address,
  blockhash: BLOCKHASH,
  microLamportsPerUnit: 10_000n,
  tokenAccountRent: RENT,
  version: 'v2',
  tips: [],
  ...changes,
});

/** Through web3.js, so that what is listed is what others read in the bytes. */
function instructionsOf(asked: SwapRequest): readonly unknown[] {
  const message = swapMessage(asked);
  const transaction = VersionedTransaction.deserialize(encodeTransaction([WALLET.sign(message)], message));
  expect(transaction.version).toBe(0);
  expect(transaction.message.addressTableLookups).toEqual([]);
  expect(transaction.message.staticAccountKeys[0]?.toBase58()).toBe(WALLET.address);
  expect(transaction.message.recentBlockhash).toBe(asked.blockhash);
  return TransactionMessage.decompile(transaction.message).instructions.map((each) => read(plain(each)));
}

const plain = ({ programId, keys, data }: TransactionInstruction): ResolvedInstruction => ({
  programId: address(programId.toBase58()),
  accounts: keys.map(({ pubkey }) => address(pubkey.toBase58())),
  data: new Uint8Array(data),
});

const read = (instruction: ResolvedInstruction): unknown =>
  parseComputeBudgetInstruction(instruction) ??
  parseSystemInstruction(instruction) ??
  parseAssociatedTokenInstruction(instruction) ??
  parseTokenInstruction(instruction) ??
  parseAmmV4SwapInstruction(instruction) ??
  parseCpmmSwapInstruction(instruction) ??
  parseLaunchLabSwapInstruction(instruction);

const wsolOf = (asked: SwapRequest): { account: string; seed: string } =>
  temporaryWsol(asked.wallet, asked.ticket, asked.blockhash);

describe('the transaction of a buy', () => {
  it('wraps what it spends, makes the token account, swaps, and unwraps what is left', () => {
    const asked = request({});
    const wsol = wsolOf(asked);
    expect(instructionsOf(asked)).toMatchObject([
      { kind: 'set-compute-unit-limit', units: COMPUTE_LIMITS['amm-v4'].buy },
      { kind: 'set-compute-unit-price', microLamports: 10_000n },
      {
        kind: 'create-account-with-seed',
        from: WALLET.address,
        base: WALLET.address,
        seed: wsol.seed,
        newAccount: wsol.account,
        lamports: RENT + 100_000_000n,
        space: 165n,
        owner: TOKEN_PROGRAM,
      },
      { kind: 'initialize-account', account: wsol.account, mint: WSOL_MINT, owner: WALLET.address },
      {
        kind: 'create-idempotent',
        payer: WALLET.address,
        account: TOKEN_ACCOUNT,
        owner: WALLET.address,
        mint: TOKEN,
        tokenProgram: TOKEN_PROGRAM,
      },
      {
        form: 'v2',
        pool: { pool: sampleAddress(1), coinVault: sampleAddress(2), pcVault: sampleAddress(3) },
        user: { source: wsol.account, destination: TOKEN_ACCOUNT, owner: WALLET.address },
        amounts: { fixed: 'in', amountIn: 100_000_000n, minimumOut: 4_900_000n },
      },
      { kind: 'close-account', account: wsol.account, destination: WALLET.address, owner: WALLET.address },
    ]);
  });

  it('is signed over the bytes that web3.js reads', () => {
    const message = swapMessage(request({}));
    const { signatures, message: theirs } = VersionedTransaction.deserialize(
      encodeTransaction([WALLET.sign(message)], message),
    );
    const key = new PublicKey(WALLET.address).toBytes();
    expect(verifySignature(key, theirs.serialize(), signatures[0] ?? new Uint8Array())).toBe(true);
  });

  it('uses the first form of the swap where the program knows no other', () => {
    expect(instructionsOf(request({ version: 'v1' }))[5]).toMatchObject({
      form: 'v1',
      user: { destination: TOKEN_ACCOUNT, owner: WALLET.address },
      amounts: { fixed: 'in', amountIn: 100_000_000n, minimumOut: 4_900_000n },
    });
  });
});

describe('the transaction of a sell', () => {
  const asked = request({ ticket: sampleTicket('sell') });
  const wsol = wsolOf(asked);
  const opening = [
    { kind: 'set-compute-unit-limit', units: COMPUTE_LIMITS['amm-v4'].sell },
    { kind: 'set-compute-unit-price', microLamports: 10_000n },
    { kind: 'create-account-with-seed', newAccount: wsol.account, lamports: RENT },
    { kind: 'initialize-account', account: wsol.account, mint: WSOL_MINT, owner: WALLET.address },
    {
      form: 'v2',
      user: { source: TOKEN_ACCOUNT, destination: wsol.account, owner: WALLET.address },
      amounts: { fixed: 'in', amountIn: 5_000_000n, minimumOut: 97_000_000n },
    },
    { kind: 'close-account', account: wsol.account, destination: WALLET.address },
  ];

  it('swaps into wrapped SOL and unwraps it, and leaves the token account', () => {
    expect(instructionsOf(asked)).toMatchObject(opening);
  });
});

const ROUTES = Object.keys(COMPUTE_LIMITS) as Route[];
const TOKEN_2022_ACCOUNT = associatedTokenAddress(WALLET.address, TOKEN, TOKEN_2022_PROGRAM);

describe('the transaction on CPMM', () => {
  it('buys with SOL as the base side, into an account of the mint’s own token program', () => {
    const asked = request({ ticket: sampleTicket('buy', 1, 'base', 'cpmm') });
    const [, , , , account, swap] = instructionsOf(asked);
    expect(account).toMatchObject({
      kind: 'create-idempotent',
      account: TOKEN_2022_ACCOUNT,
      tokenProgram: TOKEN_2022_PROGRAM,
    });
    expect(swap).toMatchObject({
      pool: { pool: sampleAddress(1), config: sampleAddress(20), observation: sampleAddress(21) },
      user: { owner: WALLET.address, source: wsolOf(asked).account, destination: TOKEN_2022_ACCOUNT },
      input: { vault: sampleAddress(2), mint: WSOL_MINT, tokenProgram: TOKEN_PROGRAM },
      output: { vault: sampleAddress(3), mint: TOKEN, tokenProgram: TOKEN_2022_PROGRAM },
      amounts: { fixed: 'in', amountIn: 100_000_000n, minimumOut: 4_900_000n },
    });
  });

  it('sells with SOL as the quote side', () => {
    const asked = request({ ticket: sampleTicket('sell', 1, 'quote', 'cpmm') });
    expect(instructionsOf(asked)[4]).toMatchObject({
      user: { source: TOKEN_2022_ACCOUNT, destination: wsolOf(asked).account },
      input: { vault: sampleAddress(2), mint: TOKEN, tokenProgram: TOKEN_2022_PROGRAM },
      output: { vault: sampleAddress(3), mint: WSOL_MINT, tokenProgram: TOKEN_PROGRAM },
      amounts: { fixed: 'in', amountIn: 5_000_000n, minimumOut: 97_000_000n },
    });
  });
});

describe('the transaction on LaunchLab', () => {
  const sideOf = (side: 'buy' | 'sell', solSide: 'base' | 'quote'): unknown => {
    const asked = request({ ticket: sampleTicket(side, 1, solSide, 'launchlab') });
    return { swap: instructionsOf(asked)[side === 'buy' ? 5 : 4], wsol: wsolOf(asked).account };
  };

  it('buys and sells against the quote side', () => {
    expect(sideOf('buy', 'quote')).toMatchObject({
      swap: {
        side: 'buy',
        pool: { baseMint: TOKEN, quoteMint: WSOL_MINT, baseVault: sampleAddress(2) },
        feeVaults: { platform: sampleAddress(25), creator: sampleAddress(26) },
        user: { owner: WALLET.address, baseAccount: TOKEN_2022_ACCOUNT },
        amounts: { amountIn: 100_000_000n, minimumOut: 4_900_000n, shareFeeRate: 0n },
      },
    });
    expect(sideOf('sell', 'quote')).toMatchObject({
      swap: { side: 'sell', amounts: { amountIn: 5_000_000n, minimumOut: 97_000_000n } },
    });
  });

  it('turns the program’s two directions round where SOL is the base side', () => {
    expect(sideOf('buy', 'base')).toMatchObject({
      swap: { side: 'sell', user: { quoteAccount: TOKEN_2022_ACCOUNT } },
    });
    expect(sideOf('sell', 'base')).toMatchObject({ swap: { side: 'buy' } });
  });
});

describe.each(ROUTES)('an order on %s', (route) => {
  const tips = [...JITO_TIP_ACCOUNTS.slice(0, 1), ...HELIUS_SENDER_TIP_ACCOUNTS.slice(0, 1)].map(
    (account) => ({
      account,
      lamports: lamports(1_000_000n),
    }),
  );

  it.each(['buy', 'sell'] as const)(
    'asks for its own compute limit in a %s, at most the general one',
    (side) => {
      const ticket = sampleTicket(side, 1, 'quote', route);
      const units = COMPUTE_LIMITS[route][side];
      expect(instructionsOf(request({ ticket }))[0]).toEqual({ kind: 'set-compute-unit-limit', units });
      expect(units).toBeLessThanOrEqual(COMPUTE_UNITS[side]);
    },
  );

  it.each(['buy', 'sell'] as const)(
    'pays its tips last in a %s, and fits a packet with two of them',
    (side) => {
      const ticket = sampleTicket(side, Number.MAX_SAFE_INTEGER, 'quote', route);
      const asked = request({ ticket, tips, version: 'v1' });
      expect(instructionsOf(asked).slice(-2)).toEqual(
        tips.map((tip) => ({
          kind: 'transfer',
          from: WALLET.address,
          to: tip.account,
          lamports: 1_000_000n,
        })),
      );
      const message = swapMessage(asked);
      expect(encodeTransaction([WALLET.sign(message)], message).length).toBeLessThan(MAX_TRANSACTION_BYTES);
    },
  );
});

describe('any order', () => {
  it('has a temporary account of its own, that cannot be foretold', () => {
    const accounts = [
      wsolOf(request({})),
      wsolOf(request({ ticket: sampleTicket('buy', 2) })),
      wsolOf(request({ blockhash: blockhash(sampleAddress(201)) })),
    ].map(({ account }) => account);
    expect(new Set(accounts).size).toBe(3);
    expect(wsolOf(request({}))).toEqual(wsolOf(request({})));
  });

  it('keeps its seed within 32 characters however high the id', () => {
    expect(wsolOf(request({ ticket: sampleTicket('buy', Number.MAX_SAFE_INTEGER) })).seed).toHaveLength(32);
  });

  it('is refused for nothing in, nothing asked for, or a pool without a route', () => {
    const ticket = sampleTicket('buy');
    expect(() => swapMessage(request({ ticket: { ...ticket, amountIn: 0n } }))).toThrow();
    expect(() => swapMessage(request({ ticket: { ...ticket, minOut: 0n } }))).toThrow();
    const pool = { ...ticket.pool, terms: { kind: 'clmm' } } as const;
    expect(() => swapMessage(request({ ticket: { ...ticket, pool } }))).toThrow('no route for clmm');
  });
});
