import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { solSideOf } from '../../../shared/pool.ts';
import { AMM_V4_CREATE_FEE_ACCOUNT } from '../../../electron/protocol/programs.ts';
import { decodeAmmV4Account } from '../../../electron/protocol/amm-v4-account.ts';
import { decodeMintAccount } from '../../../electron/protocol/mint-account.ts';
import { quoteExactIn } from '../../../electron/core/swap/amm-v4-quote.ts';
import { tokenUnits } from '../../../shared/units.ts';
import { readRecordedFrames } from '../../../electron/sim/replay/recorded-frame.ts';
import type { CreatedPool } from '../../../electron/sim/market/pool-creation.ts';
import { SOUND_POOL } from '../../../electron/sim/market/pool-plan.ts';
import { at, ataOf, buy, fundedKey, held, key, land, SOL, withMarket } from './market-fixture.ts';

const FIXTURES = '../shared/fixtures/helius';

describe.skipIf(!existsSync(FIXTURES))(
  'a replay of recorded frames (needs ../shared/fixtures/helius)',
  () => {
    const recording = async () => {
      const read = await readRecordedFrames(FIXTURES);
      if (!read.ok) throw new Error(read.error);
      return read.value;
    };

    it('puts every recorded pool on the chain with its own mints and opening reserves, and swaps on it by the formula', async () => {
      const frames = await recording();
      const creations = frames.flatMap((frame) => frame.creations);
      expect(creations).toHaveLength(8);
      await withMarket({ recording: frames }, (market) => {
        market.advanceSlots(1);
        const wallet = fundedKey(market, 100n);
        const sides = new Set<string | null>();
        for (const creation of creations) {
          const { keys, coinReserve, pcReserve } = creation;
          const account = decodeAmmV4Account(market.chain.accounts.get(keys.pool)?.data ?? new Uint8Array());
          expect(account).toMatchObject({
            status: 6n,
            coinMint: keys.coinMint,
            pcMint: keys.pcMint,
            lpMint: keys.lpMint,
          });
          expect([held(market, keys.coinVault), held(market, keys.pcVault)]).toEqual([
            coinReserve,
            pcReserve,
          ]);
          const side = solSideOf({ baseMint: keys.coinMint, quoteMint: keys.pcMint });
          sides.add(side);
          const tokenMint = side === 'base' ? keys.pcMint : keys.coinMint;
          const mint = decodeMintAccount(market.chain.accounts.get(tokenMint)?.data ?? new Uint8Array());
          expect(mint).toMatchObject({ mintAuthority: null, freezeAuthority: null });
          expect(mint?.decimals).toBe(side === 'base' ? creation.pcDecimals : creation.coinDecimals);
          const [reserveIn, reserveOut] =
            side === 'base' ? [coinReserve, pcReserve] : [pcReserve, coinReserve];
          const quote = quoteExactIn({ reserveIn, reserveOut, amountIn: tokenUnits(SOL) });
          const pool = { keys, tokenMint } as CreatedPool;
          const before = held(market, ataOf(wallet.publicKey, tokenMint));
          const record = market.landed(land(market, wallet, buy(pool, wallet.publicKey, SOL, quote?.out)));
          expect(record?.meta.error).toBeNull();
          expect(held(market, ataOf(wallet.publicKey, tokenMint)) - before).toBe(quote?.out);
        }
        expect(sides).toEqual(new Set(['base', 'quote']));
      });
    });

    it('plays the frames once, as recorded but for slot and subscription, to who asked for such transactions', async () => {
      const frames = await recording();
      await withMarket({ recording: frames }, async (market) => {
        market.advanceSlots(100);
        expect(market.framesLeft()).toBe(frames.length);
        const socket = new WebSocket(market.wsUrl);
        const messages: unknown[] = [];
        socket.on('message', (data: Buffer) => messages.push(JSON.parse(data.toString('utf8')) as unknown));
        await new Promise((resolve) => socket.once('open', resolve));
        const filter = { accountInclude: [AMM_V4_CREATE_FEE_ACCOUNT], vote: false, failed: false };
        const options = {
          commitment: 'processed',
          encoding: 'jsonParsed',
          maxSupportedTransactionVersion: 0,
        };
        socket.send(
          JSON.stringify({
            jsonrpc: '2.0',
            id: 5,
            method: 'transactionSubscribe',
            params: [filter, options],
          }),
        );
        await new Promise((resolve) => socket.once('message', resolve));
        market.advanceSlots(5 * frames.length + 5);
        expect(market.framesLeft()).toBe(0);
        market.advanceSlots(50);
        socket.ping();
        await new Promise((resolve) => socket.once('pong', resolve));
        socket.close();
        const [ack, ...played] = messages;
        expect(played).toHaveLength(8);
        for (const each of played) {
          expect(at(each, 'params', 'subscription')).toBe(at(ack, 'result'));
          const result = at(each, 'params', 'result') as Readonly<Record<string, unknown>>;
          const recorded = frames.find((frame) => frame.result['signature'] === result['signature']);
          expect({ ...result, slot: 0 }).toEqual({ ...recorded?.result, slot: 0 });
        }
      });
    });
  },
);

describe('a recording', () => {
  const inFolder = async (files: Readonly<Record<string, string>>) => {
    const folder = mkdtempSync(join(tmpdir(), 'recording-'));
    try {
      for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
      return await readRecordedFrames(folder);
    } finally {
      rmSync(folder, { recursive: true });
    }
  };

  it('that is missing, empty or not JSON is told apart in a sentence', async () => {
    const missing = await readRecordedFrames('/nonexistent/frames');
    const check = 'The recording at /nonexistent/frames cannot be read (ENOENT): check the path.';
    expect(missing).toEqual({ ok: false, error: check });
    const empty = await inFolder({ 'readme.txt': 'x', 'ack.json': '{"jsonrpc":"2.0","result":4,"id":1}' });
    expect(empty.ok ? '' : empty.error).toMatch(/^There is no transactionNotification frame in /);
    const broken = await inFolder({ 'a.json': '{"jsonrpc":' });
    expect(broken.ok ? '' : broken.error).toMatch(/a\.json is not JSON, nor one JSON value a line/);
  });

  it('can be made on the embedded chain itself, one frame a line, and played on another', async () => {
    const lines: string[] = [];
    await withMarket({ seed: 'recorded' }, async (market) => {
      const socket = new WebSocket(market.wsUrl);
      await new Promise((resolve) => socket.once('open', resolve));
      const filter = { accountInclude: [AMM_V4_CREATE_FEE_ACCOUNT] };
      const options = { commitment: 'processed', encoding: 'base64' };
      const params = [filter, options];
      socket.send(JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'transactionSubscribe', params }));
      await new Promise((resolve) => socket.once('message', resolve));
      socket.on('message', (data: Buffer) => lines.push(data.toString('utf8')));
      market.createPool();
      market.createPool({ moneySide: 'quote', tokenDecimals: 9 });
      market.advanceSlots(1);
      while (lines.length < 2) await new Promise((resolve) => socket.once('message', resolve));
      socket.close();
    });
    const read = await inFolder({ 'frames.jsonl': lines.join('\n') });
    const frames = read.ok ? read.value : [];
    await withMarket({ seed: 'other', recording: frames }, (market) => {
      const [first] = frames.flatMap((frame) => frame.creations);
      expect(frames).toHaveLength(2);
      expect(held(market, first?.keys.coinVault ?? key(1).publicKey)).toBe(SOUND_POOL.moneyAmount);
    });
  });
});
