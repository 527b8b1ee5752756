import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeAccountReader, MAX_ACCOUNTS_A_CALL } from '../../../electron/chain/account-reader.ts';
import { eventually } from '../../support/eventually.ts';
import { accountJson, sampleAddress } from './account-bytes.ts';
import { textsIn } from './json-rpc-request.ts';
import { chainRig, serveAccounts, type ChainRig } from './chain-rig.ts';

const never = new AbortController().signal;
const [A, B, C] = [sampleAddress(1), sampleAddress(2), sampleAddress(3)];
let rig: ChainRig;

beforeEach(async () => {
  rig = await chainRig();
});
afterEach(() => rig.close());

describe('the account reader', () => {
  it('puts all that is asked in one turn into one call, each address once', async () => {
    serveAccounts(rig.node, () => ({
      [A]: accountJson(C, Uint8Array.of(1)),
      [B]: accountJson(C, Uint8Array.of(2)),
    }));
    const reader = makeAccountReader(rig.endpoints, rig.log);
    const [first, second] = await Promise.all([
      reader.read([A, B], never, 'buy'),
      reader.read([C, A], never, 'buy'),
    ]);
    expect(rig.node.calls.map(({ params }) => params)).toEqual([
      [[A, B, C], { encoding: 'base64', commitment: 'processed' }],
    ]);
    if (!first.ok || !second.ok) throw new Error('both should be answered');
    expect(first.value.slot).toBe(100);
    expect(first.value.accounts.map((account) => account?.data)).toEqual([
      Uint8Array.of(1),
      Uint8Array.of(2),
    ]);
    expect(second.value.accounts.map((account) => account?.data)).toEqual([undefined, Uint8Array.of(1)]);
  });

  it('splits what is more than one call takes', async () => {
    serveAccounts(rig.node, () => ({}));
    const reader = makeAccountReader(rig.endpoints, rig.log);
    const many = Array.from({ length: MAX_ACCOUNTS_A_CALL - 1 }, (_, index) => sampleAddress(index + 10));
    await Promise.all([
      reader.read([A, B], never, 'buy'),
      reader.read(many, never, 'buy'),
      reader.read([C], never, 'buy'),
    ]);
    expect(rig.node.calls.map(({ params }) => textsIn(params[0]).length)).toEqual([2, MAX_ACCOUNTS_A_CALL]);
    expect(() => reader.read([], never, 'buy')).toThrow(RangeError);
  });

  it('lets one caller leave without ending the call of the others', async () => {
    let answer = false;
    rig.node.on('getMultipleAccounts', () => {
      answer = true;
      return { result: { context: { slot: 9 }, value: [null, null] } };
    });
    const reader = makeAccountReader(rig.endpoints, rig.log);
    const leaving = new AbortController();
    const left = reader.read([A], leaving.signal, 'buy');
    const stays = reader.read([B], never, 'buy');
    leaving.abort();
    expect(await left).toMatchObject({ ok: false, error: { code: 'aborted' } });
    expect(await stays).toMatchObject({ ok: true, value: { slot: 9, accounts: [null] } });
    expect(answer).toBe(true);
  });

  it('ends the call when all have left', async () => {
    rig.node.on('getMultipleAccounts', 'hang');
    const reader = makeAccountReader(rig.endpoints, rig.log);
    const leaving = new AbortController();
    const left = reader.read([A], leaving.signal, 'buy');
    await eventually('the call arrives', () => rig.node.calls.length === 1);
    leaving.abort();
    expect(await left).toMatchObject({ error: { code: 'aborted' } });
    await eventually('no timer is left', () => rig.clock.timers() === 0);
  });

  it('refuses an answer about another number of accounts', async () => {
    rig.node.on('getMultipleAccounts', { result: { context: { slot: 9 }, value: [null, null] } });
    const answered = await makeAccountReader(rig.endpoints, rig.log).read([A], never, 'buy');
    expect(answered).toMatchObject({ ok: false, error: { code: 'malformed' } });
  });
});

describe('a server without getMultipleAccounts', () => {
  it('is asked for accounts one by one, as of the oldest slot, and the log says so once', async () => {
    rig.node.lacksTheRest();
    rig.node.on('getAccountInfo', ([each]) => ({
      result: {
        context: { slot: each === A ? 50 : 60 },
        value: each === C ? null : accountJson(C, Uint8Array.of(each === A ? 1 : 2)),
      },
    }));
    const reader = makeAccountReader(rig.endpoints, rig.log);
    const read = await reader.read([A, B, C], never, 'buy');
    if (!read.ok) throw new Error('it should be answered');
    expect(read.value.slot).toBe(50);
    expect(read.value.accounts.map((account) => account?.data[0])).toEqual([1, 2, undefined]);
    await reader.read([A], never, 'buy');
    expect(rig.node.callsOf('getMultipleAccounts')).toHaveLength(1);
    expect(rig.log.lines).toHaveLength(1);
  });
});

describe('reads of different priority', () => {
  it('go out apart, so that metadata does not hold back a pool', async () => {
    serveAccounts(rig.node, () => ({}));
    const reader = makeAccountReader(rig.endpoints, rig.log);
    await Promise.all([
      reader.read([A], never, 'metadata'),
      reader.read([B], never, 'buy'),
      reader.read([C], never, 'buy'),
    ]);
    expect(rig.node.calls.map(({ params }) => params[0])).toEqual([[B, C], [A]]);
  });
});
