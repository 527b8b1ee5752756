import { makeAMMSwapInstruction, makeAMMSwapV2Instruction } from '@raydium-io/raydium-sdk-v2';
import {
  Connection,
  Keypair,
  LAMPORTS_PER_SOL,
  PublicKey,
  SystemProgram,
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
});
