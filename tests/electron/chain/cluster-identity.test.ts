import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clusterOf, contradictsItsName, identifyCluster } from '../../../electron/chain/cluster-identity.ts';
import { makeRpcClient } from '../../../electron/chain/rpc-client.ts';
import { millis } from '../../../shared/units.ts';
import { manualClock } from '../../support/manual-clock.ts';
import { sampleAddress } from './account-bytes.ts';
import { scriptedRpc, type ScriptedRpc } from './scripted-rpc.ts';

const never = new AbortController().signal;
const MAINNET = '5eykt4UsFv8P8NJdTREpY1vzqKqZKvdpKuc147dw2N9d';
const DEVNET = 'EtWTRABZaYq6iMfeYKouRu166VU2xqa1wcaWoxPkrZBG';
const TESTNET = '4uhcVJyU9pJkvQyS88uRDiswHXSGkY3zQawwpjk2NsNY';

let nodes: readonly [ScriptedRpc, ScriptedRpc];
beforeEach(async () => {
  nodes = [await scriptedRpc(), await scriptedRpc()];
});
afterEach(async () => {
  await Promise.all(nodes.map((node) => node.close()));
});

async function identify(areLocal: readonly [boolean, boolean] = [true, true], name: string | null = null) {
  const clock = manualClock();
  const clients = nodes.map(({ url }) =>
    makeRpcClient({ url, timeoutMs: millis(1_000), clock, random: () => 0 }),
  );
  const identified = clients.map((client, at) => ({
    client: name === null ? client : { ...client, name },
    isLocal: areLocal[at] ?? false,
  }));
  const answer = await identifyCluster(identified, never);
  await Promise.all(clients.map((client) => client.close()));
  return answer;
}

function tell(
  node: ScriptedRpc,
  genesis: string | null,
  version: object | null = { 'solana-core': '3.1.0' },
): void {
  node.lacksTheRest();
  if (genesis !== null) node.on('getGenesisHash', { result: genesis });
  if (version !== null) node.on('getVersion', { result: version });
}

describe('the cluster of the endpoints', () => {
  it('is known by the hash of its first block', async () => {
    expect([MAINNET, DEVNET, TESTNET, sampleAddress(1)].map(clusterOf)).toEqual([
      'mainnet-beta',
      'devnet',
      'testnet',
      'unknown',
    ]);
    for (const node of nodes) tell(node, MAINNET);
    expect(await identify([false, false])).toEqual({
      ok: true,
      value: { cluster: 'mainnet-beta', genesis: MAINNET, version: '3.1.0' },
    });
  });

  it.each([
    ['https://devnet.helius-rpc.com', DEVNET, false],
    ['https://devnet.helius-rpc.com', MAINNET, true],
    ['https://mainnet.helius-rpc.com', DEVNET, true],
    ['https://api.mainnet-beta.solana.com', MAINNET, false],
    ['https://api.testnet.solana.com', DEVNET, true],
    ['http://127.0.0.1:8899', MAINNET, false],
    ['https://mydevnets.example', MAINNET, false],
    ['https://devnet.example', sampleAddress(1), false],
  ])('of %s with genesis %s contradicts the name: %s', (endpoint, genesis, expected) => {
    expect(contradictsItsName(endpoint, genesis)).toBe(expected);
  });

  it('must be the one that an endpoint calls itself', async () => {
    for (const node of nodes) tell(node, MAINNET);
    expect(await identify([true, true], 'https://devnet.example.com')).toEqual({
      ok: false,
      error: {
        code: 'different-clusters',
        detail: 'https://devnet.example.com calls itself devnet and is of mainnet-beta',
      },
    });
  });

  it('must be one; both are named where it is not', async () => {
    tell(nodes[0], MAINNET);
    tell(nodes[1], DEVNET);
    const answer = await identify();
    expect(answer).toEqual({
      ok: false,
      error: {
        code: 'different-clusters',
        detail: `${nodes[0].url} is of mainnet-beta, ${nodes[1].url} is of devnet`,
      },
    });
  });

  it('can be unnamed on this machine alone', async () => {
    for (const node of nodes) tell(node, null, null);
    expect(await identify()).toEqual({
      ok: true,
      value: { cluster: 'unknown', genesis: 'unknown', version: 'unknown' },
    });
    expect(await identify([true, false])).toMatchObject({ ok: false, error: { code: 'unidentified' } });
  });

  it('is not taken for one with an endpoint that does not name it', async () => {
    tell(nodes[0], MAINNET);
    tell(nodes[1], null);
    const answer = await identify();
    expect(answer).toMatchObject({ ok: false, error: { code: 'different-clusters' } });
    expect(answer.ok ? '' : answer.error.detail).toContain('a cluster that it does not name');
  });

  it('is told without a version where the server gives it another shape', async () => {
    for (const node of nodes) tell(node, DEVNET, { 'feature-set': 1 });
    expect(await identify()).toMatchObject({ ok: true, value: { cluster: 'devnet', version: 'unknown' } });
  });
});
