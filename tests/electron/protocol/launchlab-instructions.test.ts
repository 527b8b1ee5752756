import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Instruction } from '../../../electron/protocol/instruction.ts';
import {
  launchLabInitializeToken2022Instruction,
  launchLabInitializeV2Instruction,
  parseLaunchLabInitializeInstruction,
} from '../../../electron/protocol/launchlab-initialize-instruction.ts';
import {
  launchLabBuyExactInInstruction,
  launchLabSellExactInInstruction,
  parseLaunchLabSwapInstruction,
} from '../../../electron/protocol/launchlab-swap-instruction.ts';
import {
  CPMM_PROGRAM,
  LAUNCHLAB_AUTHORITY,
  LAUNCHLAB_PROGRAM,
  TOKEN_2022_PROGRAM,
} from '../../../electron/protocol/programs.ts';
import { ppm } from '../../../shared/pool.ts';
import { bps, tokenUnits } from '../../../shared/units.ts';
import { key, LAUNCH, LAUNCH_KEYS, resolved } from './launchlab-samples.ts';
import { SWAP } from './launchlab-swap-samples.ts';

const parseSwap = (instruction: Instruction) => parseLaunchLabSwapInstruction(resolved(instruction));
const parseInit = (instruction: Instruction) => parseLaunchLabInitializeInstruction(resolved(instruction));

describe('LaunchLab swap instructions', () => {
  it('are read as they were built', () => {
    const { platformFeeVault, creatorFeeVault, ...pool } = SWAP.pool;
    const common = {
      authority: LAUNCHLAB_AUTHORITY,
      pool,
      feeVaults: { platform: platformFeeVault, creator: creatorFeeVault },
      user: SWAP.user,
      shareFeeReceiver: null,
      amounts: SWAP.amounts,
    };
    expect(parseSwap(launchLabBuyExactInInstruction(SWAP))).toEqual({ side: 'buy', ...common });
    expect(parseSwap(launchLabSellExactInInstruction(SWAP))).toEqual({ side: 'sell', ...common });
  });

  it('with a share fee have its receiver before the other remaining accounts', () => {
    const built = launchLabBuyExactInInstruction(SWAP);
    const data = Uint8Array.from(built.data);
    data[24] = 100;
    const accounts = [
      ...built.accounts.slice(0, 15),
      { address: key(90), signer: false, writable: true },
      ...built.accounts.slice(15),
    ];
    expect(parseSwap({ ...built, data, accounts })).toMatchObject({
      shareFeeReceiver: key(90),
      feeVaults: { platform: SWAP.pool.platformFeeVault, creator: SWAP.pool.creatorFeeVault },
      amounts: { shareFeeRate: 100n },
    });
    expect(parseSwap({ ...built, data })).toMatchObject({ feeVaults: null });
  });

  it('are not built with a share fee that nobody receives, or amounts that are no u64', () => {
    const withAmounts = (change: Partial<typeof SWAP.amounts>) => () =>
      launchLabBuyExactInInstruction({ ...SWAP, amounts: { ...SWAP.amounts, ...change } });
    expect(withAmounts({ shareFeeRate: ppm(1n) })).toThrow(RangeError);
    expect(withAmounts({ amountIn: tokenUnits(2n ** 64n) })).toThrow(RangeError);
    expect(withAmounts({ minimumOut: tokenUnits(-1n) })).toThrow(RangeError);
  });

  it('are not seen in another program, another instruction, less data or fewer accounts than are named', () => {
    const built = launchLabSellExactInInstruction(SWAP);
    expect(parseSwap({ ...built, programId: CPMM_PROGRAM })).toBeNull();
    expect(parseSwap({ ...built, data: built.data.subarray(0, 31) })).toBeNull();
    expect(parseSwap({ ...built, data: Uint8Array.from(built.data).fill(0, 0, 1) })).toBeNull();
    expect(parseSwap({ ...built, accounts: built.accounts.slice(0, 14) })).toBeNull();
    expect(parseSwap({ ...built, accounts: built.accounts.slice(0, 15) })).toMatchObject({ feeVaults: null });
  });
});

describe('LaunchLab creation instructions', () => {
  const init = { payer: key(9), keys: LAUNCH_KEYS, metadata: key(10), launch: LAUNCH, ammCreatorFeeOn: 1 };
  const v2 = launchLabInitializeV2Instruction(init);
  const fee = { bps: bps(100), maximumUnits: tokenUnits(10n ** 15n) };
  const token2022 = launchLabInitializeToken2022Instruction({ ...init, transferFee: fee });
  const common = { payer: key(9), authority: LAUNCHLAB_AUTHORITY, launch: LAUNCH };

  it('are read as they were built', () => {
    expect(parseInit(v2)).toEqual({
      form: 'initialize-v2',
      keys: LAUNCH_KEYS,
      metadata: key(10),
      ammCreatorFeeOn: 1,
      transferFee: null,
      ...common,
    });
    expect(parseInit(token2022)).toEqual({
      form: 'initialize-with-token-2022',
      keys: { ...LAUNCH_KEYS, baseTokenProgram: TOKEN_2022_PROGRAM },
      metadata: null,
      ammCreatorFeeOn: 1,
      transferFee: fee,
      ...common,
    });
  });

  it('are read in their old form, which has all but the last byte of the second', () => {
    const data = new Uint8Array(v2.data.subarray(0, v2.data.length - 1));
    data.set(Buffer.from('afaf6d1f0d989bed', 'hex'));
    expect(parseInit({ ...v2, data })).toEqual({
      form: 'initialize',
      keys: LAUNCH_KEYS,
      metadata: key(10),
      ammCreatorFeeOn: null,
      transferFee: null,
      ...common,
    });
    // The same bytes are CPMM's creation.
    expect(parseInit({ ...v2, data, programId: CPMM_PROGRAM })).toBeNull();
  });

  it('are read with the accounts of a platform’s restrictions at their end', () => {
    const accounts = [...token2022.accounts, { address: key(91), signer: false, writable: false }];
    expect(parseInit({ ...token2022, accounts })).toEqual(parseInit(token2022));
  });

  it('are not seen in another program, cut anywhere, on an unknown curve or with fewer accounts', () => {
    for (const built of [v2, token2022]) {
      expect(parseInit({ ...built, programId: CPMM_PROGRAM })).toBeNull();
      expect(parseInit({ ...built, accounts: built.accounts.slice(1) })).toBeNull();
      for (let length = 0; length < built.data.length; length += 1) {
        expect(parseInit({ ...built, data: built.data.subarray(0, length) })).toBeNull();
      }
    }
    const data = Uint8Array.from(v2.data);
    data[data.length - 1 - 24 - 26] = 3;
    expect(parseInit({ ...v2, data })).toBeNull();
  });

  it('with a length of a text beyond their end are not read', () => {
    const data = Uint8Array.from(v2.data);
    data.fill(0xff, 9, 13);
    expect(parseInit({ ...v2, data })).toBeNull();
  });

  it('with anything behind their first bytes are read or not, but break nothing', () => {
    const firsts = [
      'afaf6d1f0d989bed',
      '4399af27da102620',
      '25be7ede2c9aab11',
      'faea0d7bd59c13ec',
      '9527de9bd37c981a',
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...firsts),
        fc.uint8Array({ maxLength: 200 }),
        fc.nat(30),
        (first, rest, count) => {
          const data = new Uint8Array(Buffer.concat([Buffer.from(first, 'hex'), rest]));
          const instruction = { programId: LAUNCHLAB_PROGRAM, accounts: v2.accounts.slice(0, count), data };
          const swap = parseSwap(instruction);
          expect(swap === null || parseInit(instruction) === null).toBe(true);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
