import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LinkReport } from '../../../electron/chain/lasting-socket.ts';
import { makePubsubClient, type PubsubClient } from '../../../electron/chain/pubsub-client.ts';
import { address, millis, signature } from '../../../shared/units.ts';
import { eventually } from '../../support/eventually.ts';
import { manualClock, type ManualClock } from '../../support/manual-clock.ts';
import { recordingLog } from '../../support/recording-log.ts';
import { scriptedPubsub, type ScriptedPubsub } from './scripted-pubsub.ts';

const ACCOUNT = address('So11111111111111111111111111111111111111112');
const OWNER = 'TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA';
const SIGNATURE = signature('5'.repeat(87));

let server: ScriptedPubsub;
let clock: ManualClock;
let log: ReturnType<typeof recordingLog>;
let client: PubsubClient;
let reports: LinkReport[];

beforeEach(async () => {
  server = await scriptedPubsub();
  clock = manualClock();
  log = recordingLog();
  client = makePubsubClient({
    url: `${server.url}/?api-key=SECRET-KEY`,
    timeoutMs: millis(10_000),
    reconnectDelayMs: millis(5_000),
    clock,
    random: () => 0,
    log,
  });
  reports = [];
  client.onReport((report) => void reports.push(report));
});
afterEach(async () => {
  client.close();
  await server.close();
});

const states = (): readonly string[] => reports.map(({ state }) => state);
const subscribed = (method: string): boolean => server.subscriptions(method).length > 0;

async function goLive(): Promise<void> {
  client.start();
  await eventually('slots are followed', () => subscribed('slotSubscribe'));
  server.slot(7);
  await eventually('the link is live', () => states().at(-1) === 'live');
}

const accountResult = (slot: number, lamports: number, data = Buffer.from([1, 2, 3])): unknown => ({
  context: { slot },
  value: {
    lamports,
    owner: OWNER,
    data: [data.toString('base64'), 'base64'],
    executable: false,
    rentEpoch: 2 ** 64,
  },
});

describe('the pubsub client', () => {
  it('is live with the first slot, not with the open socket', async () => {
    const slots: number[] = [];
    client.onSlot((slot) => void slots.push(slot));
    client.start();
    await eventually('slots are followed', () => subscribed('slotSubscribe'));
    expect(states()).toEqual(['connecting']);
    server.slot(41);
    server.slot(42);
    await eventually('both slots come', () => slots.length === 2);
    expect(slots).toEqual([41, 42]);
    expect(states()).toEqual(['connecting', 'live']);
  });

  it('gives accounts as bytes, with slot and lamports', async () => {
    await goLive();
    const notices: unknown[] = [];
    client.onAccount(ACCOUNT, 'processed', (notice) => void notices.push(notice));
    await eventually('the account is followed', () => subscribed('accountSubscribe'));
    expect(server.requestsOf('accountSubscribe')[0]?.params).toEqual([
      ACCOUNT,
      { commitment: 'processed', encoding: 'base64' },
    ]);
    const [subscription = -1] = server.subscriptions('accountSubscribe');
    server.notify(subscription, 'accountNotification', accountResult(55, 12));
    await eventually('the notice comes', () => notices.length === 1);
    expect(notices).toEqual([
      { slot: 55, account: { lamports: 12n, owner: OWNER, data: new Uint8Array([1, 2, 3]) } },
    ]);
  });

  it('tells of a signature once, with its error, and then knows it no more', async () => {
    await goLive();
    const notices: unknown[] = [];
    client.onSignature(SIGNATURE, 'confirmed', (notice) => void notices.push(notice));
    await eventually('the signature is followed', () => subscribed('signatureSubscribe'));
    const [subscription = -1] = server.subscriptions('signatureSubscribe');
    const result = { context: { slot: 60 }, value: { err: { InstructionError: [4, { Custom: 30 }] } } };
    server.notify(subscription, 'signatureNotification', result);
    server.notify(subscription, 'signatureNotification', result);
    server.slot(61);
    await eventually('the notice comes', () => notices.length > 0);
    server.dropConnection();
    await eventually('the loss is seen', () => states().at(-1) === 'lost');
    clock.advance(5_000);
    await eventually('it is back', () => server.connections() === 2 && subscribed('slotSubscribe'));
    expect(notices).toEqual([{ slot: 60, err: { InstructionError: [4, { Custom: 30 }] } }]);
    expect(server.requestsOf('signatureSubscribe')).toHaveLength(1);
  });

  it('unsubscribes what is given up, even before it was acknowledged', async () => {
    await goLive();
    const notices: unknown[] = [];
    const early = client.onAccount(ACCOUNT, 'processed', (notice) => void notices.push(notice));
    early();
    await eventually('the early one is ended', () => server.requestsOf('accountUnsubscribe').length === 1);
    const late = client.onAccount(ACCOUNT, 'confirmed', (notice) => void notices.push(notice));
    await eventually('the account is followed', () => subscribed('accountSubscribe'));
    const [subscription = -1] = server.subscriptions('accountSubscribe');
    late();
    server.notify(subscription, 'accountNotification', accountResult(55, 12));
    await eventually('the late one is ended', () => server.requestsOf('accountUnsubscribe').length === 2);
    expect(server.subscriptions('accountSubscribe')).toEqual([]);
    expect(notices).toEqual([]);
  });

  it('comes back after a loss, waits longer each time, and subscribes anew to all that is wanted', async () => {
    await goLive();
    const notices: unknown[] = [];
    client.onAccount(ACCOUNT, 'processed', (notice) => void notices.push(notice));
    await eventually('the account is followed', () => subscribed('accountSubscribe'));
    server.dropConnection();
    await eventually('the loss is seen', () => states().at(-1) === 'lost');
    clock.advance(4_999);
    expect(server.connections()).toBe(1);
    clock.advance(1);
    await eventually('it is back', () => subscribed('accountSubscribe') && server.connections() === 2);
    server.dropConnection();
    await eventually(
      'the second loss is seen',
      () => states().filter((state) => state === 'lost').length === 2,
    );
    expect(reports.at(-1)?.note).toContain('connecting again in 10.0 s');
    clock.advance(10_000);
    await eventually('it is back again', () => subscribed('accountSubscribe') && server.connections() === 3);
    const [subscription = -1] = server.subscriptions('accountSubscribe');
    server.notify(subscription, 'accountNotification', accountResult(70, 1));
    server.slot(71);
    await eventually('the account is told of', () => notices.length === 1);
    expect(states().at(-1)).toBe('live');
  });

  it('gives up a socket that stays open and brings no slot', async () => {
    await goLive();
    clock.advance(9_000);
    server.slot(8);
    let newest = 0;
    client.onSlot((slot) => {
      newest = slot;
    });
    await eventually('the slot comes', () => newest === 8);
    clock.advance(9_999);
    expect(states().at(-1)).toBe('live');
    clock.advance(1);
    expect(reports.at(-1)).toEqual({
      state: 'silent',
      note: 'nothing was heard for 10000 ms; connecting again in 5.0 s',
    });
    clock.advance(5_000);
    await eventually('it connects again', () => server.connections() === 2);
  });

  it('gives up a server that does not acknowledge', async () => {
    await goLive();
    server.answer('accountSubscribe', 'silence');
    client.onAccount(ACCOUNT, 'processed', () => undefined);
    await eventually('it was asked', () => server.requestsOf('accountSubscribe').length === 1);
    let heard = 0;
    client.onSlot((slot) => {
      heard = slot;
    });
    for (let round = 100; round < 104 && states().at(-1) === 'live'; round += 1) {
      server.slot(round);
      await eventually('the slot comes', () => heard === round);
      clock.advance(5_000);
    }
    expect(reports.at(-1)?.note).toContain('a subscription was not acknowledged');
  });

  it('writes down a refusal and what it cannot read, without the key, and goes on', async () => {
    await goLive();
    server.answer('accountSubscribe', 'refusal');
    client.onAccount(ACCOUNT, 'processed', () => undefined);
    server.sendRaw('{"hello":');
    server.sendRaw('[1]');
    const [slots = -1] = server.subscriptions('slotSubscribe');
    server.notify(slots, 'slotNotification', { slot: 'x' });
    await eventually('all is written down', () => log.lines.length === 4);
    expect(log.lines.map(({ event }) => event).toSorted()).toEqual([
      'pubsub message not understood',
      'pubsub message not understood',
      'pubsub notification malformed',
      'subscription refused',
    ]);
    expect(log.text()).not.toContain('SECRET-KEY');
    expect(states().at(-1)).toBe('live');
  });

  it('pings each 30 seconds', async () => {
    await goLive();
    let slot = 10;
    let heard = 0;
    client.onSlot((at) => {
      heard = at;
    });
    for (let seconds = 0; seconds < 60; seconds += 5) {
      clock.advance(5_000);
      slot += 1;
      server.slot(slot);
      await eventually('the slot comes', () => heard === slot);
    }
    await eventually('two pings came', () => server.pings() === 2);
  });

  it('says nothing and leaves no timer once closed', async () => {
    await goLive();
    client.close();
    const told = reports.length;
    clock.advance(120_000);
    expect(reports.at(-1)?.state).toBe('stopped');
    expect(reports).toHaveLength(told);
    expect(clock.timers()).toBe(0);
    expect(server.connections()).toBe(1);
  });
});

describe('a server that tells no slots', () => {
  it('is believed by its answers to pings, and given up when those stop', async () => {
    server.answer('slotSubscribe', 'refusal');
    client.start();
    await eventually('the link is live', () => states().at(-1) === 'live');
    for (let i = 0; i < 6; i += 1) {
      const before = server.pings();
      clock.advance(10_000 / 3 + 1);
      await eventually('it is pinged', () => server.pings() > before);
    }
    await eventually('it answered', () => states().at(-1) === 'live');
    expect(server.connections()).toBe(1);
    expect(log.lines.map(({ event }) => event)).toEqual(['subscription refused']);
    server.stopAnsweringPings();
    clock.advance(10_001);
    await eventually('it is given up', () => states().at(-1) === 'silent');
  });
});

describe('whether the server follows an account', () => {
  it('is told when it is acknowledged, and when the connection is lost', async () => {
    await goLive();
    const told: boolean[] = [];
    client.onAccount(
      ACCOUNT,
      'processed',
      () => undefined,
      (isCovered) => void told.push(isCovered),
    );
    await eventually('it is acknowledged', () => told.length === 1);
    server.dropConnection();
    await eventually('the loss is told', () => told.length === 2);
    expect(told).toEqual([true, false]);
  });
});
