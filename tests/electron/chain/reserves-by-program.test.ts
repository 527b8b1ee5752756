import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeAccountFollower, type AccountFollower } from '../../../electron/chain/account-follower.ts';
import { makeReservesWatcher, type ReservesWatcher } from '../../../electron/chain/reserves-watcher.ts';
import { TOKEN_PROGRAM } from '../../../electron/protocol/programs.ts';
import { ppm, type PoolTerms, type TradablePool } from '../../../shared/pool.ts';
import { tokenUnits, WSOL_MINT, type Address } from '../../../shared/units.ts';
import { eventually } from '../../support/eventually.ts';
import { POOL, sampleAddress, vaultJson } from './account-bytes.ts';
import { serveAccounts } from './chain-rig.ts';
import { CPMM_KEYS, cpmmPoolJson, LAUNCHLAB_KEYS, launchLabPoolJson } from './other-program-bytes.ts';
import { pubsubRig, type PubsubRig } from './pubsub-rig.ts';

let rig: PubsubRig;
let follower: AccountFollower;
let watcher: ReservesWatcher;
let accounts: Record<string, object>;
let slot: number;

async function start(prepare?: Parameters<typeof pubsubRig>[0]): Promise<void> {
  rig = await pubsubRig(prepare);
  follower = makeAccountFollower(rig.pubsub, rig.reader, rig.clock);
  watcher = makeReservesWatcher({ ...rig, follower, mostPools: 2 });
}

beforeEach(() => {
  slot = 100;
  accounts = {};
});
afterEach(async () => {
  watcher.stop();
  follower.stop();
  await rig.close();
  expect(rig.clock.timers()).toBe(0);
});

const serve = (): void => serveAccounts(rig.node, () => accounts, slot);

function tell(address: Address, account: object, at: number): void {
  const [subscription = -1] = rig.server.subscriptions('accountSubscribe', address);
  rig.server.notify(subscription, 'accountNotification', { context: { slot: at }, value: account });
}

type Told = readonly [bigint, bigint, number];
function follow(pool: TradablePool): { told: Told[]; end: () => void } {
  const told: Told[] = [];
  const end = watcher.watch(pool, ({ base, quote }, at) => void told.push([base, quote, at]));
  return { told, end };
}

const isFollowed = (count: number) => (): boolean =>
  rig.server.subscriptions('accountSubscribe').length === count;

const CPMM_TERMS: PoolTerms = {
  kind: 'cpmm',
  config: CPMM_KEYS.config,
  observation: CPMM_KEYS.observation,
  tradeFeePpm: ppm(2_500n),
  protocolFeePpm: ppm(0n),
  fundFeePpm: ppm(0n),
  creatorFee: null,
};
const CPMM_POOL: TradablePool = {
  ...POOL,
  pool: CPMM_KEYS.pool,
  quoteMint: CPMM_KEYS.token,
  tokenMint: CPMM_KEYS.token,
  accounts: { baseVault: CPMM_KEYS.vault0, quoteVault: CPMM_KEYS.vault1, lpMint: CPMM_KEYS.lpMint },
  terms: CPMM_TERMS,
};

describe('the reserves of a CPMM pool', () => {
  const { pool, token, vault0, vault1 } = CPMM_KEYS;
  const inAccounts = (base: bigint, quote: bigint, owed: bigint): void => {
    accounts = {
      [pool]: cpmmPoolJson({ protocolFees0: owed }),
      [vault0]: vaultJson(WSOL_MINT, base),
      [vault1]: vaultJson(token, quote),
    };
  };
  beforeEach(() => inAccounts(1_000n, 2_000n, 10n));

  it('are told when pool and both vaults were told of the same swap, never in between', async () => {
    await start();
    serve();
    const { told } = follow(CPMM_POOL);
    await eventually('the first are told', () => told.length === 1);
    await eventually('all three are followed', isFollowed(3));
    tell(vault0, vaultJson(WSOL_MINT, 1_100n), 101);
    tell(vault1, vaultJson(token, 1_820n), 101);
    await rig.allArrived(101);
    expect(told).toEqual([[990n, 2_000n, 100]]);
    tell(pool, cpmmPoolJson({ protocolFees0: 15n }), 101);
    await eventually('the swap is told', () => told.length === 2);
    expect(told[1]).toEqual([1_085n, 1_820n, 101]);
  });

  it('are read where the server follows no accounts, and told only when they changed', async () => {
    await start((server) => server.answer('accountSubscribe', 'refusal'));
    serve();
    const { told } = follow(CPMM_POOL);
    await eventually('the first are told', () => told.length === 1);
    await eventually('they are refused', () => rig.log.lines.length === 1);
    const rounds = async (): Promise<void> => {
      const before = rig.node.calls.length;
      rig.clock.advance(1_000);
      await eventually('they are read', () => rig.node.calls.length > before);
      await eventually('the next round is planned', () => rig.clock.nextInMs() === 1_000);
    };
    slot = 105;
    serve();
    await rounds();
    expect(told).toHaveLength(1);
    inAccounts(1_200n, 1_700n, 20n);
    slot = 110;
    serve();
    await rounds();
    expect(told).toEqual([
      [990n, 2_000n, 100],
      [1_180n, 1_700n, 110],
    ]);
  });

  it('are read again when nothing was heard of the pool for long', async () => {
    await start();
    // Else the link that comes live has them read too.
    await rig.allArrived(100);
    serve();
    const { told } = follow(CPMM_POOL);
    await eventually('the first are told', () => told.length === 1);
    await eventually('all three are followed', isFollowed(3));
    inAccounts(3_000n, 700n, 0n);
    slot = 130;
    serve();
    rig.clock.advance(9_000);
    await rig.allArrived(125);
    rig.clock.advance(1_000);
    await eventually('they are told', () => told.length === 2);
    expect(told[1]).toEqual([3_000n, 700n, 130]);
  });
});

describe('the reserves of a LaunchLab pool', () => {
  const { pool } = LAUNCHLAB_KEYS;
  const launched: TradablePool = {
    ...POOL,
    pool,
    baseMint: LAUNCHLAB_KEYS.token,
    quoteMint: WSOL_MINT,
    solSide: 'quote',
    tokenMint: LAUNCHLAB_KEYS.token,
    tokenProgram: TOKEN_PROGRAM,
    accounts: { baseVault: LAUNCHLAB_KEYS.baseVault, quoteVault: LAUNCHLAB_KEYS.quoteVault, lpMint: null },
    terms: {
      kind: 'launchlab',
      globalConfig: LAUNCHLAB_KEYS.globalConfig,
      platformConfig: LAUNCHLAB_KEYS.platformConfig,
      creator: LAUNCHLAB_KEYS.creator,
      platformFeeVault: sampleAddress(1),
      creatorFeeVault: sampleAddress(2),
      protocolFeePpm: ppm(0n),
      platformFeePpm: ppm(0n),
      creatorFeePpm: ppm(0n),
      baseFloorUnits: tokenUnits(0n),
    },
  };

  it('are those of the pool account alone, until it leaves its curve', async () => {
    await start();
    accounts = { [pool]: launchLabPoolJson() };
    serve();
    const { told } = follow(launched);
    await eventually('the first are told', () => told.length === 1);
    await eventually('it is followed', isFollowed(1));
    tell(pool, launchLabPoolJson({ realBase: 1_025n, realQuote: 37n }), 101);
    await eventually('the trade is told', () => told.length === 2);
    expect(told).toEqual([
      [1_073_000n, 30_007n, 100],
      [1_072_000n, 30_037n, 101],
    ]);
    tell(pool, launchLabPoolJson({ status: 2 }), 102);
    tell(pool, launchLabPoolJson({ status: 2 }), 103);
    await rig.allArrived(103);
    expect(told).toHaveLength(2);
    expect(rig.log.lines).toMatchObject([{ data: { why: 'the pool has left its curve' } }]);
  });
});

describe('more pools than can be followed', () => {
  it('wait for room, with one line in the log, and nothing throws', async () => {
    await start();
    serve();
    const pools = [1, 2, 3, 4].map((at): TradablePool => {
      const key = (part: number): Address => sampleAddress(at * 10 + part);
      accounts[key(0)] = cpmmPoolJson();
      accounts[key(1)] = vaultJson(WSOL_MINT, BigInt(at));
      accounts[key(2)] = vaultJson(CPMM_KEYS.token, BigInt(at));
      const vaults = { baseVault: key(1), quoteVault: key(2), lpMint: null };
      return { ...CPMM_POOL, pool: key(0), accounts: vaults };
    });
    const [first, second, third, fourth] = pools.map(follow);
    await eventually('two are told', () => first?.told.length === 1 && second?.told.length === 1);
    expect([third?.told, fourth?.told]).toEqual([[], []]);
    third?.end();
    first?.end();
    await eventually('the next one has room', () => fourth?.told.length === 1);
    expect(third?.told).toEqual([]);
    expect(rig.log.lines.map(({ event }) => event)).toEqual(['too many pools to follow, the newest wait']);
  });

  it('has nothing to tell of CLMM', async () => {
    await start();
    const { told, end } = follow({ ...CPMM_POOL, terms: { kind: 'clmm' } });
    end();
    expect(told).toEqual([]);
    expect(rig.node.calls).toHaveLength(0);
  });
});
