import { describe, expect, it } from 'vitest';
import { lamports } from '../../../../shared/units.ts';
import { systemTransferInstruction } from '../../../../electron/protocol/system-instructions.ts';
import type { Market } from '../../../../electron/sim/market.ts';
import {
  ataOf,
  at,
  buy,
  fundedKey,
  held,
  key,
  land,
  rpc,
  signed,
  SOL,
  withMarket,
} from '../market-fixture.ts';
import { pubsub } from '../pubsub-fixture.ts';

const receiver = key(99).publicKey;

function payment(market: Market) {
  const wallet = fundedKey(market);
  market.advanceSlots(5);
  return signed(market, wallet, [
    systemTransferInstruction({ from: wallet.publicKey, to: receiver, lamports: lamports(SOL) }),
  ]);
}

const balance = (market: Market): bigint => market.chain.accounts.get(receiver)?.lamports ?? 0n;
const statusOf = async (market: Market, signature: string) =>
  at((await rpc(market, 'getSignatureStatuses', [[signature]])).result, 'value', 0);

describe('a fork', () => {
  it('takes back what a processed block did, and its transaction lands when it is sent again', () =>
    withMarket({}, async (market) => {
      const { bytes, signature } = payment(market);
      market.chain.submit(bytes);
      const before = market.chain.accounts.get(key(7).publicKey);
      market.advanceSlots(1);
      expect(balance(market)).toBe(SOL);
      expect(await statusOf(market, signature)).toMatchObject({ confirmationStatus: 'processed' });
      const { slot, height } = market.chain.blockAt('processed');
      expect(market.fork({ transactions: 'lost' })).toEqual({ blocks: 1, lost: [signature] });
      expect(balance(market)).toBe(0n);
      expect(market.chain.accounts.get(key(7).publicKey)).toBe(before);
      expect(await statusOf(market, signature)).toBeNull();
      market.advanceSlots(3);
      expect(balance(market)).toBe(0n);
      const block = market.chain.block(slot + 1);
      expect(block).toMatchObject({ parentSlot: slot - 1, height });
      expect(market.chain.block(slot)).toBeUndefined();
      market.chain.submit(bytes);
      market.advanceSlots(1);
      expect(balance(market)).toBe(SOL);
    }));

  it('lets a transaction that others still have land again, once', () =>
    withMarket({}, (market) => {
      const { bytes, signature } = payment(market);
      market.chain.submit(bytes);
      market.advanceSlots(1);
      const first = market.landed(signature)?.slot ?? 0;
      market.fork({ transactions: 'again' });
      expect(market.landed(signature)).toBeNull();
      market.chain.submit(bytes);
      market.advanceSlots(2);
      expect(market.landed(signature)?.slot).toBe(first + 1);
      expect(balance(market)).toBe(SOL);
    }));

  it('makes the blockhash of an abandoned block unknown', () =>
    withMarket({}, (market) => {
      const wallet = fundedKey(market);
      market.advanceSlots(5);
      const order = signed(market, wallet, [
        systemTransferInstruction({ from: wallet.publicKey, to: receiver, lamports: lamports(SOL) }),
      ]);
      market.fork();
      market.chain.submit(order.bytes);
      market.advanceSlots(1);
      expect(market.chain.dropped.at(-1)).toEqual({ signature: order.signature, error: 'BlockhashNotFound' });
    }));

  it('never takes back a confirmed block, nor lets confirmed or final heights run backwards', () =>
    withMarket({}, async (market) => {
      const { bytes, signature } = payment(market);
      const client = await pubsub(market.wsUrl);
      const { result } = await client.call('rootSubscribe', []);
      market.chain.submit(bytes);
      market.advanceSlots(3);
      const [confirmed, finalized] = [market.chain.blockAt('confirmed'), market.chain.blockAt('finalized')];
      expect(market.fork({ blocks: 50, transactions: 'lost' })).toEqual({ blocks: 2, lost: [] });
      expect(market.fork({ blocks: 50 }).blocks).toBe(0);
      expect(market.landed(signature)).not.toBeNull();
      expect(market.chain.blockAt('confirmed')).toBe(confirmed);
      market.advanceSlots(2);
      expect([market.chain.blockAt('confirmed'), market.chain.blockAt('finalized')]).toEqual([
        confirmed,
        finalized,
      ]);
      market.advanceSlots(2);
      expect(market.chain.blockAt('confirmed').height).toBe(confirmed.height + 2);
      const roots = (await client.notified(result, 5)) as readonly number[];
      expect(new Set(roots).size).toBe(roots.length);
    }));

  it('keeps what the market put on the ledger, so that its own pools land all the same', () =>
    withMarket({}, (market) => {
      market.advanceSlots(1);
      const early = market.createPool();
      market.advanceSlots(1);
      // Between the block that goes and the next one.
      const late = market.createPool();
      market.fork({ blocks: 1 });
      expect(market.chain.accounts.get(early.keys.pool)).toBeUndefined();
      market.advanceSlots(1);
      market.fork({ blocks: 2 });
      market.advanceSlots(1);
      const wallet = fundedKey(market, 10n);
      for (const pool of [early, late]) {
        expect(market.landed(pool.signature)?.meta.error).toBeNull();
        expect(market.landed(land(market, wallet, buy(pool, wallet.publicKey, SOL)))?.meta.error).toBeNull();
        expect(held(market, ataOf(wallet.publicKey, pool.tokenMint))).toBeGreaterThan(0n);
      }
    }));

  it('drawn from the seed again and again loses no lamport and keeps the market alive', () =>
    withMarket({ poolsASecond: 2, activity: 1, seed: 'forked' }, (market) => {
      const lamportsThere = () => {
        let sum = 0n;
        for (const [, account] of market.chain.accounts.entries()) sum += account.lamports;
        return sum;
      };
      let fees = 0n;
      const start = lamportsThere();
      market.faults.forkShare = 0.2;
      market.chain.listen({
        reached: (block, commitment) => {
          if (commitment === 'confirmed') for (const record of block.records) fees += record.meta.feeLamports;
        },
      });
      market.advanceSlots(60);
      market.faults.forkShare = 0;
      // What is not confirmed yet is, two blocks later; what those blocks hold is not counted.
      let open = 0n;
      const newest = market.chain.blockAt('processed').slot;
      for (let slot = market.chain.blockAt('confirmed').slot + 1; slot <= newest; slot += 1)
        for (const record of market.chain.block(slot)?.records ?? []) open += record.meta.feeLamports;
      expect(newest - market.chain.blockAt('processed').height).toBeGreaterThan(5);
      expect(market.pools()).toBeGreaterThan(20);
      expect(lamportsThere() + fees + open).toBe(start);
    }));
});
