import { makeAMMSwapInstruction, makeAMMSwapV2Instruction } from '@raydium-io/raydium-sdk-v2';
import {
  Connection,
  Keypair,
  LAMPORTS_PER_SOL,
  PublicKey,
  SystemProgram,
  SYSVAR_CLOCK_PUBKEY,
  Transaction,
  TransactionMessage,
  VersionedTransaction,
  type TransactionInstruction,
} from '@solana/web3.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tokenUnits, WSOL_MINT } from '../../../shared/units.ts';
import { quoteExactIn } from '../../../electron/core/swap/amm-v4-quote.ts';
import { AMM_V4_PROGRAM, TOKEN_PROGRAM } from '../../../electron/protocol/programs.ts';
import type { Market } from '../../../electron/sim/market.ts';
import type { CreatedPool } from '../../../electron/sim/market/pool-creation.ts';
import { ataOf, openAta, START_MS, wrap } from './market-fixture.ts';
import { startMarket } from '../../../electron/sim/start-market.ts';
import type { Instruction } from '../../../electron/protocol/instruction.ts';

const FAST_SLOT_MS = 15;

// Real slots, only shorter, so that an unmodified Connection sees time pass as on a cluster.
describe('an unmodified web3.js Connection', () => {
  let market: Market;
  let connection: Connection;
  const payer = Keypair.fromSeed(new Uint8Array(32).fill(11));
  const owner = payer.publicKey.toBase58() as Parameters<typeof ataOf>[0];

  beforeAll(async () => {
    market = await startMarket({ seed: 'web3', slotMs: FAST_SLOT_MS, startAtMs: START_MS });
    connection = new Connection(market.rpcUrl, { wsEndpoint: market.wsUrl, commitment: 'confirmed' });
    const airdrop = await connection.requestAirdrop(payer.publicKey, 20 * LAMPORTS_PER_SOL);
    await connection.confirmTransaction({ signature: airdrop, ...(await connection.getLatestBlockhash()) });
  });
  afterAll(() => market.close());

  const web3 = (instruction: Instruction): TransactionInstruction => ({
    programId: new PublicKey(instruction.programId),
    keys: instruction.accounts.map(({ address, signer, writable }) => ({
      pubkey: new PublicKey(address),
      isSigner: signer,
      isWritable: writable,
    })),
    data: Buffer.from(instruction.data),
  });

  async function confirmV0(instructions: TransactionInstruction[]) {
    const latest = await connection.getLatestBlockhash();
    const message = new TransactionMessage({
      payerKey: payer.publicKey,
      recentBlockhash: latest.blockhash,
      instructions,
    });
    const transaction = new VersionedTransaction(message.compileToV0Message());
    transaction.sign([payer]);
    const signature = await connection.sendTransaction(transaction);
    const confirmed = await connection.confirmTransaction({ signature, ...latest });
    return { signature, err: confirmed.value.err };
  }

  async function landedPool(moneySide: 'base' | 'quote'): Promise<CreatedPool> {
    const pool = market.createPool({ moneySide });
    await connection.confirmTransaction({
      signature: pool.signature,
      ...(await connection.getLatestBlockhash()),
    });
    return pool;
  }

  it('reads what a cluster is asked for', async () => {
    expect((await connection.getVersion())['solana-core']).toMatch(/^\d+\.\d+\.\d+$/);
    expect(await connection.getGenesisHash()).toBe(market.genesis);
    const finalized = await connection.getSlot('finalized');
    const processed = await connection.getSlot('processed');
    expect(processed).toBeGreaterThanOrEqual(finalized + 31);
    expect((await connection.getEpochInfo()).slotsInEpoch).toBe(432_000);
    expect(await connection.getBlockTime(finalized)).toBeGreaterThan(1_700_000_000);
    expect(await connection.getMinimumBalanceForRentExemption(165)).toBe(2_039_280);
    const { blockhash, lastValidBlockHeight } = await connection.getLatestBlockhash();
    expect((await connection.isBlockhashValid(blockhash)).value).toBe(true);
    expect(lastValidBlockHeight).toBeGreaterThan(await connection.getBlockHeight());
    expect((await connection.getRecentPrioritizationFees()).length).toBeGreaterThan(0);
  });

  it('sends a transfer, is told of it by websocket, and reads it back', async () => {
    const receiver = Keypair.fromSeed(new Uint8Array(32).fill(12)).publicKey;
    const latest = await connection.getLatestBlockhash();
    const transaction = new Transaction({ ...latest, feePayer: payer.publicKey }).add(
      SystemProgram.transfer({ fromPubkey: payer.publicKey, toPubkey: receiver, lamports: LAMPORTS_PER_SOL }),
    );
    expect((await connection.getFeeForMessage(transaction.compileMessage())).value).toBe(5_000);
    const signature = await connection.sendTransaction(transaction, [payer]);
    const confirmed = await connection.confirmTransaction({ signature, ...latest });
    expect(confirmed.value.err).toBeNull();
    expect(await connection.getBalance(receiver)).toBe(LAMPORTS_PER_SOL);
    const read = await connection.getTransaction(signature, { maxSupportedTransactionVersion: 0 });
    expect(read?.meta?.err).toBeNull();
    expect(read?.meta?.fee).toBe(5_000);
    expect(read?.transaction.message.getAccountKeys().get(0)?.equals(payer.publicKey)).toBe(true);
    const [status] = (await connection.getSignatureStatuses([signature])).value;
    expect(status?.err).toBeNull();
    const history = await connection.getSignaturesForAddress(receiver);
    expect(history.map((each) => each.signature)).toEqual([signature]);
  });

  it('refuses a send whose preflight fails, with the program’s words and its log', async () => {
    const latest = await connection.getLatestBlockhash();
    const transaction = new Transaction({ ...latest, feePayer: payer.publicKey }).add(
      SystemProgram.transfer({ fromPubkey: payer.publicKey, toPubkey: PublicKey.unique(), lamports: 1e15 }),
    );
    await expect(connection.sendTransaction(transaction, [payer])).rejects.toThrow(
      /custom program error: 0x1/,
    );
  });

  it.each(['base', 'quote'] as const)(
    'buys and sells with the bytes of raydium-sdk-v2, WSOL on the %s side',
    async (moneySide) => {
      const pool = await landedPool(moneySide);
      const { keys } = pool;
      const money = new PublicKey(ataOf(owner, WSOL_MINT));
      const token = new PublicKey(ataOf(owner, pool.tokenMint));
      const poolKeys = {
        programId: AMM_V4_PROGRAM,
        id: keys.pool,
        authority: keys.authority,
        openOrders: keys.pool,
        targetOrders: keys.pool,
        vault: { A: keys.coinVault, B: keys.pcVault },
        marketProgramId: keys.pool,
        marketId: keys.pool,
        marketAuthority: keys.pool,
        marketBaseVault: keys.pool,
        marketQuoteVault: keys.pool,
        marketBids: keys.pool,
        marketAsks: keys.pool,
        marketEventQueue: keys.pool,
      } as unknown as Parameters<typeof makeAMMSwapV2Instruction>[0]['poolKeys'];
      const [solReserve, tokenReserve] =
        moneySide === 'base' ? [pool.coinAmount, pool.pcAmount] : [pool.pcAmount, pool.coinAmount];
      const spend = tokenUnits(1_000_000_000n);
      const quote = quoteExactIn({
        reserveIn: tokenUnits(solReserve),
        reserveOut: tokenUnits(tokenReserve),
        amountIn: spend,
      });
      const userKeys = { tokenAccountIn: money, tokenAccountOut: token, owner: payer.publicKey };
      const buy = makeAMMSwapV2Instruction({
        version: 4,
        poolKeys,
        userKeys,
        amountIn: String(spend),
        amountOut: String(quote?.out),
        fixedSide: 'in',
      });
      const bought = await confirmV0([
        ...[...wrap(owner, spend), openAta(owner, pool.tokenMint)].map(web3),
        buy,
      ]);
      expect(bought.err).toBeNull();
      expect((await connection.getTokenAccountBalance(token)).value.amount).toBe(String(quote?.out));

      const backKeys = { tokenAccountIn: token, tokenAccountOut: money, owner: payer.publicKey };
      const sell = makeAMMSwapInstruction({
        version: 4,
        poolKeys,
        userKeys: backKeys,
        amountIn: String(quote?.out),
        amountOut: '1',
        fixedSide: 'in',
      });
      const sold = await confirmV0([sell]);
      expect(sold.err).toBeNull();
      expect((await connection.getTokenAccountBalance(token)).value.amount).toBe('0');
      const read = await connection.getTransaction(sold.signature, { maxSupportedTransactionVersion: 0 });
      const owned = (when: 'preTokenBalances' | 'postTokenBalances') =>
        BigInt(
          read?.meta?.[when]?.find((each) => each.owner === owner && each.mint === WSOL_MINT)?.uiTokenAmount
            .amount ?? '0',
        );
      expect(owned('postTokenBalances') - owned('preTokenBalances')).toBeGreaterThan(990_000_000n);
      expect(read?.meta?.innerInstructions?.[0]?.instructions).toHaveLength(2);
      const accounts = await connection.getTokenAccountsByOwner(payer.publicKey, {
        programId: new PublicKey(TOKEN_PROGRAM),
      });
      expect(accounts.value.map((each) => each.pubkey.toBase58())).toContain(token.toBase58());
    },
  );

  it('follows an account and the logs of one address', async () => {
    const pool = await landedPool('base');
    const vault = new PublicKey(pool.keys.coinVault);
    const seen = new Promise<number>((resolve) => {
      connection.onAccountChange(vault, (account) => resolve(account.lamports), { commitment: 'processed' });
    });
    const logged = new Promise<readonly string[]>((resolve) => {
      connection.onLogs(new PublicKey(pool.keys.pool), ({ logs }) => resolve(logs), 'processed');
    });
    while (market.subscriptions() < 2) await connection.getSlot();
    const before = await connection.getBalance(vault, 'processed');
    market.trade(pool.keys.pool, { side: 'buy', amountIn: 1_000_000_000n });
    expect(await seen).toBe(before + 1_000_000_000);
    expect((await logged).some((line) => line.startsWith('Program log: ray_log: '))).toBe(true);
  });

  it('resolves a lookup table in a v0 transaction, its writable addresses first', async () => {
    const [paid, program] = [
      Keypair.fromSeed(new Uint8Array(32).fill(13)).publicKey,
      SystemProgram.programId,
    ];
    const tableKey = new PublicKey(
      market.placeLookupTable([TOKEN_PROGRAM, paid.toBase58() as typeof owner, WSOL_MINT]),
    );
    const { value: table } = await connection.getAddressLookupTable(tableKey, { commitment: 'processed' });
    expect(table?.isActive()).toBe(true);
    expect(table?.state.addresses.map(String)).toEqual([TOKEN_PROGRAM, paid.toBase58(), WSOL_MINT]);
    if (table === null) throw new Error('no table');
    // A table can be used from the slot after the one that it was extended in.
    const { lastExtendedSlot } = table.state;
    while ((await connection.getSlot('processed')) <= lastExtendedSlot) await connection.getSlot();
    const latest = await connection.getLatestBlockhash();
    const transfer = SystemProgram.transfer({
      fromPubkey: payer.publicKey,
      toPubkey: paid,
      lamports: 5_000_000,
    });
    transfer.keys.push({ pubkey: new PublicKey(WSOL_MINT), isSigner: false, isWritable: false });
    const message = new TransactionMessage({
      payerKey: payer.publicKey,
      recentBlockhash: latest.blockhash,
      instructions: [transfer],
    }).compileToV0Message([table]);
    expect(message.staticAccountKeys.map(String)).toEqual([payer.publicKey.toBase58(), program.toBase58()]);
    expect((await connection.getFeeForMessage(message)).value).toBe(5_000);
    const transaction = new VersionedTransaction(message);
    transaction.sign([payer]);
    const signature = await connection.sendTransaction(transaction);
    const confirmed = await connection.confirmTransaction({ signature, ...latest });
    expect(confirmed.value.err).toBeNull();
    expect(await connection.getBalance(paid)).toBe(5_000_000);
    const read = await connection.getTransaction(signature, { maxSupportedTransactionVersion: 0 });
    expect(read?.meta?.loadedAddresses?.writable.map(String)).toEqual([paid.toBase58()]);
    expect(read?.meta?.loadedAddresses?.readonly.map(String)).toEqual([WSOL_MINT]);
    expect(read?.meta?.postBalances).toHaveLength(4);
    const history = await connection.getSignaturesForAddress(paid);
    expect(history.map((each) => each.signature)).toEqual([signature]);
    const parsed = await connection.getParsedTransaction(signature, { maxSupportedTransactionVersion: 0 });
    expect(parsed?.transaction.message.accountKeys.map((each) => each.source)).toEqual([
      'transaction',
      'transaction',
      'lookupTable',
      'lookupTable',
    ]);
  });

  it('simulates with a blockhash of the node’s, and shows accounts and inner instructions', async () => {
    const receiver = Keypair.fromSeed(new Uint8Array(32).fill(14)).publicKey;
    const instructions = [
      web3(openAta(owner, WSOL_MINT)),
      SystemProgram.transfer({ fromPubkey: payer.publicKey, toPubkey: receiver, lamports: 2_000_000 }),
    ];
    const message = new TransactionMessage({
      payerKey: payer.publicKey,
      recentBlockhash: PublicKey.default.toBase58(),
      instructions,
    });
    const simulated = await connection.simulateTransaction(
      new VersionedTransaction(message.compileToV0Message()),
      {
        replaceRecentBlockhash: true,
        innerInstructions: true,
        accounts: { encoding: 'base64', addresses: [receiver.toBase58()] },
      },
    );
    expect(simulated.value.err).toBeNull();
    expect(simulated.value.accounts?.[0]?.lamports).toBe(2_000_000);
    expect(simulated.value.innerInstructions).toBeDefined();
    expect(await connection.getBalance(receiver)).toBe(0);
  });

  it('asks for the accounts of a program by filters, and follows them', async () => {
    const pool = await landedPool('base');
    const program = new PublicKey(AMM_V4_PROGRAM);
    const filters = [{ dataSize: 752 }, { memcmp: { offset: 432, bytes: pool.tokenMint } }];
    const found = await connection.getProgramAccounts(program, { filters });
    expect(found.map((each) => each.pubkey.toBase58())).toEqual([pool.keys.pool]);
    const changed = new Promise<string>((resolve) => {
      connection.onProgramAccountChange(program, ({ accountId }) => resolve(accountId.toBase58()), {
        commitment: 'processed',
        filters,
      });
    });
    const before = market.subscriptions();
    while (market.subscriptions() === before) await connection.getSlot();
    market.trade(pool.keys.pool, { side: 'buy', amountIn: 1_000_000_000n });
    expect(await changed).toBe(pool.keys.pool);
  });

  it('reads the clock, the schedule of epochs, and which slots hold a block', async () => {
    const clock = await connection.getAccountInfo(SYSVAR_CLOCK_PUBKEY, 'processed');
    expect(clock?.data).toHaveLength(40);
    const schedule = await connection.getEpochSchedule();
    expect(schedule.getEpoch(await connection.getSlot())).toBe(0);
    const last = await connection.getSlot('finalized');
    expect(await connection.getBlocks(last - 2, last)).toEqual([last - 2, last - 1, last]);
    expect(await connection.getTransactionCount()).toBeGreaterThan(0);
    const told = new Promise<number>((resolve) => {
      connection.onSlotChange(({ slot }) => resolve(slot));
    });
    expect(await told).toBeGreaterThan(last);
    const owned = await connection.getParsedTokenAccountsByOwner(payer.publicKey, {
      mint: new PublicKey(WSOL_MINT),
    });
    expect(owned.value.every((each) => each.account.data.program === 'spl-token')).toBe(true);
  });
});
