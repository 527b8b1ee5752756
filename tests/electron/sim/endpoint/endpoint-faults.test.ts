import { io } from 'socket.io-client';
import { describe, expect, it } from 'vitest';
import { lamports } from '../../../../shared/units.ts';
import { systemTransferInstruction } from '../../../../electron/protocol/system-instructions.ts';
import { encodeSignature } from '../../../../electron/protocol/base58.ts';
import { at, fundedKey, key, rpc, signed, SOL, withMarket } from '../market-fixture.ts';
import { pubsub } from '../pubsub-fixture.ts';

const ask = (url: string, method: string, params: readonly unknown[] = [], signal?: AbortSignal) =>
  fetch(url, {
    method: 'POST',
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
    ...(signal === undefined ? {} : { signal }),
  });
const resultOf = async (url: string, method: string, params: readonly unknown[] = []): Promise<unknown> =>
  at(await (await ask(url, method, params)).json(), 'result');

const UNKNOWN = encodeSignature(new Uint8Array(64).fill(9));

describe('an endpoint', () => {
  it('says too many requests with the time to wait, fails, and is whole again', () =>
    withMarket({}, async (market) => {
      Object.assign(market.faults, { tooManyRequests: 1, retryAfterS: 3, serverErrors: 1 });
      const failed = await ask(market.rpcUrl, 'getHealth');
      expect(failed.status).toBe(503);
      const refused = await ask(market.rpcUrl, 'getHealth');
      expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '3']);
      expect(await refused.json()).toMatchObject({ error: { code: 429, message: 'Too Many Requests' } });
      expect(await resultOf(market.rpcUrl, 'getHealth')).toBe('ok');
    }));

  it('can take a request and never answer it, while others are answered', () =>
    withMarket({}, async (market) => {
      market.faults.hangs = 1;
      const giveUp = new AbortController();
      const hanging = ask(market.rpcUrl, 'getHealth', [], giveUp.signal);
      while (market.faults.hangs > 0) await new Promise((resolve) => setImmediate(resolve));
      expect(await resultOf(market.rpcUrl, 'getHealth')).toBe('ok');
      giveUp.abort();
      await expect(hanging).rejects.toThrow('aborted');
    }));

  it('can tell heights, slots and statuses that are not the chain’s', () =>
    withMarket({}, async (market) => {
      const wallet = fundedKey(market);
      const transfer = { from: wallet.publicKey, to: key(99).publicKey, lamports: lamports(SOL) };
      const { bytes, signature } = signed(market, wallet, [systemTransferInstruction(transfer)]);
      market.chain.submit(bytes);
      market.advanceSlots(3);
      const url = market.rpcUrl;
      const height = Number(await resultOf(url, 'getBlockHeight'));
      const slot = Number(await resultOf(url, 'getSlot'));
      Object.assign(market.faults, { heightOffset: 500, slotOffset: -40 });
      expect(await resultOf(url, 'getBlockHeight')).toBe(height + 500);
      expect(await resultOf(url, 'getSlot')).toBe(slot - 40);
      expect(await resultOf(url, 'getEpochInfo')).toMatchObject({
        absoluteSlot: slot - 40,
        blockHeight: height + 500,
      });

      const statuses = async () =>
        (await resultOf(url, 'getSignatureStatuses', [[signature, UNKNOWN]])) as {
          readonly value: readonly unknown[];
        };
      market.faults.statusLie = 'unknown-confirmed';
      expect((await statuses()).value).toMatchObject([
        { err: null },
        { err: null, confirmationStatus: 'confirmed' },
      ]);
      const client = await pubsub(market.wsUrl);
      const told = await client.call('signatureSubscribe', [UNKNOWN, { commitment: 'confirmed' }]);
      expect(at(await client.notified(told.result), 0, 'value')).toEqual({ err: null });
      market.faults.statusLie = 'known-missing';
      expect((await statuses()).value).toEqual([null, null]);
      const config = { commitment: 'confirmed', maxSupportedTransactionVersion: 0 };
      expect(await resultOf(url, 'getTransaction', [signature, config])).toBeNull();
      expect(market.landed(signature)).not.toBeNull();
    }));

  it('can leave a websocket open and silent, and speak on a new one', () =>
    withMarket({}, async (market) => {
      const silent = await pubsub(market.wsUrl);
      const { result } = await silent.call('slotSubscribe', []);
      market.advanceSlots(1);
      await silent.notified(result);
      market.faults.halfOpenSockets = true;
      let ponged = false;
      silent.socket.on('pong', () => (ponged = true));
      silent.socket.ping();
      const alsoSilent = await pubsub(market.wsUrl);
      alsoSilent.socket.send(JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'slotSubscribe' }));
      market.faults.halfOpenSockets = false;
      const speaking = await pubsub(market.wsUrl);
      const live = await speaking.call('slotSubscribe', []);
      market.advanceSlots(5);
      await speaking.notified(live.result, 5);
      await speaking.settle();
      expect(silent.messages).toHaveLength(2);
      expect(alsoSilent.messages).toHaveLength(0);
      expect(ponged).toBe(false);
      expect(silent.socket.readyState).toBe(silent.socket.OPEN);
    }));

  it('is one of several over the same chain, each with faults of its own', () =>
    withMarket({}, async (market) => {
      const second = await market.openEndpoint();
      market.faults.chainDown = true;
      await expect(ask(market.rpcUrl, 'getHealth')).rejects.toThrow();
      const wallet = fundedKey(market);
      const transfer = { from: wallet.publicKey, to: key(99).publicKey, lamports: lamports(SOL) };
      const { bytes, signature } = signed(market, wallet, [systemTransferInstruction(transfer)]);
      const config = { encoding: 'base64', skipPreflight: true };
      expect(
        await resultOf(second.rpcUrl, 'sendTransaction', [Buffer.from(bytes).toString('base64'), config]),
      ).toBe(signature);
      market.advanceSlots(1);
      expect(market.landed(signature)?.meta.error).toBeNull();
      market.faults.chainDown = false;
      second.faults.heightOffset = 9;
      expect(Number(await resultOf(second.rpcUrl, 'getBlockHeight'))).toBe(
        Number((await rpc(market, 'getBlockHeight')).result) + 9,
      );
      await pubsub(second.wsUrl);
      expect([second.pubsubClients(), market.pubsubClients()]).toEqual([1, 1]);
    }));
});

describe('the feed', () => {
  it('can leave its clients connected and say nothing to them', () =>
    withMarket({}, async (market) => {
      const connect = async () => {
        const socket = io(market.feedUrl, { transports: ['websocket'], reconnection: false, forceNew: true });
        await new Promise((resolve) => socket.once('connect', () => resolve(null)));
        const messages: unknown[] = [];
        socket.on('newPool', (message: unknown) => messages.push(message));
        return { socket, messages };
      };
      const silent = await connect();
      market.faults.feedHalfOpen = true;
      market.faults.feedHalfOpen = false;
      const speaking = await connect();
      const heard = new Promise((resolve) => speaking.socket.once('newPool', () => resolve(null)));
      market.announce({ hello: 1 });
      await heard;
      expect(silent.messages).toEqual([]);
      expect(silent.socket.connected).toBe(true);
      silent.socket.close();
      speaking.socket.close();
    }));
});
