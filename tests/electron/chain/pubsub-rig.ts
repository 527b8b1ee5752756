import { makePubsubClient, type PubsubClient } from '../../../electron/chain/pubsub-client.ts';
import { millis } from '../../../shared/units.ts';
import { eventually } from '../../support/eventually.ts';
import { chainRig, type ChainRig } from './chain-rig.ts';
import { scriptedPubsub, type ScriptedPubsub } from './scripted-pubsub.ts';

export type PubsubRig = ChainRig & {
  readonly server: ScriptedPubsub;
  readonly pubsub: PubsubClient;
  /** A slot comes after all that was sent before it. */
  allArrived(slot: number): Promise<void>;
};

/** A scripted node with a live subscription link; `prepare` is done before the link is made. */
export async function pubsubRig(
  prepare: (server: ScriptedPubsub) => void = () => undefined,
): Promise<PubsubRig> {
  const rig = await chainRig();
  const server = await scriptedPubsub();
  prepare(server);
  const pubsub = makePubsubClient({
    url: server.url,
    timeoutMs: millis(10_000),
    reconnectDelayMs: millis(5_000),
    clock: rig.clock,
    random: () => 0,
    log: rig.log,
  });
  pubsub.start();
  await eventually('it connects', () => server.requestsOf('slotSubscribe').length === 1);
  return {
    ...rig,
    server,
    pubsub,
    allArrived: async (slot) => {
      let newest = 0;
      const end = pubsub.onSlot((at) => {
        newest = at;
      });
      server.slot(slot);
      await eventually('everything arrived', () => newest === slot);
      end();
    },
    close: async () => {
      pubsub.close();
      await server.close();
      await rig.close();
    },
  };
}
