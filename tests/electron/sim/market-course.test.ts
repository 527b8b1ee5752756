import { describe, expect, it } from 'vitest';
import { io } from 'socket.io-client';
import { decodeAmmV4Account } from '../../../electron/protocol/amm-v4-account.ts';
import { decodeAmmV4Creations } from '../../../electron/protocol/amm-v4-creation.ts';
import { decodeMintAccount } from '../../../electron/protocol/mint-account.ts';
import { TOKEN_2022_PROGRAM } from '../../../electron/protocol/programs.ts';
import { readExtensions } from '../../../electron/protocol/token-2022-extensions.ts';
import { readWithheld } from '../../../electron/protocol/token-2022-transfer-fee.ts';
import { mintState, tokenState } from '../../../electron/sim/ledger/token-state.ts';
import { readTransactionAnswer } from '../../../electron/protocol/transaction-frame.ts';
import { WSOL_MINT } from '../../../shared/units.ts';
import type { Address } from '../../../shared/units.ts';
import {
  MAX_RESIDENT_RECORDS,
  MAX_VISITOR_RECORDS,
} from '../../../electron/sim/chain/transaction-history.ts';
import { MAX_BLOCKS } from '../../../electron/sim/chain/block-store.ts';
import { MAX_POOLS } from '../../../electron/sim/market/market-life.ts';
import type { Market } from '../../../electron/sim/market.ts';
import { ataOf, buy, fundedKey, held, land, rpc, SOL, withMarket } from './market-fixture.ts';

/** What a well-formed message may hold. */
type Announced = {
  readonly pool_id?: Address;
  readonly base_token: Address;
  readonly quote_token: Address;
  readonly program?: string;
  readonly slot: number;
  readonly base_vault: Address;
  readonly quote_vault: Address;
  readonly lp_mint: Address;
  readonly market: Address;
  readonly market_program: Address;
  readonly base_decimals: number;
  readonly quote_decimals: number;
  readonly base_reserve: string;
  readonly quote_reserve: string;
  readonly open_time: number;
  readonly lp_burned_bps: number;
  readonly token: {
    readonly token_program: string;
    readonly supply: string;
    readonly mint_authority: string | null;
    readonly freeze_authority: string | null;
  };
};
type FullMessage = Announced & { readonly pool_id: Address };

const isFull = (message: Announced | null): message is FullMessage => message?.token !== undefined;

/** Everything that the feed says while `run` lets slots pass. */
async function announced(market: Market, run: () => void): Promise<readonly (Announced | null)[]> {
  const socket = io(market.feedUrl, { transports: ['websocket'], forceNew: true });
  const messages: unknown[] = [];
  socket.on('newPool', (message: unknown) => messages.push(message));
  await new Promise((resolve) => socket.once('connect', () => resolve(null)));
  const done = new Promise((resolve) => socket.once('newPool', () => resolve(null)));
  run();
  const last = { last: true };
  market.announce(last);
  await done;
  while (!messages.some((each) => JSON.stringify(each) === JSON.stringify(last))) {
    await new Promise((resolve) => socket.once('newPool', () => resolve(null)));
  }
  socket.close();
  return messages.slice(0, -1) as (Announced | null)[];
}

/** All lamports there are, and for each mint its supply less all units there are. */
function books(market: Market) {
  let lamports = 0n;
  const missing = new Map<string, bigint>();
  const add = (mint: string, units: bigint): void => {
    missing.set(mint, (missing.get(mint) ?? 0n) + units);
  };
  for (const [address, account] of market.chain.accounts.entries()) {
    lamports += account.lamports;
    const mint = mintState(account);
    if (mint !== null) add(address, mint.supply);
    const token = tokenState(account);
    if (token === null) continue;
    // What a transfer fee kept back is in nobody's amount, and still in the supply.
    const withheld = readWithheld(readExtensions(account.data, 'account') ?? []) ?? 0n;
    if (token.nativeReserve === null) add(token.mint, -token.amount - withheld);
    else expect(account.lamports).toBe(token.nativeReserve + token.amount);
  }
  missing.delete(WSOL_MINT);
  return { lamports, unbalanced: [...missing].filter(([, units]) => units !== 0n) };
}

const lively = { poolsASecond: 2.5, activity: 1, poolLifeSlots: [15, 30] } as const;

describe('the invented market', () => {
  it('is the same for the same seed, and another one for another seed', async () => {
    const run = (seed: string) =>
      withMarket({ ...lively, seed }, async (market) => ({
        messages: await announced(market, () => market.advanceSlots(25)),
        landed: market.chain.blockAt('processed').blockhash,
      }));
    const [first, again, other] = [await run('a'), await run('a'), await run('b')];
    expect(first.messages.length).toBeGreaterThan(15);
    expect(again).toEqual(first);
    expect(other.messages).not.toEqual(first.messages);
  });

  it('shows every kind of pool that a judgement tells apart, and lets nothing of its own fail', () =>
    withMarket({ poolsASecond: 10, seed: 'a crowd' }, async (market) => {
      const messages = await announced(market, () => market.advanceSlots(80));
      const full = messages.filter(isFull);
      const count = (test: (each: Announced) => boolean) => full.filter(test).length;
      const ofProgram = (program: string) => count((each) => each.program === program);
      expect(ofProgram('amm-v4')).toBeGreaterThan(70);
      expect(ofProgram('cpmm')).toBeGreaterThan(30);
      expect(ofProgram('launchlab')).toBeGreaterThan(30);
      expect(ofProgram('clmm')).toBeGreaterThan(2);
      expect(count((each) => each.token.mint_authority !== null)).toBeGreaterThan(2);
      expect(count((each) => each.token.freeze_authority !== null)).toBeGreaterThan(2);
      expect(count((each) => each.token.token_program === TOKEN_2022_PROGRAM)).toBeGreaterThan(10);
      expect(count((each) => each.lp_burned_bps === 10_000)).toBeGreaterThan(60);
      expect(count((each) => each.lp_burned_bps < 10_000)).toBeGreaterThan(2);
      expect(count((each) => each.open_time > 0)).toBeGreaterThan(1);
      expect(count((each) => each.base_token === WSOL_MINT)).toBeGreaterThan(60);
      expect(count((each) => each.quote_token === WSOL_MINT)).toBeGreaterThan(30);
      expect(
        count((each) => each.base_token !== WSOL_MINT && each.quote_token !== WSOL_MINT),
      ).toBeGreaterThan(2);
      const withKeys = (keys: number) =>
        messages.filter((each) => each?.pool_id && Object.keys(each).length === keys).length;
      expect(withKeys(3)).toBeGreaterThan(9);
      expect(withKeys(7)).toBeGreaterThan(9);
      expect(messages.length - full.length - withKeys(3) - withKeys(7)).toBeGreaterThan(0);
      const ids = messages.map((each) => each?.pool_id).filter((id) => typeof id === 'string');
      expect(ids.length - new Set(ids).size).toBeGreaterThan(2);
      expect(market.chain.dropped).toEqual([]);
    }));

  it('puts on the chain what it announces: accounts, log and transaction agree with the message', () =>
    withMarket({ poolsASecond: 2, seed: 'agree' }, async (market) => {
      const messages = (await announced(market, () => market.advanceSlots(50)))
        .filter(isFull)
        .filter((each) => each.program === 'amm-v4');
      // A node gives no transactions of blocks that are not confirmed.
      market.advanceSlots(2);
      expect(messages.length).toBeGreaterThan(10);
      for (const message of messages) {
        const pool = decodeAmmV4Account(market.chain.accounts.get(message.pool_id)?.data ?? new Uint8Array());
        expect(pool).toMatchObject({
          coinMint: message.base_token,
          pcMint: message.quote_token,
          coinVault: message.base_vault,
          pcVault: message.quote_vault,
          lpMint: message.lp_mint,
          market: message.market,
          marketProgram: message.market_program,
          coinDecimals: BigInt(message.base_decimals),
          pcDecimals: BigInt(message.quote_decimals),
        });
        expect(held(market, message.base_vault)).toBe(BigInt(message.base_reserve));
        expect(held(market, message.quote_vault)).toBe(BigInt(message.quote_reserve));
        const lp = decodeMintAccount(market.chain.accounts.get(message.lp_mint)?.data ?? new Uint8Array());
        const reserve = pool?.lpReserve ?? 1n;
        expect(Number(((reserve - (lp?.supply ?? 0n)) * 10_000n) / reserve)).toBe(message.lp_burned_bps);
        const token = message.base_token === WSOL_MINT ? message.quote_token : message.base_token;
        if (message.quote_token !== WSOL_MINT && message.base_token !== WSOL_MINT) continue;
        const mint = decodeMintAccount(market.chain.accounts.get(token)?.data ?? new Uint8Array());
        expect(mint).toMatchObject({
          mintAuthority: message.token.mint_authority,
          freezeAuthority: message.token.freeze_authority,
          supply: BigInt(message.token.supply),
        });
        const [record] = market.chain.history.mentioning(message.pool_id).toReversed();
        const reply = await rpc(market, 'getTransaction', [
          record?.signature,
          { encoding: 'base64', commitment: 'confirmed', maxSupportedTransactionVersion: 0 },
        ]);
        const landed = readTransactionAnswer(reply.result);
        const [creation] = landed.ok ? decodeAmmV4Creations(landed.value) : [];
        expect(creation).toMatchObject({
          coinReserve: BigInt(message.base_reserve),
          pcReserve: BigInt(message.quote_reserve),
          openTimeUnixS: BigInt(message.open_time),
          slot: message.slot,
        });
      }
    }));

  it('makes no lamport and no unit from nothing, and loses none but fees, whatever happens', () =>
    withMarket({ ...lively, seed: 'books' }, (market) => {
      const start = books(market);
      let fees = 0n;
      market.chain.listen({
        reached: (block, commitment) => {
          if (commitment === 'processed') for (const record of block.records) fees += record.meta.feeLamports;
        },
      });
      const wallet = fundedKey(market, 100n);
      const pool = market.createPool();
      market.advanceSlots(1);
      land(market, wallet, buy(pool, wallet.publicKey, SOL));
      // Past the life of most pools, so that retirement is in the books too.
      market.advanceSlots(70);
      const end = books(market);
      expect(market.chain.transactionCount).toBeGreaterThan(150);
      expect(end.unbalanced).toEqual([]);
      expect(end.lamports + fees).toBe(start.lamports);
    }));

  it('keeps bounded histories, and a pool for as long as a visitor holds its token', () =>
    withMarket({ ...lively, seed: 'bounds', depths: { confirmedAfter: 1, finalizedAfter: 4 } }, (market) => {
      const wallet = fundedKey(market, 100n);
      const pool = market.createPool();
      const sold = market.createPool();
      market.advanceSlots(1);
      land(market, wallet, buy(pool, wallet.publicKey, SOL));
      market.advanceSlots(50);
      const settled = market.chain.accounts.size;
      market.advanceSlots(50);
      expect(market.chain.accounts.size).toBeLessThan(settled * 1.3);
      expect(market.chain.history.size).toBeLessThanOrEqual(MAX_RESIDENT_RECORDS + MAX_VISITOR_RECORDS);
      expect(market.chain.blockAt('processed').slot - market.chain.oldestSlot).toBeLessThanOrEqual(
        MAX_BLOCKS,
      );
      expect(market.pools()).toBeLessThanOrEqual(MAX_POOLS + 1);
      expect(market.chain.accounts.get(sold.keys.pool)).toBeUndefined();
      expect(market.chain.accounts.get(sold.tokenMint)).toBeUndefined();
      expect(held(market, ataOf(wallet.publicKey, pool.tokenMint))).toBeGreaterThan(0n);
      expect(market.chain.accounts.get(pool.keys.pool)).toBeDefined();
    }));
});

describe('the feed', () => {
  it('cuts its clients off when it is down, refuses new ones, and takes them back', () =>
    withMarket({}, async (market) => {
      const socket = io(market.feedUrl, { transports: ['websocket'], reconnection: false, forceNew: true });
      await new Promise((resolve) => socket.once('connect', () => resolve(null)));
      const lost = new Promise((resolve) => socket.once('disconnect', resolve));
      market.faults.feedDown = true;
      expect(await lost).toMatch(/transport/);
      const refused = new Promise((resolve) => socket.once('connect_error', () => resolve('refused')));
      socket.connect();
      expect(await refused).toBe('refused');
      market.faults.feedDown = false;
      const back = new Promise((resolve) => socket.once('connect', () => resolve('back')));
      socket.connect();
      expect(await back).toBe('back');
      socket.close();
    }));
});
