import { describe, expect, it } from 'vitest';
import { lamports } from '../../../shared/units.ts';
import { systemTransferInstruction } from '../../../electron/protocol/system-instructions.ts';
import type { Market } from '../../../electron/sim/market.ts';
import { at, fundedKey, key, rpc, signed, SOL, START_MS, withMarket } from './market-fixture.ts';
import { pubsub } from './pubsub-fixture.ts';

const receiver = key(99).publicKey;

function payment(market: Market, amount = SOL) {
  const wallet = fundedKey(market);
  return signed(market, wallet, [
    systemTransferInstruction({ from: wallet.publicKey, to: receiver, lamports: lamports(amount) }),
  ]);
}

describe('the life of a transaction', () => {
  it('goes from processed to confirmed after 2 slots and to finalized after 31', () =>
    withMarket({}, async (market) => {
      const { bytes, signature } = payment(market);
      const status = async () => {
        const reply = await rpc(market, 'getSignatureStatuses', [[signature]]);
        return (
          reply.result as { value: [null | { confirmationStatus: string; confirmations: number | null }] }
        ).value[0];
      };
      market.chain.submit(bytes);
      expect(await status()).toBeNull();
      market.advanceSlots(1);
      expect(await status()).toMatchObject({ confirmationStatus: 'processed', confirmations: 0 });
      market.advanceSlots(1);
      expect(await status()).toMatchObject({ confirmationStatus: 'processed' });
      market.advanceSlots(1);
      expect(await status()).toMatchObject({ confirmationStatus: 'confirmed' });
      market.advanceSlots(28);
      expect(await status()).toMatchObject({ confirmationStatus: 'confirmed' });
      market.advanceSlots(1);
      expect(await status()).toMatchObject({ confirmationStatus: 'finalized', confirmations: null });
      market.advanceSlots(200);
      expect(await status()).toBeNull();
      const searched = await rpc(market, 'getSignatureStatuses', [
        [signature],
        { searchTransactionHistory: true },
      ]);
      expect((searched.result as { value: unknown[] }).value[0]).toMatchObject({
        confirmationStatus: 'finalized',
      });
    }));

  it('shows balances as they were at the commitment that is asked for', () =>
    withMarket({}, async (market) => {
      market.chain.submit(payment(market).bytes);
      market.advanceSlots(1);
      const balance = async (commitment: string) =>
        ((await rpc(market, 'getBalance', [receiver, { commitment }])).result as { value: number }).value;
      const all = async () => [
        await balance('processed'),
        await balance('confirmed'),
        await balance('finalized'),
      ];
      expect(await all()).toEqual([1e9, 0, 0]);
      market.advanceSlots(2);
      expect(await all()).toEqual([1e9, 1e9, 0]);
      market.advanceSlots(29);
      expect(await all()).toEqual([1e9, 1e9, 1e9]);
    }));

  it('lets the chain’s clock pass with its slots only', () =>
    withMarket({ slotMs: 400 }, (market) => {
      const { timeS } = market.chain.blockAt('processed');
      expect(timeS).toBe(START_MS / 1000);
      market.advanceSlots(25);
      expect(market.chain.blockAt('processed').timeS).toBe(timeS + 10);
    }));
});

describe('PubSub', () => {
  it('tells of a signature once at its commitment, of its reception first if asked, and at once if it is past', () =>
    withMarket({}, async (market) => {
      const client = await pubsub(market.wsUrl);
      const { bytes, signature } = payment(market);
      const ids = await Promise.all(
        [
          { commitment: 'processed', enableReceivedNotification: true },
          { commitment: 'confirmed' },
          { commitment: 'finalized' },
        ].map(async (config) => (await client.call('signatureSubscribe', [signature, config])).result),
      );
      market.chain.submit(bytes);
      market.advanceSlots(1);
      const first = await client.notified(ids[0], 2);
      expect(first.map((each) => at(each, 'value'))).toEqual(['receivedSignature', { err: null }]);
      await client.settle();
      expect(client.messages.filter((each) => each.params?.subscription === ids[1])).toHaveLength(0);
      market.advanceSlots(2);
      expect(at(await client.notified(ids[1]), 0, 'value')).toEqual({ err: null });
      const late = (await client.call('signatureSubscribe', [signature, { commitment: 'confirmed' }])).result;
      expect(at(await client.notified(late), 0, 'value')).toEqual({ err: null });
      market.advanceSlots(40);
      expect(at(await client.notified(ids[2]), 0, 'value')).toEqual({ err: null });
      await client.settle();
      expect(client.messages.filter((each) => each.params?.subscription === ids[1])).toHaveLength(1);
      expect(market.subscriptions()).toBe(0);
    }));

  it('tells of slots, roots, accounts and logs to those who asked, until they unsubscribe', () =>
    withMarket({}, async (market) => {
      const client = await pubsub(market.wsUrl);
      const { bytes, signature } = payment(market);
      const subscribe = async (method: string, params: readonly unknown[]) =>
        (await client.call(method, params)).result;
      const slots = await subscribe('slotSubscribe', []);
      const roots = await subscribe('rootSubscribe', []);
      const account = await subscribe('accountSubscribe', [
        receiver,
        { commitment: 'processed', encoding: 'base64' },
      ]);
      const later = await subscribe('accountSubscribe', [
        receiver,
        { commitment: 'confirmed', encoding: 'base64' },
      ]);
      const logs = await subscribe('logsSubscribe', [{ mentions: [receiver] }, { commitment: 'processed' }]);
      const others = await subscribe('logsSubscribe', [
        { mentions: [key(5).publicKey] },
        { commitment: 'processed' },
      ]);
      market.chain.submit(bytes);
      market.advanceSlots(1);
      const { slot } = market.chain.blockAt('processed');
      expect(await client.notified(slots)).toEqual([{ slot, parent: slot - 1, root: slot - 31 }]);
      expect(await client.notified(roots)).toEqual([slot - 31]);
      expect((await client.notified(account))[0]).toMatchObject({
        context: { slot },
        value: { lamports: 1e9 },
      });
      expect(at(await client.notified(logs), 0, 'value')).toMatchObject({ signature, err: null });
      expect(client.messages.some((each) => each.params?.subscription === later)).toBe(false);
      market.advanceSlots(2);
      expect((await client.notified(later))[0]).toMatchObject({
        context: { slot },
        value: { lamports: 1e9 },
      });
      expect((await client.call('slotUnsubscribe', [slots])).result).toBe(true);
      market.advanceSlots(5);
      await client.settle();
      expect(client.messages.filter((each) => each.params?.subscription === slots)).toHaveLength(3);
      expect(client.messages.some((each) => each.params?.subscription === others)).toBe(false);
    }));

  it('tells of whole transactions as Helius does, by account filters and in both encodings', () =>
    withMarket({}, async (market) => {
      const client = await pubsub(market.wsUrl);
      const { bytes, signature } = payment(market);
      const options = {
        commitment: 'processed',
        transactionDetails: 'full',
        maxSupportedTransactionVersion: 0,
      };
      const subscribe = async (filter: object, encoding: string) =>
        (
          await client.call('transactionSubscribe', [
            { vote: false, failed: false, ...filter },
            { ...options, encoding },
          ])
        ).result;
      const raw = await subscribe({ accountInclude: [receiver] }, 'base64');
      const parsed = await subscribe({ accountInclude: [key(3).publicKey, receiver] }, 'jsonParsed');
      const required = await subscribe(
        { accountInclude: [receiver], accountRequired: [key(3).publicKey] },
        'base64',
      );
      market.chain.submit(bytes);
      market.advanceSlots(1);
      const [rawResult] = await client.notified(raw);
      expect(rawResult).toMatchObject({ signature, slot: market.chain.blockAt('processed').slot });
      expect(at(rawResult, 'transaction', 'transaction')).toEqual([
        Buffer.from(bytes).toString('base64'),
        'base64',
      ]);
      const [parsedResult] = await client.notified(parsed);
      const accountKeys = at(
        parsedResult,
        'transaction',
        'transaction',
        'message',
        'accountKeys',
      ) as readonly unknown[];
      expect(accountKeys[0]).toMatchObject({ signer: true, writable: true });
      expect(accountKeys.map((each) => at(each, 'pubkey'))).toContain(receiver);
      await client.settle();
      expect(client.messages.some((each) => each.params?.subscription === required)).toBe(false);
    }));
});
