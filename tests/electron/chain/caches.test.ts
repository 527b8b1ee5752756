import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeBlockhashCache } from '../../../electron/chain/blockhash-cache.ts';
import { makeFeeCache, priceToOffer, type FeePolicy } from '../../../electron/chain/fee-cache.ts';
import { makeRpcClient } from '../../../electron/chain/rpc-client.ts';
import { makeRpcEndpoints, type RpcEndpoints } from '../../../electron/chain/rpc-endpoints.ts';
import { writeU64 } from '../../../electron/protocol/little-endian.ts';
import { RENT_SYSVAR } from '../../../electron/protocol/programs.ts';
import { millis } from '../../../shared/units.ts';
import { networkFee } from '../../../electron/chain/network-fee.ts';
import { makeRentCache, rentOf } from '../../../electron/chain/rent-cache.ts';
import { eventually } from '../../support/eventually.ts';
import { recordingLog } from '../../support/recording-log.ts';
import { accountJson, sampleAddress } from './account-bytes.ts';
import { chainRig, serveAccounts, type ChainRig } from './chain-rig.ts';
import { inContext, scriptedRpc, type ScriptedRpc } from './scripted-rpc.ts';

let rig: ChainRig;
let log: ReturnType<typeof recordingLog>;
beforeEach(async () => {
  rig = await chainRig();
  log = recordingLog();
});
afterEach(() => rig.close());

const hash = (byte: number, lastValidBlockHeight: number) =>
  inContext({ blockhash: sampleAddress(byte), lastValidBlockHeight });

describe('the blockhash cache', () => {
  it('has none until the first answer, then a confirmed one with its last valid height', async () => {
    rig.node.on('getLatestBlockhash', hash(1, 500));
    const cache = makeBlockhashCache(rig.endpoints, rig.clock, log);
    expect(cache.fresh(rig.clock.monoUs())).toEqual({ ok: false, error: { ageMs: null } });
    await cache.refresh();
    expect(rig.node.calls[0]?.params).toEqual([{ commitment: 'confirmed' }]);
    expect(cache.fresh(rig.clock.monoUs())).toMatchObject({
      ok: true,
      value: { blockhash: sampleAddress(1), lastValidBlockHeight: 500 },
    });
  });

  it('refuses one older than 20 seconds, and says how old', async () => {
    rig.node.on('getLatestBlockhash', hash(1, 500));
    const cache = makeBlockhashCache(rig.endpoints, rig.clock, log);
    await cache.refresh();
    rig.clock.advance(20_000);
    expect(cache.fresh(rig.clock.monoUs()).ok).toBe(true);
    rig.clock.advance(1);
    expect(cache.fresh(rig.clock.monoUs())).toEqual({ ok: false, error: { ageMs: 20_001 } });
  });

  it('counts the age from the question, not from a late answer', async () => {
    let release = false;
    rig.node.on('getLatestBlockhash', () => (release ? hash(1, 500) : { status: 503 }));
    const cache = makeBlockhashCache(rig.endpoints, rig.clock, log);
    const refreshed = cache.refresh();
    await eventually('it waits to ask again', () => rig.clock.nextInMs() === 150);
    release = true;
    rig.clock.advance(150);
    await refreshed;
    expect(cache.ageMs(rig.clock.monoUs())).toBe(150);
  });

  it('refreshes every two seconds, never twice at a time', async () => {
    rig.node.on('getLatestBlockhash', 'hang');
    const cache = makeBlockhashCache(rig.endpoints, rig.clock, log);
    cache.start();
    rig.clock.advance(2_000);
    await eventually('it asks', () => rig.node.calls.length === 1);
    rig.clock.advance(2_000);
    rig.node.on('getLatestBlockhash', hash(2, 510));
    rig.clock.advance(3_000);
    await eventually('it gave up', () => log.lines.length === 1);
    expect(rig.node.calls).toHaveLength(1);
    rig.clock.advance(1_000);
    await eventually('it asks again', () => cache.fresh(rig.clock.monoUs()).ok);
    cache.stop();
    expect(rig.clock.timers()).toBe(0);
  });

  it('does not let an endpoint that is behind put an older one back', async () => {
    rig.node.on('getLatestBlockhash', hash(2, 510));
    const cache = makeBlockhashCache(rig.endpoints, rig.clock, log);
    await cache.refresh();
    rig.node.on('getLatestBlockhash', hash(1, 500));
    await cache.refresh();
    expect(cache.fresh(rig.clock.monoUs())).toMatchObject({ value: { lastValidBlockHeight: 510 } });
  });

  it('writes once that it fails and once that it works again', async () => {
    rig.node.on('getLatestBlockhash', { error: { code: -32601, message: 'no such method' } });
    const cache = makeBlockhashCache(rig.endpoints, rig.clock, log);
    await cache.refresh();
    await cache.refresh();
    rig.node.on('getLatestBlockhash', hash(1, 500));
    await cache.refresh();
    await cache.refresh();
    expect(log.lines.map(({ event }) => event)).toEqual(['not refreshed', 'refreshed again']);
  });
});

describe('the fee cache', () => {
  const policy: FeePolicy = { percentile: 75, floorMicroLamports: 10n, capMicroLamports: 1_000n };

  it('offers the floor at first and then what others pay', async () => {
    const changes: bigint[] = [];
    rig.node.on('getRecentPrioritizationFees', {
      result: [100, 300, 200, 400].map((prioritizationFee, slot) => ({ slot, prioritizationFee })),
    });
    const accounts = [sampleAddress(1)];
    const cache = makeFeeCache(rig.endpoints, accounts, policy, rig.clock, log, () => {
      changes.push(cache.microLamportsPerUnit());
    });
    expect(cache.microLamportsPerUnit()).toBe(10n);
    await cache.refresh();
    await cache.refresh();
    expect(changes).toEqual([300n]);
    expect(rig.node.calls[0]?.params).toEqual([accounts]);
  });

  it('keeps to floor and cap', () => {
    expect(priceToOffer([], policy)).toBe(10n);
    expect(priceToOffer([0n, 0n, 0n], policy)).toBe(10n);
    expect(priceToOffer([5_000n], policy)).toBe(1_000n);
  });

  it('offers at least as much as the asked share of the others', () => {
    const prices = fc.array(fc.bigInt({ min: 10n, max: 1_000n }), { minLength: 1, maxLength: 150 });
    fc.assert(
      fc.property(prices, fc.integer({ min: 1, max: 100 }), (recent, percentile) => {
        const price = priceToOffer(recent, { ...policy, percentile });
        const atMost = recent.filter((each) => each <= price).length;
        const below = recent.filter((each) => each < price).length;
        expect(atMost * 100).toBeGreaterThanOrEqual(percentile * recent.length);
        expect(below * 100).toBeLessThan(percentile * recent.length);
      }),
    );
  });
});

describe('the network fee', () => {
  it('is 5,000 lamports and the price for every unit asked for, rounded up', () => {
    expect(networkFee(0n, 90_000)).toBe(5_000n);
    expect(networkFee(10_000n, 90_000)).toBe(5_900n);
    expect(networkFee(1n, 1)).toBe(5_001n);
  });
});

describe('the rent cache', () => {
  it('reads what a token account must hold, and tells when that changes', async () => {
    let changes = 0;
    rig.node.on('getMinimumBalanceForRentExemption', { result: 2_039_280 });
    const cache = makeRentCache(rig.endpoints, rig.reader, rig.clock, log, () => {
      changes += 1;
    });
    expect(cache.tokenAccountLamports()).toBeNull();
    await cache.refresh();
    await cache.refresh();
    expect(cache.tokenAccountLamports()).toBe(2_039_280n);
    expect(changes).toBe(1);
    expect(rig.node.calls[0]?.params).toEqual([165]);
  });
});

describe('a server without the figures that caches keep', () => {
  beforeEach(() => rig.node.lacksTheRest());

  it('leaves the fee at its floor, says so once and asks no more', async () => {
    const policy: FeePolicy = { percentile: 75, floorMicroLamports: 10n, capMicroLamports: 1_000n };
    const cache = makeFeeCache(rig.endpoints, [], policy, rig.clock, log, () => undefined);
    await cache.refresh();
    await cache.refresh();
    expect(cache.microLamportsPerUnit()).toBe(10n);
    expect(cache.ageMs()).toBeNull();
    expect(log.lines.map(({ event }) => event)).toEqual(['the priority fee stays at its floor']);
    expect(rig.node.calls).toHaveLength(1);
  });

  it('has its rent read from the sysvar', async () => {
    const sysvar = new Uint8Array(17);
    writeU64(sysvar, 0, 3_480n);
    new DataView(sysvar.buffer).setFloat64(8, 2, true);
    serveAccounts(rig.node, () => ({ [RENT_SYSVAR]: accountJson(sampleAddress(9), sysvar) }));
    const cache = makeRentCache(rig.endpoints, rig.reader, rig.clock, log, () => undefined);
    await cache.refresh();
    await cache.refresh();
    expect(cache.tokenAccountLamports()).toBe(2_039_280n);
    expect(log.lines.map(({ event }) => event)).toEqual(['rent is read from its sysvar']);
  });

  it('has no rent where there is no sysvar either', async () => {
    serveAccounts(rig.node, () => ({}));
    const cache = makeRentCache(rig.endpoints, rig.reader, rig.clock, log, () => undefined);
    await cache.refresh();
    expect(cache.tokenAccountLamports()).toBeNull();
    expect(rentOf(new Uint8Array(17), 165)).toBeNull();
  });
});

describe('a blockhash far ahead of what can be', () => {
  let liar: ScriptedRpc;
  let both: RpcEndpoints;
  beforeEach(async () => {
    liar = await scriptedRpc();
    const random = (): number => 0;
    const clients = [liar, rig.node].map(({ url }) =>
      makeRpcClient({ url, timeoutMs: millis(1_000), clock: rig.clock, random }),
    );
    both = makeRpcEndpoints(clients, { clock: rig.clock, random });
  });
  afterEach(async () => {
    await both.close();
    await liar.close();
  });

  const height = (cache: ReturnType<typeof makeBlockhashCache>): unknown => {
    const fresh = cache.fresh(rig.clock.monoUs());
    return fresh.ok ? fresh.value.lastValidBlockHeight : null;
  };

  it('is not taken from one endpoint alone', async () => {
    liar.on('getLatestBlockhash', hash(1, 500));
    rig.node.on('getLatestBlockhash', hash(2, 503));
    const cache = makeBlockhashCache(both, rig.clock, log);
    await cache.refresh();
    liar.on('getLatestBlockhash', hash(3, 9_000_000));
    rig.clock.advance(2_000);
    await cache.refresh();
    expect(height(cache)).toBe(503);
    liar.on('getLatestBlockhash', hash(4, 1));
    await cache.refresh();
    expect(height(cache)).toBe(503);
  });

  it('is taken when both are there', async () => {
    liar.on('getLatestBlockhash', hash(1, 500));
    const cache = makeBlockhashCache(both, rig.clock, log);
    await cache.refresh();
    liar.on('getLatestBlockhash', hash(3, 90_000));
    rig.node.on('getLatestBlockhash', hash(4, 90_001));
    await cache.refresh();
    expect(height(cache)).toBe(90_001);
  });

  it('is taken from the only endpoint, whose word is all there is', async () => {
    rig.node.on('getLatestBlockhash', hash(1, 500));
    const cache = makeBlockhashCache(rig.endpoints, rig.clock, log);
    await cache.refresh();
    rig.node.on('getLatestBlockhash', hash(2, 90_000));
    await cache.refresh();
    expect(height(cache)).toBe(90_000);
  });

  it('does not keep the cache once what it holds is too old to be used', async () => {
    rig.node.on('getLatestBlockhash', hash(1, 9_000_000));
    const cache = makeBlockhashCache(rig.endpoints, rig.clock, log);
    await cache.refresh();
    rig.node.on('getLatestBlockhash', hash(2, 500));
    await cache.refresh();
    expect(height(cache)).toBe(9_000_000);
    rig.clock.advance(20_001);
    await cache.refresh();
    expect(height(cache)).toBe(500);
  });
});
