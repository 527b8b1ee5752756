import { randomBytes } from 'node:crypto';
import * as splToken from '@solana/spl-token';
import {
  AddressLookupTableAccount,
  ComputeBudgetProgram,
  Keypair,
  PublicKey,
  SystemProgram,
  Transaction,
  TransactionInstruction,
  TransactionMessage,
  VersionedTransaction,
} from '@solana/web3.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createAssociatedTokenIdempotentInstruction,
  createAssociatedTokenInstruction,
} from '../../../electron/protocol/associated-token-instructions.ts';
import { encodeAddress, encodeBase58, encodeBlockhash } from '../../../electron/protocol/base58.ts';
import {
  setComputeUnitLimitInstruction,
  setComputeUnitPriceInstruction,
} from '../../../electron/protocol/compute-budget-instructions.ts';
import { isOnCurve } from '../../../electron/protocol/ed25519-curve.ts';
import { signingKeyFromSeed } from '../../../electron/protocol/ed25519.ts';
import type { Instruction } from '../../../electron/protocol/instruction.ts';
import {
  addressWithSeed,
  associatedTokenAddress,
  findProgramAddress,
} from '../../../electron/protocol/pda.ts';
import { SYSTEM_PROGRAM, TOKEN_2022_PROGRAM, TOKEN_PROGRAM } from '../../../electron/protocol/programs.ts';
import {
  createAccountInstruction,
  createAccountWithSeedInstruction,
  systemTransferInstruction,
} from '../../../electron/protocol/system-instructions.ts';
import {
  closeAccountInstruction,
  initializeAccount3Instruction,
  syncNativeInstruction,
  tokenTransferCheckedInstruction,
  tokenTransferInstruction,
} from '../../../electron/protocol/token-instructions.ts';
import { encodeMintAccount } from '../../../electron/protocol/mint-account.ts';
import { encodeTokenAccount } from '../../../electron/protocol/token-account.ts';
import { readTransactionAnswer } from '../../../electron/protocol/transaction-frame.ts';
import {
  compileMessage,
  decodeTransaction,
  encodeTransaction,
  resolveInstructions,
} from '../../../electron/protocol/transaction-wire.ts';
import { address as toAddress, lamports, tokenUnits, type Address } from '../../../shared/units.ts';
import { expectSame } from './same-instruction.ts';

// All comparisons with web3.js and spl-token stand in this one file: importing them costs a second.

const key = fc.uint8Array({ minLength: 32, maxLength: 32 }).map(encodeAddress);
const addressOf = (theirs: PublicKey): Address => toAddress(theirs.toBase58());
const publicKey = (address: Address): PublicKey => new PublicKey(address);
const ours = (instruction: Instruction): TransactionInstruction =>
  new TransactionInstruction({
    programId: publicKey(instruction.programId),
    keys: instruction.accounts.map(({ address, signer, writable }) => ({
      pubkey: publicKey(address),
      isSigner: signer,
      isWritable: writable,
    })),
    data: Buffer.from(instruction.data),
  });
const randomKey = (): Address => encodeAddress(randomBytes(32));
/** A few keys, so that accounts and programs repeat within and across instructions. */
const [a, b, c, d] = [randomKey(), randomKey(), randomKey(), randomKey()];
const pool = [a, b, c, d, randomKey(), randomKey(), randomKey(), randomKey()];
const pooled = fc.constantFrom(...pool);
const instructions = fc.array(
  fc.record({
    programId: pooled,
    accounts: fc.array(fc.record({ address: pooled, signer: fc.boolean(), writable: fc.boolean() }), {
      maxLength: 7,
    }),
    data: fc.uint8Array({ maxLength: 20 }),
  }),
  { minLength: 1, maxLength: 5 },
);
const blockhash = fc.uint8Array({ minLength: 32, maxLength: 32 }).map(encodeBlockhash);

describe('messages', () => {
  it('compile to the bytes of compileToV0Message', () => {
    fc.assert(
      fc.property(pooled, instructions, blockhash, (payer, list, recentBlockhash) => {
        const theirs = new TransactionMessage({
          payerKey: publicKey(payer),
          recentBlockhash,
          instructions: list.map(ours),
        }).compileToV0Message();
        const message = compileMessage({ payer, instructions: list, recentBlockhash, version: 0 });
        expect(Buffer.from(message).toString('hex')).toBe(Buffer.from(theirs.serialize()).toString('hex'));
      }),
    );
  });

  it('compile to the bytes of a legacy Transaction’s compileMessage', () => {
    fc.assert(
      fc.property(pooled, instructions, blockhash, (payer, list, recentBlockhash) => {
        const transaction = new Transaction({
          feePayer: publicKey(payer),
          blockhash: recentBlockhash,
          lastValidBlockHeight: 1,
        });
        transaction.add(...list.map(ours));
        const message = compileMessage({ payer, instructions: list, recentBlockhash, version: 'legacy' });
        expect(Buffer.from(message).toString('hex')).toBe(
          transaction.compileMessage().serialize().toString('hex'),
        );
      }),
    );
  });

  it('sort legacy accounts as web3.js does when keys differ by letter case only', () => {
    const tails = ['aBcD', 'AbCd', 'abcd', 'ABCD', 'abcD', '1bcd', 'zbcd', 'Zbcd', 'bbcd', 'Bbcd'];
    const twins = tails.map((tail) => addressOf(new PublicKey(`4${'m'.repeat(39)}${tail}`)));
    const list = [
      {
        programId: SYSTEM_PROGRAM,
        accounts: twins.map((address) => ({ address, signer: false, writable: true })),
        data: new Uint8Array(0),
      },
    ];
    const recentBlockhash = encodeBlockhash(new Uint8Array(32).fill(3));
    const payer = a;
    const transaction = new Transaction({
      feePayer: publicKey(payer),
      blockhash: recentBlockhash,
      lastValidBlockHeight: 1,
    });
    transaction.add(...list.map(ours));
    const message = compileMessage({ payer, instructions: list, recentBlockhash, version: 'legacy' });
    expect(Buffer.from(message).toString('hex')).toBe(
      transaction.compileMessage().serialize().toString('hex'),
    );
  });
});

describe('transactions', () => {
  const keypair = Keypair.fromSeed(Uint8Array.from({ length: 32 }, (_, index) => index + 1));
  const signer = signingKeyFromSeed(Uint8Array.from({ length: 32 }, (_, index) => index + 1));
  const recentBlockhash = encodeBlockhash(new Uint8Array(32).fill(8));
  const transfer = { from: signer.publicKey, to: b, lamports: lamports(12_345n) };

  it('are signed and serialised to the same bytes', () => {
    const list = [setComputeUnitLimitInstruction(50_000), systemTransferInstruction(transfer)];
    const message = compileMessage({
      payer: signer.publicKey,
      instructions: list,
      recentBlockhash,
      version: 0,
    });
    const theirs = new VersionedTransaction(
      new TransactionMessage({
        payerKey: keypair.publicKey,
        recentBlockhash,
        instructions: list.map(ours),
      }).compileToV0Message(),
    );
    theirs.sign([keypair]);
    expect(signer.publicKey).toBe(keypair.publicKey.toBase58());
    expect(encodeTransaction([signer.sign(message)], message)).toEqual(theirs.serialize());

    const legacy = compileMessage({
      payer: signer.publicKey,
      instructions: list,
      recentBlockhash,
      version: 'legacy',
    });
    const transaction = new Transaction({
      feePayer: keypair.publicKey,
      blockhash: recentBlockhash,
      lastValidBlockHeight: 1,
    });
    transaction.add(...list.map(ours)).sign(keypair);
    expect(encodeTransaction([signer.sign(legacy)], legacy)).toEqual(new Uint8Array(transaction.serialize()));
  });

  const [writable, readonly] = [publicKey(randomKey()), publicKey(randomKey())];
  const table = new AddressLookupTableAccount({
    key: new PublicKey(randomBytes(32)),
    state: {
      deactivationSlot: 2n ** 64n - 1n,
      lastExtendedSlot: 0,
      lastExtendedSlotStartIndex: 0,
      addresses: [writable, publicKey(randomKey()), readonly, publicKey(randomKey())],
    },
  });
  const withTable = (): VersionedTransaction => {
    const using = new TransactionInstruction({
      programId: publicKey(TOKEN_PROGRAM),
      keys: [
        { pubkey: readonly, isSigner: false, isWritable: false },
        { pubkey: writable, isSigner: false, isWritable: true },
        { pubkey: keypair.publicKey, isSigner: true, isWritable: true },
      ],
      data: Buffer.from([1, 2, 3]),
    });
    const transaction = new VersionedTransaction(
      new TransactionMessage({
        payerKey: keypair.publicKey,
        recentBlockhash,
        instructions: [ours(systemTransferInstruction(transfer)), using],
      }).compileToV0Message([table]),
    );
    transaction.sign([keypair]);
    return transaction;
  };

  it('with lookup tables are decoded as web3.js built them', () => {
    const decoded = decodeTransaction(withTable().serialize());
    expect(decoded?.lookupTables).toEqual([
      { table: table.key.toBase58(), writableIndexes: [0], readonlyIndexes: [2] },
    ]);
    if (decoded === null) throw new Error('not decoded');
    const loaded = { writable: [addressOf(writable)], readonly: [addressOf(readonly)] };
    expect(resolveInstructions(decoded, loaded)?.[1]).toEqual({
      programId: TOKEN_PROGRAM,
      accounts: [readonly.toBase58(), writable.toBase58(), signer.publicKey],
      data: Uint8Array.of(1, 2, 3),
    });
  });

  it('read the same from the encodings base64, json and jsonParsed, lookup tables resolved', () => {
    const transaction = withTable();
    const { message } = transaction;
    const keys = [...message.staticAccountKeys, writable, readonly].map((each) => each.toBase58());
    const inner = {
      index: 1,
      instructions: [{ programIdIndex: 1, accounts: [0, 3], data: '3Bxs4h24hBtQy9rw', stackHeight: 2 }],
    };
    const balances = keys.map((_, index) => 1_000 + index);
    const meta = {
      err: null,
      fee: 5_000,
      computeUnitsConsumed: 450,
      preBalances: balances,
      postBalances: balances,
      innerInstructions: [inner],
      logMessages: ['Program log: x'],
      preTokenBalances: [],
      postTokenBalances: [
        {
          accountIndex: keys.length - 2,
          mint: TOKEN_PROGRAM,
          owner: SYSTEM_PROGRAM,
          uiTokenAmount: { amount: '18446744073709551615', decimals: 6 },
        },
      ],
      loadedAddresses: { writable: [writable.toBase58()], readonly: [readonly.toBase58()] },
    };
    const base64 = {
      slot: 42,
      version: 0,
      meta,
      transaction: [Buffer.from(transaction.serialize()).toString('base64'), 'base64'],
    };
    const compiled = message.compiledInstructions.map((each) => ({
      programIdIndex: each.programIdIndex,
      accounts: each.accountKeyIndexes,
      data: encodeBase58(each.data),
      stackHeight: null,
    }));
    const signatures = transaction.signatures.map((each) => encodeBase58(each));
    const json = {
      ...base64,
      transaction: {
        signatures,
        message: {
          header: message.header,
          accountKeys: message.staticAccountKeys.map((each) => each.toBase58()),
          recentBlockhash,
          instructions: compiled,
          addressTableLookups: message.addressTableLookups.map((each) => ({
            ...each,
            accountKey: each.accountKey.toBase58(),
          })),
        },
      },
    };
    const named = (each: { programIdIndex: number; accounts: readonly number[]; data: string }): unknown => ({
      programId: keys[each.programIdIndex],
      accounts: each.accounts.map((index) => keys[index]),
      data: each.data,
      stackHeight: null,
    });
    const { loadedAddresses: _resolved, ...parsedMeta } = meta;
    const jsonParsed = {
      ...base64,
      meta: { ...parsedMeta, innerInstructions: [{ index: 1, instructions: inner.instructions.map(named) }] },
      transaction: {
        signatures,
        message: {
          accountKeys: keys.map((pubkey, index) => ({
            pubkey,
            signer: index === 0,
            writable: message.isAccountWritable(index),
            source: index < message.staticAccountKeys.length ? 'transaction' : 'lookupTable',
          })),
          recentBlockhash,
          instructions: compiled.map(named),
        },
      },
    };
    const read = readTransactionAnswer(base64);
    if (!read.ok) throw new Error(read.error.code);
    expect(readTransactionAnswer(json)).toEqual(read);
    expect(readTransactionAnswer(jsonParsed)).toEqual(read);
    expect(read.value.accountKeys.map((each) => each.address)).toEqual(keys);
    expect(read.value.accountKeys.map((each) => each.writable)).toEqual(
      keys.map((_, index) => message.isAccountWritable(index)),
    );
    expect(read.value.instructions.map((each) => each.inner)).toEqual([false, false, true]);
    expect(read.value.instructions[2]?.accounts).toEqual([keys[0], keys[3]]);
    expect(read.value.postTokenBalances[0]).toEqual({
      accountIndex: keys.length - 2,
      account: writable.toBase58(),
      mint: TOKEN_PROGRAM,
      owner: SYSTEM_PROGRAM,
      amount: 2n ** 64n - 1n,
      decimals: 6,
    });
  });
});

describe('program addresses', () => {
  it('are those of findProgramAddressSync', () => {
    const seeds = fc.array(fc.uint8Array({ maxLength: 32 }), { maxLength: 4 });
    fc.assert(
      fc.property(seeds, key, (list, program) => {
        const [address, bump] = PublicKey.findProgramAddressSync(
          list.map((each) => Buffer.from(each)),
          publicKey(program),
        );
        expect(findProgramAddress(list, publicKey(program).toBytes())).toEqual({
          address: new Uint8Array(address.toBytes()),
          bump,
        });
      }),
      { numRuns: 60 },
    );
  });

  it('are on or off the curve as PublicKey.isOnCurve says', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
        expect(isOnCurve(bytes)).toBe(PublicKey.isOnCurve(bytes));
      }),
      { numRuns: 300 },
    );
  });

  it('of associated token accounts are those of spl-token, for both token programs', () => {
    fc.assert(
      fc.property(key, key, fc.constantFrom(TOKEN_PROGRAM, TOKEN_2022_PROGRAM), (owner, mint, program) => {
        const theirs = splToken.getAssociatedTokenAddressSync(
          publicKey(mint),
          publicKey(owner),
          true,
          publicKey(program),
        );
        expect(associatedTokenAddress(owner, mint, program)).toBe(theirs.toBase58());
      }),
      { numRuns: 40 },
    );
  });

  it('made with a seed text are those of createWithSeed', async () => {
    const base = c;
    const theirs = await PublicKey.createWithSeed(publicKey(base), 'wsol-17', publicKey(TOKEN_PROGRAM));
    expect(addressWithSeed(base, 'wsol-17', TOKEN_PROGRAM)).toBe(theirs.toBase58());
  });
});

describe('instructions', () => {
  const [A, B, C, D] = [publicKey(a), publicKey(b), publicKey(c), publicKey(d)];

  it('of the compute budget are those of web3.js', () => {
    expectSame(
      setComputeUnitLimitInstruction(63_000),
      ComputeBudgetProgram.setComputeUnitLimit({ units: 63_000 }),
    );
    expectSame(
      setComputeUnitPriceInstruction(2n ** 53n + 1n),
      ComputeBudgetProgram.setComputeUnitPrice({ microLamports: 2n ** 53n + 1n }),
    );
  });

  it('of the system program are those of web3.js', () => {
    const create = {
      from: a,
      newAccount: b,
      lamports: lamports(2_039_280n),
      space: 165n,
      owner: TOKEN_PROGRAM,
    };
    const theirs = {
      fromPubkey: A,
      newAccountPubkey: B,
      lamports: 2_039_280,
      space: 165,
      programId: publicKey(TOKEN_PROGRAM),
    };
    expectSame(
      systemTransferInstruction({ from: a, to: b, lamports: lamports(2n ** 60n) }),
      SystemProgram.transfer({ fromPubkey: A, toPubkey: B, lamports: 2n ** 60n }),
    );
    expectSame(createAccountInstruction(create), SystemProgram.createAccount(theirs));
    for (const [base, basePubkey] of [
      [a, A],
      [c, C],
    ] as const) {
      expectSame(
        createAccountWithSeedInstruction({ ...create, base, seed: 'wsol-ü' }),
        SystemProgram.createAccountWithSeed({ ...theirs, basePubkey, seed: 'wsol-ü' }),
      );
    }
  });

  it('of the token program are those of spl-token', () => {
    const amount = tokenUnits(2n ** 63n + 5n);
    expectSame(
      initializeAccount3Instruction({ account: a, mint: b, owner: c }),
      splToken.createInitializeAccount3Instruction(A, B, C),
    );
    expectSame(
      closeAccountInstruction({ account: a, destination: b, owner: c }),
      splToken.createCloseAccountInstruction(A, B, C),
    );
    expectSame(syncNativeInstruction({ account: a }), splToken.createSyncNativeInstruction(A));
    expectSame(
      tokenTransferInstruction({ source: a, destination: b, owner: c, amount }),
      splToken.createTransferInstruction(A, B, C, amount),
    );
    expectSame(
      tokenTransferCheckedInstruction(
        { source: a, destination: b, owner: c, mint: d, amount, decimals: 6 },
        TOKEN_2022_PROGRAM,
      ),
      splToken.createTransferCheckedInstruction(A, D, B, C, amount, 6, [], publicKey(TOKEN_2022_PROGRAM)),
    );
  });

  it('for associated token accounts are those of spl-token', () => {
    const create = { payer: a, account: b, owner: c, mint: d, tokenProgram: TOKEN_PROGRAM };
    expectSame(
      createAssociatedTokenInstruction(create),
      splToken.createAssociatedTokenAccountInstruction(A, B, C, D),
    );
    expectSame(
      createAssociatedTokenIdempotentInstruction(create),
      splToken.createAssociatedTokenAccountIdempotentInstruction(A, B, C, D),
    );
  });
});

describe('accounts', () => {
  it('of mints are read by spl-token as we wrote them', () => {
    const bytes = encodeMintAccount({
      mintAuthority: a,
      supply: tokenUnits(2n ** 64n - 1n),
      decimals: 6,
      freezeAuthority: b,
    });
    const theirs = splToken.MintLayout.decode(bytes);
    expect(theirs.mintAuthorityOption).toBe(1);
    expect(theirs.mintAuthority.toBase58()).toBe(a);
    expect(theirs.supply).toBe(2n ** 64n - 1n);
    expect(theirs.decimals).toBe(6);
    expect(theirs.isInitialized).toBe(true);
    expect(theirs.freezeAuthorityOption).toBe(1);
    expect(theirs.freezeAuthority.toBase58()).toBe(b);
  });

  it('of tokens are read by spl-token as we wrote them', () => {
    const theirs = splToken.AccountLayout.decode(
      encodeTokenAccount({
        mint: a,
        owner: b,
        amount: tokenUnits(5n),
        delegate: c,
        state: 'frozen',
        nativeReserve: lamports(2_039_280n),
        delegatedAmount: tokenUnits(4n),
        closeAuthority: d,
      }),
    );
    expect(
      [theirs.mint, theirs.owner, theirs.delegate, theirs.closeAuthority].map((each) => each.toBase58()),
    ).toEqual([a, b, c, d]);
    expect([theirs.delegateOption, theirs.isNativeOption, theirs.closeAuthorityOption, theirs.state]).toEqual(
      [1, 1, 1, 2],
    );
    expect([theirs.amount, theirs.isNative, theirs.delegatedAmount]).toEqual([5n, 2_039_280n, 4n]);
  });
});
