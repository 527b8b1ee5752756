import { afterEach, describe, expect, it } from 'vitest';
import { makeAccountFollower } from '../../../electron/chain/account-follower.ts';
import { eventually } from '../../support/eventually.ts';
import { accountJson, sampleAddress } from './account-bytes.ts';
import { serveAccounts } from './chain-rig.ts';
import { pubsubRig, type PubsubRig } from './pubsub-rig.ts';

const [A, B, OWNER] = [sampleAddress(1), sampleAddress(2), sampleAddress(3)];
let rig: PubsubRig;
afterEach(() => rig.close());

const account = (byte: number): object => accountJson(OWNER, Uint8Array.of(byte));

describe('following accounts', () => {
  it('takes what the server tells, and reads nothing', async () => {
    rig = await pubsubRig();
    const follower = makeAccountFollower(rig.pubsub, rig.reader, rig.clock);
    const told: string[] = [];
    const end = follower.follow([A, B], (notices, from) => {
      told.push(`${from} ${notices.map(({ account: { data }, slot }) => `${data[0]}@${slot}`).join()}`);
    });
    await eventually('both are followed', () => rig.server.subscriptions('accountSubscribe').length === 2);
    await rig.allArrived(100);
    const [subscription = -1] = rig.server.subscriptions('accountSubscribe', A);
    rig.server.notify(subscription, 'accountNotification', { context: { slot: 101 }, value: account(7) });
    await eventually('it is told', () => told.length === 1);
    expect(told).toEqual(['told 7@101']);
    rig.clock.advance(5_000);
    expect(rig.node.calls).toHaveLength(0);
    end();
    follower.stop();
  });

  it('reads what the server refuses to follow, each second, together', async () => {
    rig = await pubsubRig((server) => server.answer('accountSubscribe', 'refusal'));
    serveAccounts(rig.node, () => ({ [A]: account(1), [B]: account(2) }));
    const follower = makeAccountFollower(rig.pubsub, rig.reader, rig.clock);
    const told: string[] = [];
    const end = follower.follow([A, B], (notices, from) => {
      told.push(`${from} ${notices.map(({ account: { data } }) => data[0]).join()}`);
    });
    await eventually('both are asked for', () => rig.server.requestsOf('accountSubscribe').length === 2);
    await eventually('they are refused', () => rig.log.lines.length === 1);
    rig.clock.advance(1_000);
    await eventually('they are read', () => told.length === 1);
    await eventually('the next round is planned', () => rig.clock.nextInMs() === 1_000);
    rig.clock.advance(1_000);
    await eventually('they are read again', () => told.length === 2);
    expect(told).toEqual(['read 1,2', 'read 1,2']);
    expect(rig.node.calls.map(({ params }) => params[0])).toEqual([
      [A, B],
      [A, B],
    ]);
    end();
    rig.clock.advance(5_000);
    expect(rig.node.calls).toHaveLength(2);
    follower.stop();
  });

  it('reads while the link is down, and no more when it is back', async () => {
    rig = await pubsubRig();
    serveAccounts(rig.node, () => ({ [A]: account(1) }));
    const follower = makeAccountFollower(rig.pubsub, rig.reader, rig.clock);
    let reads = 0;
    follower.follow([A], () => {
      reads += 1;
    });
    const isFollowed = (): boolean => rig.server.subscriptions('accountSubscribe').length === 1;
    await eventually('it is followed', isFollowed);
    await rig.allArrived(100);
    rig.server.dropConnection();
    await eventually('the loss is seen', () => rig.log.lines.length === 1);
    rig.clock.advance(1_000);
    await eventually('it is read', () => reads === 1);
    rig.clock.advance(5_000);
    await eventually('it is back', () => rig.server.connections() === 2 && isFollowed());
    await rig.allArrived(110);
    const before = rig.node.calls.length;
    rig.clock.advance(9_000);
    expect(rig.node.calls.length).toBe(before);
    follower.stop();
  });
});
