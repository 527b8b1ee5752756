import { createServer } from 'node:http';
import { describe, expect, it } from 'vitest';
import { lamports } from '../../../shared/units.ts';
import { systemTransferInstruction } from '../../../electron/protocol/system-instructions.ts';
import { MAX_BATCH } from '../../../electron/sim/rpc/json-rpc.ts';
import { MAX_REQUEST_BYTES } from '../../../electron/sim/rpc/rpc-server.ts';
import { openMarket } from '../../../electron/sim/start-market.ts';
import { at, fundedKey, key, rpc, signed, SOL, withMarket } from './market-fixture.ts';

const post = (url: string, body: string) => fetch(url, { method: 'POST', body });

describe('the JSON-RPC end', () => {
  it('answers each request of a batch, in order', () =>
    withMarket({}, async (market) => {
      const batch = ['getSlot', 'nonsense', 'getHealth'].map((method, id) => ({
        jsonrpc: '2.0',
        id,
        method,
      }));
      const replies = (await (await post(market.rpcUrl, JSON.stringify(batch))).json()) as readonly unknown[];
      expect(replies.map((each) => at(each, 'id'))).toEqual([0, 1, 2]);
      expect(at(replies[1], 'error', 'code')).toBe(-32_601);
      expect(at(replies[2], 'result')).toBe('ok');
    }));

  it('tells broken requests apart by the codes of the standard', () =>
    withMarket({}, async (market) => {
      const codeOf = async (body: string) =>
        at(await (await post(market.rpcUrl, body)).json(), 'error', 'code');
      expect(await codeOf('{')).toBe(-32_700);
      expect(await codeOf('[]')).toBe(-32_600);
      expect(await codeOf('"x"')).toBe(-32_600);
      expect(await codeOf(JSON.stringify(Array.from({ length: MAX_BATCH + 1 }, () => ({}))))).toBe(-32_600);
      expect(await codeOf(JSON.stringify({ id: 1, method: 'getBalance', params: ['x'] }))).toBe(-32_602);
      expect(await codeOf(JSON.stringify({ id: 1, method: 'getBalance', params: {} }))).toBe(-32_602);
      expect(
        await codeOf(JSON.stringify({ id: 1, method: 'getSlot', params: [{ commitment: 'soon' }] })),
      ).toBe(-32_602);
      expect((await fetch(market.rpcUrl)).status).toBe(405);
    }));

  it('refuses a body over its limit', () =>
    withMarket({}, async (market) => {
      const response = await post(market.rpcUrl, ' '.repeat(MAX_REQUEST_BYTES + 1));
      expect(response.status).toBe(413);
      expect(await rpc(market, 'getHealth')).toMatchObject({ result: 'ok' });
    }));

  it('simulates with a replaced blockhash and shows accounts as they would be, changing nothing', () =>
    withMarket({}, async (market) => {
      const wallet = fundedKey(market);
      const transfer = { from: wallet.publicKey, to: key(99).publicKey, lamports: lamports(SOL) };
      const { bytes } = signed(market, wallet, [systemTransferInstruction(transfer)]);
      market.advanceSlots(300);
      const encoded = Buffer.from(bytes).toString('base64');
      const simulate = async (config: object) =>
        at(
          await rpc(market, 'simulateTransaction', [encoded, { encoding: 'base64', ...config }]),
          'result',
          'value',
        );
      expect(at(await simulate({}), 'err')).toBe('BlockhashNotFound');
      const shown = await simulate({
        replaceRecentBlockhash: true,
        accounts: { encoding: 'base64', addresses: [key(99).publicKey] },
      });
      expect(shown).toMatchObject({ err: null, unitsConsumed: 150, accounts: [{ lamports: 1e9 }] });
      expect(at(shown, 'replacementBlockhash', 'lastValidBlockHeight')).toBeGreaterThan(0);
      expect(market.chain.accounts.get(key(99).publicKey)).toBeUndefined();
      const failing = { ...transfer, lamports: lamports(50n * SOL) };
      const tooMuch = Buffer.from(
        signed(market, wallet, [systemTransferInstruction(failing)]).bytes,
      ).toString('base64');
      const refused = await rpc(market, 'sendTransaction', [tooMuch, { encoding: 'base64' }]);
      expect(refused.error).toMatchObject({
        code: -32_002,
        data: { err: { InstructionError: [0, { Custom: 1 }] } },
      });
    }));

  it('accepts without preflight what can never land, as a node does', () =>
    withMarket({}, async (market) => {
      const stranger = key(60);
      const transfer = { from: stranger.publicKey, to: key(99).publicKey, lamports: lamports(SOL) };
      const { bytes, signature } = signed(market, stranger, [systemTransferInstruction(transfer)]);
      const encoded = Buffer.from(bytes).toString('base64');
      const config = { encoding: 'base64', skipPreflight: true, maxRetries: 0 };
      expect((await rpc(market, 'sendTransaction', [encoded, config])).result).toBe(signature);
      market.advanceSlots(1);
      expect(market.landed(signature)).toBeNull();
      expect(market.chain.dropped.at(-1)).toEqual({ signature, error: 'AccountNotFound' });
    }));

  it('takes transactions at the paths of Jito and Helius Sender without looking at them', () =>
    withMarket({}, async (market) => {
      const stranger = key(60);
      const transfer = { from: stranger.publicKey, to: key(99).publicKey, lamports: lamports(SOL) };
      const { bytes, signature } = signed(market, stranger, [systemTransferInstruction(transfer)]);
      const params = [Buffer.from(bytes).toString('base64'), { encoding: 'base64' }];
      const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'sendTransaction', params });
      const answered = async (path: string) =>
        (await (await post(market.rpcUrl + path, body)).json()) as object;
      expect(await answered('/')).toHaveProperty('error.code', -32_002);
      expect(await answered('/fast')).toHaveProperty('result', signature);
      expect(await answered('/api/v1/transactions')).toHaveProperty('result', signature);
    }));

  it('answers nobody who wants more than it has seen, and gives no transaction before it is confirmed', () =>
    withMarket({}, async (market) => {
      const { slot } = market.chain.blockAt('processed');
      const config = { commitment: 'processed', minContextSlot: slot + 1 };
      for (const [method, params] of [
        ['getBalance', [key(1).publicKey, config]],
        ['getLatestBlockhash', [config]],
      ] as const)
        expect((await rpc(market, method, params)).error).toMatchObject({ code: -32_016 });
      market.advanceSlots(1);
      expect((await rpc(market, 'getLatestBlockhash', [config])).error).toBeUndefined();
      const sent = market.airdrop(key(1).publicKey, lamports(SOL));
      market.advanceSlots(1);
      const read = (commitment: string) =>
        rpc(market, 'getTransaction', [sent, { commitment, maxSupportedTransactionVersion: 0 }]);
      expect((await read('processed')).error).toMatchObject({ code: -32_602 });
      expect((await read('confirmed')).result).toBeNull();
      market.advanceSlots(2);
      expect((await read('confirmed')).result).not.toBeNull();
    }));

  it('loses as many sends as it is told to, and answers them as usual', () =>
    withMarket({}, async (market) => {
      const wallet = fundedKey(market);
      const transfer = { from: wallet.publicKey, to: key(99).publicKey, lamports: lamports(SOL) };
      const { bytes, signature } = signed(market, wallet, [systemTransferInstruction(transfer)]);
      const send = () =>
        rpc(market, 'sendTransaction', [
          Buffer.from(bytes).toString('base64'),
          { encoding: 'base64', skipPreflight: true },
        ]);
      market.faults.dropSends = 1;
      expect((await send()).result).toBe(signature);
      market.advanceSlots(1);
      expect(market.landed(signature)).toBeNull();
      expect((await send()).result).toBe(signature);
      market.advanceSlots(1);
      expect(market.landed(signature)?.meta.error).toBeNull();
    }));

  it('cuts connections when the chain is down, and answers again when it is back', () =>
    withMarket({}, async (market) => {
      market.faults.chainDown = true;
      await expect(rpc(market, 'getHealth')).rejects.toThrow();
      market.faults.chainDown = false;
      expect((await rpc(market, 'getHealth')).result).toBe('ok');
    }));

  it('says in a sentence when a port is in use, and leaves none of its own open', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as { port: number };
    const opened = await openMarket({ seed: 'port', feedPort: port });
    await new Promise((resolve) => taken.close(resolve));
    expect(opened).toEqual({
      ok: false,
      error: `Port ${port} for the market's pool feed (--feed-port) is in use by another program: choose another one, or 0 for any free one.`,
    });
  });
});
