import { describe, expect, it } from 'vitest';
import type { ClusterName } from '../../../electron/chain/cluster-identity.ts';
import { readConfig, type Config } from '../../../electron/config/config.ts';
import { connectVenue } from '../../../electron/wiring/chain.ts';
import { StartFailure } from '../../../electron/wiring/start-failure.ts';
import type { DeskMode } from '../../../shared/events.ts';
import { err, ok } from '../../../shared/result.ts';
import { address } from '../../../shared/units.ts';
import { recordingLog } from '../../support/recording-log.ts';

function configOf(mode: DeskMode): Config {
  const key = mode === 'live' ? { SWINGAWAY_DEV_KEYPAIR: '/k' } : {};
  const env = { SWINGAWAY_DATA_DIR: '/d', SWINGAWAY_MODE: mode, RPC_URL: 'http://127.0.0.1:1', ...key };
  const read = readConfig({ env, envFileText: null, argv: [] });
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value;
}

/** A chain of this cluster that was reached, or that was not. */
const connect = (mode: DeskMode, cluster: ClusterName | null) =>
  connectVenue({
    config: configOf(mode),
    venue: {
      name: 'the chain',
      rpcUrls: [],
      wsUrl: '',
      socketIoUrls: [],
      heliusWsUrl: null,
      logsFeed: true,
    },
    wallet: { kind: 'paper', address: address('W') },
    log: recordingLog(),
    signal: new AbortController().signal,
    chain: {
      connect: async () =>
        cluster === null
          ? err({ code: 'unreachable', detail: 'nobody answers' })
          : ok({ cluster, genesis: 'G', version: '1' }),
      requestAirdrop: () => Promise.reject(new Error('nothing is given outside the sim')),
      probeSwapVersion: async () => 'v1',
    },
  });

describe('connecting to a chain that the trader named', () => {
  it('gives its genesis and the form of its swap', async () => {
    expect(await connect('live', 'unknown')).toEqual({ genesis: 'G', swapVersion: 'v1', warning: null });
  });

  it('warns of mainnet where the key is an unencrypted file, and only there', async () => {
    expect((await connect('live', 'mainnet-beta')).warning).toContain('This is mainnet');
    expect((await connect('paper', 'mainnet-beta')).warning).toBeNull();
    expect((await connect('live', 'devnet')).warning).toBeNull();
  });

  it('is a failed start that says what was found, and what to look at', async () => {
    const failed = await connect('paper', null).catch((error: unknown) => error);
    if (!(failed instanceof StartFailure)) throw new Error('it was connected');
    expect(failed.problems).toMatchObject([
      { what: 'the chain', found: 'nobody answers', remedy: expect.stringContaining('RPC_URL') },
    ]);
  });
});
