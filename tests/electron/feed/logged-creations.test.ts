import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loggedCreations } from '../../../electron/feed/logged-creations.ts';
import { AMM_V4_PROGRAM, CPMM_PROGRAM, LAUNCHLAB_PROGRAM } from '../../../electron/protocol/programs.ts';
import { FIXTURES, heliusFrames, NEEDS, NO_FIXTURES, readFrame } from '../protocol/chain-fixtures.ts';
import { createFixtures, tradeFixtures } from '../protocol/launchlab-fixtures.ts';
import { CREATE_EVENT, written } from '../protocol/launchlab-samples.ts';
import { ammV4Sample, CPMM_LOGS, LAUNCH_LOGS, TRADE_LOGS } from './chain-samples.ts';

const NONE = { kind: 'told', ammV4: [], launchLab: [] };
const IN_TRANSACTION = { kind: 'in-transaction' };
const cut = (logs: readonly string[]) => [...logs, 'Log truncated'];

describe('what logs tell of new pools', () => {
  it('is all but the mints of AMM v4 and LaunchLab pools', () => {
    const { keys, logs } = ammV4Sample(1);
    expect(loggedCreations([...logs, ...LAUNCH_LOGS])).toMatchObject({
      kind: 'told',
      ammV4: [{ kind: 'init', market: keys.market }],
      launchLab: [CREATE_EVENT],
    });
  });

  it('is only that there is one, of CPMM pools', () => {
    expect(loggedCreations(CPMM_LOGS)).toEqual(IN_TRANSACTION);
    const permitted = written(CPMM_PROGRAM, 'Program log: Instruction: InitializeWithPermission');
    expect(loggedCreations(permitted)).toEqual(IN_TRANSACTION);
  });

  it('is nothing of trades, and nothing that another program wrote', () => {
    expect(loggedCreations(TRADE_LOGS)).toEqual(NONE);
    expect(loggedCreations([])).toEqual(NONE);
    const [, ...forged] = ammV4Sample(1).logs;
    expect(loggedCreations(written(CPMM_PROGRAM, ...forged.slice(0, -1)))).toEqual(NONE);
    expect(loggedCreations(written(AMM_V4_PROGRAM, ...CPMM_LOGS.slice(1, -1)))).toEqual(NONE);
  });

  it('is in the transaction where an event is of a form that is not known', () => {
    const launch = written(LAUNCHLAB_PROGRAM, 'Program log: Instruction: InitializeV2', 'Program data: AAAA');
    expect(loggedCreations(launch)).toEqual(IN_TRANSACTION);
    const migration = written(LAUNCHLAB_PROGRAM, 'Program log: Instruction: MigrateToAmm');
    expect(loggedCreations(migration)).toEqual(NONE);
  });

  it('may stand behind the cut, where a creation or a migration was begun', () => {
    const begun = [`Program ${AMM_V4_PROGRAM} invoke [1]`, 'Program log: initialize2: Init'];
    const migration = [
      `Program ${LAUNCHLAB_PROGRAM} invoke [1]`,
      'Program log: Instruction: MigrateToCpswap',
    ];
    expect(loggedCreations(cut(begun))).toEqual(IN_TRANSACTION);
    expect(loggedCreations(cut(migration))).toEqual(IN_TRANSACTION);
    expect(loggedCreations(cut(['Program Other111 invoke [1]']))).toEqual(IN_TRANSACTION);
    expect(loggedCreations(cut(TRADE_LOGS))).toEqual(NONE);
    expect(loggedCreations(cut(LAUNCH_LOGS))).toMatchObject({ kind: 'told', launchLab: [CREATE_EVENT] });
  });

  it.skipIf(NO_FIXTURES)(`is read off recorded logs${NEEDS}`, () => {
    for (const name of heliusFrames('amm-v4-initialize2')) {
      const { logMessages } = readFrame(name).params.result.transaction.meta;
      expect(loggedCreations(logMessages)).toMatchObject({ kind: 'told', ammV4: [{ kind: 'init' }] });
    }
    for (const name of heliusFrames('amm-v4-swap')) {
      const { logMessages } = readFrame(name).params.result.transaction.meta;
      expect(loggedCreations(logMessages)).toEqual(NONE);
    }
    for (const name of ['cpmm-initialize', 'cpmm-initialize-token2022-fee']) {
      const { logs }: { logs: readonly string[] } = JSON.parse(
        readFileSync(join(FIXTURES, 'transactions', `${name}.json`), 'utf8'),
      );
      expect(loggedCreations(logs)).toEqual(IN_TRANSACTION);
    }
    for (const { line } of createFixtures())
      expect(loggedCreations(written(LAUNCHLAB_PROGRAM, line))).toMatchObject({
        launchLab: [{ kind: 'pool-create' }],
      });
    for (const { line } of tradeFixtures())
      expect(loggedCreations(written(LAUNCHLAB_PROGRAM, line))).toEqual(NONE);
  });
});
