import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { simulate } from '../../../electron/chain/simulation.ts';
import { accountJson, sampleAddress } from './account-bytes.ts';
import { chainRig, type ChainRig } from './chain-rig.ts';
import { inContext } from './scripted-rpc.ts';

const never = new AbortController().signal;
const [A, B] = [sampleAddress(1), sampleAddress(2)];
let rig: ChainRig;
beforeEach(async () => {
  rig = await chainRig();
});
afterEach(() => rig.close());

const run = () => simulate(rig.endpoints, 'AA==', [A, B], never);

describe('simulating a transaction', () => {
  it('needs no signature and no blockhash, and gives the accounts as they would be', async () => {
    const accounts = [accountJson(B, Uint8Array.of(1), 5), null];
    rig.node.on(
      'simulateTransaction',
      inContext({ err: null, logs: ['x'], unitsConsumed: 77, accounts }, 12),
    );
    expect(await run()).toEqual({
      ok: true,
      value: {
        err: null,
        logs: ['x'],
        unitsConsumed: 77,
        slot: 12,
        accounts: [{ owner: B, lamports: 5n, data: Uint8Array.of(1) }, null],
      },
    });
    expect(rig.node.calls[0]?.params).toEqual([
      'AA==',
      {
        encoding: 'base64',
        sigVerify: false,
        replaceRecentBlockhash: true,
        commitment: 'processed',
        accounts: { encoding: 'base64', addresses: [A, B] },
      },
    ]);
  });

  it('gives the error of one that fails, also of servers that say little', async () => {
    rig.node.on('simulateTransaction', { result: { value: { err: 'AccountNotFound', logs: null } } });
    expect(await run()).toEqual({
      ok: true,
      value: { err: 'AccountNotFound', logs: [], unitsConsumed: null, slot: 0, accounts: [null, null] },
    });
  });

  it('does not take accounts that were not told for gone', async () => {
    rig.node.on('simulateTransaction', inContext({ err: null, logs: [] }));
    expect(await run()).toMatchObject({ ok: false });
    rig.node.on('simulateTransaction', { error: { code: -32_601, message: 'Method not found' } });
    expect(await run()).toMatchObject({ ok: false });
  });
});
