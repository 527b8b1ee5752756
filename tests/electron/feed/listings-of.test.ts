import { describe, expect, it } from 'vitest';
import { listingsOf } from '../../../electron/feed/listings-of.ts';
import {
  launchLabInitializeV2Instruction,
  type LaunchLabV2Launch,
} from '../../../electron/protocol/launchlab-initialize-instruction.ts';
import { CLMM_PROGRAM } from '../../../electron/protocol/programs.ts';
import { key, LAUNCH, LAUNCH_KEYS, resolved, transactionOf } from '../protocol/launchlab-samples.ts';
import { CPMM_KEYS, cpmmTransaction, signatureOf } from './chain-samples.ts';

const launch: LaunchLabV2Launch = {
  keys: LAUNCH_KEYS,
  payer: key(64),
  metadata: key(65),
  launch: LAUNCH,
  ammCreatorFeeOn: 1,
};

describe('the pools that a transaction created', () => {
  it('are those of every program, by instructions of its own and by inner ones', () => {
    const cpmm = cpmmTransaction(signatureOf(1));
    const clmm = {
      programId: CLMM_PROGRAM,
      accounts: Array.from({ length: 13 }, (_each, index) => key(10 + index)),
      data: Buffer.from('e992d18ecf6840bc', 'hex'),
      inner: true,
      opaque: false,
    };
    const transaction = {
      ...cpmm,
      instructions: [
        ...cpmm.instructions.map((each) => ({ ...each, inner: true })),
        resolved(launchLabInitializeV2Instruction(launch)),
        clmm,
      ],
    };
    const { listings, faults } = listingsOf(transaction, 'helius');
    expect(faults).toEqual([]);
    expect(listings).toMatchObject([
      { program: 'cpmm', pool: CPMM_KEYS.pool, baseMint: CPMM_KEYS.mint0, slot: 500 },
      { program: 'launchlab', pool: LAUNCH_KEYS.pool, baseMint: LAUNCH_KEYS.baseMint, symbol: 'ÜB' },
      { program: 'clmm', pool: key(12), baseMint: key(13), quoteMint: key(14), symbol: null },
    ]);
    for (const each of listings) expect(each).toMatchObject({ detail: null, mint: null, feed: 'helius' });
  });

  it('are none of a transaction that failed', () => {
    const failed = { ...cpmmTransaction(signatureOf(1)), err: { InstructionError: [0, 1] } };
    expect(listingsOf(failed, 'helius')).toEqual({ listings: [], faults: [] });
  });

  it('are faults where they make no sense, one each', () => {
    const curve = { ...LAUNCH.curve, kind: 'fixed-price' as const };
    const fixed = launchLabInitializeV2Instruction({ ...launch, launch: { ...LAUNCH, curve } });
    expect(listingsOf(transactionOf([resolved(fixed)]), 'helius')).toEqual({
      listings: [],
      faults: ['unsupported-pool'],
    });
  });
});
