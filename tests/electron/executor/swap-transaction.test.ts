import {
  TransactionMessage,
  VersionedTransaction,
  PublicKey,
  type TransactionInstruction,
} from '@solana/web3.js';
import { describe, expect, it } from 'vitest';
import { temporaryWsol } from '../../../electron/executor/swap-parts.ts';
import { COMPUTE_UNITS, swapMessage, type SwapRequest } from '../../../electron/executor/swap-transaction.ts';
import { parseAmmV4SwapInstruction } from '../../../electron/protocol/amm-v4-swap-instruction.ts';
import { parseAssociatedTokenInstruction } from '../../../electron/protocol/associated-token-instructions.ts';
import { parseComputeBudgetInstruction } from '../../../electron/protocol/compute-budget-instructions.ts';
import { verifySignature } from '../../../electron/protocol/ed25519.ts';
import type { ResolvedInstruction } from '../../../electron/protocol/instruction.ts';
import { TOKEN_PROGRAM } from '../../../electron/protocol/programs.ts';
import { parseSystemInstruction } from '../../../electron/protocol/system-instructions.ts';
import { parseTokenInstruction } from '../../../electron/protocol/token-instructions.ts';
import { encodeTransaction } from '../../../electron/protocol/transaction-wire.ts';
import { address, blockhash, WSOL_MINT } from '../../../shared/units.ts';
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
  closeTokenAccount: false,
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
  parseAmmV4SwapInstruction(instruction);

const wsolOf = (asked: SwapRequest): { account: string; seed: string } =>
  temporaryWsol(asked.wallet, asked.ticket, asked.blockhash);

describe('the transaction of a buy', () => {
  it('wraps what it spends, makes the token account, swaps, and unwraps what is left', () => {
    const asked = request({});
    const wsol = wsolOf(asked);
    expect(instructionsOf(asked)).toMatchObject([
      { kind: 'set-compute-unit-limit', units: COMPUTE_UNITS.buy },
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
    { kind: 'set-compute-unit-limit', units: COMPUTE_UNITS.sell },
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

  it('closes the token account too when told that it will be empty', () => {
    expect(instructionsOf({ ...asked, closeTokenAccount: true })).toMatchObject([
      ...opening,
      { kind: 'close-account', account: TOKEN_ACCOUNT, destination: WALLET.address, owner: WALLET.address },
    ]);
  });
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
    const pool = { ...ticket.pool, program: 'cpmm' } as const;
    expect(() => swapMessage(request({ ticket: { ...ticket, pool } }))).toThrow('no route for cpmm');
  });
});
