import { describe, expect, it } from 'vitest';
import { decodeAmmV4Creations } from '../../../../electron/protocol/amm-v4-creation.ts';
import type { ChainTransaction } from '../../../../electron/protocol/chain-transaction.ts';
import { decodeClmmCreations } from '../../../../electron/protocol/clmm-creation.ts';
import { decodeCpmmCreations } from '../../../../electron/protocol/cpmm-creation.ts';
import {
  decodeLaunchLabCreations,
  launchLabLaunchesOfLogs,
} from '../../../../electron/protocol/launchlab-creation.ts';
import {
  AMM_V4_CREATE_FEE_ACCOUNT,
  CLMM_PROGRAM,
  CPMM_CREATE_FEE_ACCOUNT,
  LAUNCHLAB_PROGRAM,
} from '../../../../electron/protocol/programs.ts';
import {
  readTransactionAnswer,
  readTransactionNotification,
} from '../../../../electron/protocol/transaction-frame.ts';
import type { Market } from '../../../../electron/sim/market.ts';
import type { AnyCreatedPool } from '../../../../electron/sim/market/created-pool.ts';
import { at, rpc, withMarket } from '../market-fixture.ts';
import { pubsub } from '../pubsub-fixture.ts';

/** One pool of each program, sent to the chain. */
const onePoolEach = (market: Market): readonly AnyCreatedPool[] => [
  market.createPool(),
  market.createPool({ program: 'cpmm' }),
  market.createPool({ program: 'cpmm', tokenProgram: 'token-2022' }),
  market.createPool({ program: 'launchlab' }),
  market.createPool({ program: 'launchlab', tokenProgram: 'token-2022' }),
  market.createPool({ program: 'clmm' }),
];

const FOLLOWED = [AMM_V4_CREATE_FEE_ACCOUNT, CPMM_CREATE_FEE_ACCOUNT, LAUNCHLAB_PROGRAM, CLMM_PROGRAM];

const poolsIn = (transaction: ChainTransaction): readonly string[] =>
  [
    ...decodeAmmV4Creations(transaction),
    ...decodeCpmmCreations(transaction),
    ...decodeLaunchLabCreations(transaction),
    ...decodeClmmCreations(transaction),
  ].map(({ keys, pool }: { keys?: { pool: string }; pool?: string }) => keys?.pool ?? pool ?? '');

describe('a creation on the embedded chain', () => {
  it.each(['base64', 'jsonParsed'])('is found and decoded by who follows transactions in %s', (encoding) =>
    withMarket({}, async (market) => {
      const client = await pubsub(market.wsUrl);
      const { result } = await client.call('transactionSubscribe', [
        { accountInclude: FOLLOWED, vote: false, failed: false },
        {
          commitment: 'processed',
          encoding,
          transactionDetails: 'full',
          maxSupportedTransactionVersion: 0,
        },
      ]);
      const pools = onePoolEach(market);
      market.advanceSlots(1);
      await client.notified(result, pools.length);
      const found = client.messages.flatMap((message) => {
        const read = readTransactionNotification(message);
        return read.ok ? poolsIn(read.value) : [];
      });
      expect(found).toEqual(pools.map((pool) => pool.keys.pool));
    }),
  );

  it('is found in the logs of the one account that its program’s creations pay or name', () =>
    withMarket({}, async (market) => {
      const client = await pubsub(market.wsUrl);
      const subscriptions = await Promise.all(
        FOLLOWED.map(async (mentioned) => {
          const params = [{ mentions: [mentioned] }, { commitment: 'processed' }];
          return (await client.call('logsSubscribe', params)).result;
        }),
      );
      const [ammV4, cpmm, cpmm2022, launch, launch2022, clmm] = onePoolEach(market);
      market.advanceSlots(1);
      const told = await Promise.all(
        subscriptions.map(async (subscription, index) => {
          const notices = await client.notified(subscription, [1, 2, 2, 1][index]);
          return notices.map(
            (notice) => at(notice, 'value') as { signature: string; logs: readonly string[] },
          );
        }),
      );
      expect(told.map((notices) => notices.map((each) => each.signature))).toEqual([
        [ammV4?.signature],
        [cpmm?.signature, cpmm2022?.signature],
        [launch?.signature, launch2022?.signature],
        [clmm?.signature],
      ]);
      const launched = told[2]?.flatMap(({ logs }) => launchLabLaunchesOfLogs(logs));
      expect(launched?.map((each) => each.pool)).toEqual([launch?.keys.pool, launch2022?.keys.pool]);
    }));

  it('is found again by the signatures of that account, and read as a transaction', () =>
    withMarket({}, async (market) => {
      const pools = onePoolEach(market);
      market.advanceSlots(3);
      const found: string[] = [];
      for (const account of FOLLOWED) {
        const config = { commitment: 'confirmed' };
        const listed = (await rpc(market, 'getSignaturesForAddress', [account, config])).result;
        for (const { signature } of (listed as readonly { signature: string }[]).toReversed()) {
          const options = { encoding: 'base64', commitment: 'confirmed', maxSupportedTransactionVersion: 0 };
          const read = readTransactionAnswer(
            (await rpc(market, 'getTransaction', [signature, options])).result,
          );
          if (read.ok) found.push(...poolsIn(read.value));
        }
      }
      expect(found).toEqual(pools.map((pool) => pool.keys.pool));
    }));
});
