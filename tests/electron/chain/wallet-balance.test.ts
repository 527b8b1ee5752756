import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeWalletBalance, type WalletBalance } from '../../../electron/chain/wallet-balance.ts';
import { millis } from '../../../shared/units.ts';
import { eventually } from '../../support/eventually.ts';
import { accountJson, sampleAddress } from './account-bytes.ts';
import { serveAccounts } from './chain-rig.ts';
import { pubsubRig, type PubsubRig } from './pubsub-rig.ts';
import { inContext } from './scripted-rpc.ts';

const never = new AbortController().signal;
const WALLET = sampleAddress(42);
let rig: PubsubRig;
let balance: WalletBalance;
let told: (bigint | null)[];
/** Those of the link. */
let timersBefore: number;

beforeEach(async () => {
  rig = await pubsubRig();
  told = [];
  timersBefore = rig.clock.timers();
  balance = makeWalletBalance({ ...rig, address: WALLET, tell: ({ lamports }) => void told.push(lamports) });
});
afterEach(async () => {
  balance.stop();
  await rig.close();
});

describe('waiting for money', () => {
  it('ends at once where there is some', async () => {
    rig.node.on('getBalance', inContext(5));
    await balance.refresh();
    expect(await balance.funded(never, millis(1_000))).toBe(true);
    expect(rig.clock.timers()).toBe(timersBefore);
  });

  it('ends when it comes, asking each second', async () => {
    rig.node.on('getBalance', inContext(0));
    await balance.refresh();
    const waiting = balance.funded(never, millis(60_000));
    rig.node.on('getBalance', inContext(7, 101));
    rig.clock.advance(1_000);
    expect(await waiting).toBe(true);
    expect(told).toEqual([0n, 7n]);
    expect(rig.clock.timers()).toBe(timersBefore);
  });

  it('ends without it when the time is over, or nobody waits any more, or all ends', async () => {
    rig.node.on('getBalance', inContext(0));
    const late = balance.funded(never, millis(900));
    rig.clock.advance(900);
    expect(await late).toBe(false);
    const leaving = new AbortController();
    const left = balance.funded(leaving.signal, millis(900));
    leaving.abort();
    expect(await left).toBe(false);
    expect(await balance.funded(AbortSignal.abort(), millis(900))).toBe(false);
    const stopped = balance.funded(never, millis(900));
    balance.stop();
    expect(await stopped).toBe(false);
    expect(rig.clock.timers()).toBe(timersBefore);
  });
});

describe('a server without getBalance', () => {
  it('has the balance read from the account, nothing where there is none', async () => {
    rig.node.lacksTheRest();
    serveAccounts(rig.node, () => ({}));
    await balance.refresh();
    serveAccounts(rig.node, () => ({ [WALLET]: accountJson(WALLET, new Uint8Array(), 9) }));
    await balance.refresh();
    expect(told).toEqual([0n, 9n]);
    expect(rig.node.callsOf('getBalance')).toHaveLength(1);
    expect(rig.log.lines.map(({ event }) => event)).toEqual(['the balance is read from the account']);
  });
});

describe('a server that does not follow accounts', () => {
  it('is asked for the balance each second', async () => {
    rig.server.answer('accountSubscribe', 'refusal');
    rig.node.on('getBalance', inContext(3));
    balance.start();
    await eventually('it is refused', () => rig.log.lines.length === 1);
    rig.clock.advance(1_000);
    await eventually('it is read', () => told.length === 1);
  });
});
