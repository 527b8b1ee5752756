import { describe, expect, it } from 'vitest';
import {
  decodeLaunchLabCreations,
  readLaunchLabCreations,
} from '../../../electron/protocol/launchlab-creation.ts';
import { encodeLaunchLabEvent } from '../../../electron/protocol/launchlab-event.ts';
import {
  launchLabInitializeToken2022Instruction,
  launchLabInitializeV2Instruction,
} from '../../../electron/protocol/launchlab-initialize-instruction.ts';
import { launchLabPoolAddress } from '../../../electron/protocol/launchlab-keys.ts';
import { CPMM_PROGRAM, LAUNCHLAB_PROGRAM, TOKEN_2022_PROGRAM } from '../../../electron/protocol/programs.ts';
import { tokenUnits, WSOL_MINT } from '../../../shared/units.ts';
import {
  CREATE_EVENT,
  key,
  LAUNCH,
  LAUNCH_KEYS,
  resolved,
  TRADE_EVENT,
  transactionOf,
  written,
} from './launchlab-samples.ts';

const init = { payer: key(9), keys: LAUNCH_KEYS, metadata: key(10), launch: LAUNCH, ammCreatorFeeOn: 1 };
const v2 = launchLabInitializeV2Instruction(init);
const created = {
  ...LAUNCH,
  keys: LAUNCH_KEYS,
  form: 'initialize-v2',
  payer: key(9),
  ammCreatorFeeOn: 1,
  transferFee: null,
  lastTrade: null,
  signature: 'signature',
  slot: 7,
};

describe('LaunchLab creations', () => {
  it('are all that their instruction says', () => {
    expect(decodeLaunchLabCreations(transactionOf([resolved(v2)]))).toEqual([created]);
    const token2022 = launchLabInitializeToken2022Instruction({ ...init, transferFee: null });
    expect(decodeLaunchLabCreations(transactionOf([resolved(token2022)]))).toEqual([
      {
        ...created,
        keys: { ...LAUNCH_KEYS, baseTokenProgram: TOKEN_2022_PROGRAM },
        form: 'initialize-with-token-2022',
      },
    ]);
  });

  it('are found among inner instructions, and not in a transaction that failed', () => {
    const instructions = [
      { programId: CPMM_PROGRAM, accounts: [], data: new Uint8Array(0), inner: false, opaque: false },
      resolved(v2, true),
    ];
    expect(decodeLaunchLabCreations(transactionOf(instructions))).toEqual([created]);
    expect(readLaunchLabCreations(transactionOf(instructions, { err: 'failed' }))).toEqual([]);
    expect(readLaunchLabCreations(transactionOf([]))).toEqual([]);
  });

  it('tell the reserves by the last trade of the same transaction and the same pool', () => {
    const second = { ...TRADE_EVENT, realQuoteAfter: tokenUnits(77n) };
    const foreign = { ...TRADE_EVENT, pool: key(50) };
    const lines = [CREATE_EVENT, TRADE_EVENT, second, foreign].map(encodeLaunchLabEvent);
    const transaction = transactionOf([resolved(v2)], { logMessages: written(LAUNCHLAB_PROGRAM, ...lines) });
    expect(decodeLaunchLabCreations(transaction)).toEqual([{ ...created, lastTrade: second }]);
  });

  it('are refused where the event says something else, but not by an event of another pool or program', () => {
    const withEvent = (event: typeof CREATE_EVENT, program = LAUNCHLAB_PROGRAM) =>
      readLaunchLabCreations(
        transactionOf([resolved(v2)], { logMessages: written(program, encodeLaunchLabEvent(event)) }),
      ).map((each) => (each.ok ? 'ok' : each.error.code));
    expect(withEvent(CREATE_EVENT)).toEqual(['ok']);
    const { curve } = CREATE_EVENT;
    const others = [
      { ...CREATE_EVENT, creator: key(1) },
      { ...CREATE_EVENT, globalConfig: key(1) },
      { ...CREATE_EVENT, mint: { ...CREATE_EVENT.mint, decimals: 9 } },
      { ...CREATE_EVENT, curve: { ...curve, supply: 1n } },
      { ...CREATE_EVENT, curve: { ...curve, totalQuoteFundRaising: 1n } },
    ];
    for (const other of others) {
      expect(withEvent(other)).toEqual(['event-contradicts-instruction']);
      expect(withEvent({ ...other, pool: key(2) })).toEqual(['ok']);
      expect(withEvent(other, CPMM_PROGRAM)).toEqual(['ok']);
    }
  });

  it('on another curve are refused, and it is said on which', () => {
    const faults = (['fixed-price', 'linear-price'] as const).map((kind) => {
      const curve = { kind, supply: 1n, totalQuoteFundRaising: 2n, migrateType: 1 };
      const instruction = launchLabInitializeV2Instruction({ ...init, launch: { ...LAUNCH, curve } });
      return readLaunchLabCreations(transactionOf([resolved(instruction)]));
    });
    const { pool } = LAUNCH_KEYS;
    expect(faults).toEqual([
      [{ ok: false, error: { code: 'curve-not-supported', pool, curve: 'fixed-price' } }],
      [{ ok: false, error: { code: 'curve-not-supported', pool, curve: 'linear-price' } }],
    ]);
  });

  it('of one transaction are each found', () => {
    const other = { ...LAUNCH_KEYS, baseMint: key(77), pool: launchLabPoolAddress(key(77), WSOL_MINT) };
    const instructions = [resolved(v2), resolved(launchLabInitializeV2Instruction({ ...init, keys: other }))];
    const pools = decodeLaunchLabCreations(transactionOf(instructions)).map(({ keys }) => keys.pool);
    expect(pools).toEqual([LAUNCH_KEYS.pool, other.pool]);
  });
});
