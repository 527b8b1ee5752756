import { afterEach, describe, expect, it } from 'vitest';
import { makeChainTime, type ChainTimeSource } from '../../../electron/chain/chain-time.ts';
import { CLOCK_SYSVAR } from '../../../electron/protocol/programs.ts';
import { unixMs } from '../../../shared/units.ts';
import { eventually } from '../../support/eventually.ts';
import { clockJson } from './account-bytes.ts';
import { serveAccounts } from './chain-rig.ts';
import { pubsubRig, type PubsubRig } from './pubsub-rig.ts';

let rig: PubsubRig;
let time: ChainTimeSource;
let told: (readonly [number, number])[];
afterEach(async () => {
  time.stop();
  await rig.close();
});

async function start(covered: boolean): Promise<void> {
  rig = await pubsubRig((server) => {
    if (!covered) server.answer('accountSubscribe', 'refusal');
  });
  told = [];
  time = makeChainTime({
    ...rig,
    tell: ({ slot, unixS }) => void told.push([slot, unixS]),
    isBelievable: (slot) => slot < 1_000_000,
  });
  time.start();
}

function tell(slot: number, unixS: number): void {
  const [subscription = -1] = rig.server.subscriptions('accountSubscribe', CLOCK_SYSVAR);
  const value = clockJson({ slot, epoch: 9, unixS });
  rig.server.notify(subscription, 'accountNotification', { context: { slot }, value });
}

const serve = (slot: number, unixS: number): void =>
  serveAccounts(rig.node, () => ({ [CLOCK_SYSVAR]: clockJson({ slot, epoch: 9, unixS }) }), slot);

describe('the chain’s clock', () => {
  it('is told by the subscription, never back, and nothing is read meanwhile', async () => {
    await start(true);
    await eventually('it is followed', () => rig.server.subscriptions('accountSubscribe').length === 1);
    tell(10, 1_000);
    tell(9, 999);
    tell(2_000_000, 9_999);
    tell(11, 1_000);
    tell(12, 1_001);
    await eventually('the last is told', () => told.length === 3);
    expect(told).toEqual([
      [10, 1_000],
      [11, 1_000],
      [12, 1_001],
    ]);
    expect([time.now(), time.epoch()]).toEqual([{ slot: 12, unixS: 1_001 }, 9]);
    rig.clock.advance(1_200);
    expect(time.ageMs()).toBe(1_200);
    expect(rig.node.calls).toHaveLength(0);
  });

  it('is read every two seconds where it is not told, and every slot while somebody waits for it', async () => {
    await start(false);
    serve(10, 1_000);
    await time.refresh();
    expect(told).toEqual([[10, 1_000]]);
    rig.clock.advance(1_600);
    expect(rig.node.calls).toHaveLength(1);
    rig.clock.advance(400);
    await eventually('it is read', () => rig.node.calls.length === 2);
    await time.refresh();
    time.expect(unixMs(1_005_000));
    serve(20, 1_005);
    await time.refresh();
    await time.refresh();
    expect(told.at(-1)).toEqual([20, 1_005]);
    const asked = rig.node.calls.length;
    rig.clock.advance(1_600);
    expect(rig.node.calls).toHaveLength(asked);
    time.expect(unixMs(1_006_000));
    rig.clock.advance(400);
    await eventually('it is read at the next slot', () => rig.node.calls.length === asked + 1);
  });

  it('is taken from the blocks where there is no sysvar', async () => {
    await start(false);
    rig.node.lacksTheRest();
    serveAccounts(rig.node, () => ({}));
    rig.node.on('getSlot', { result: 77 });
    rig.node.on('getBlockTime', { result: 1_234 });
    await time.refresh();
    expect(told).toEqual([[77, 1_234]]);
    expect(time.epoch()).toBeNull();
    rig.node.on('getBlockTime', { result: null });
    await time.refresh();
    expect(told).toHaveLength(1);
    expect(rig.node.callsOf('getMultipleAccounts')).toHaveLength(1);
  });
});
