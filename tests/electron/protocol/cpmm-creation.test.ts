import { describe, expect, it } from 'vitest';
import { decodeAddress, encodeAddress } from '../../../electron/protocol/base58.ts';
import type { ChainInstruction, ChainTransaction } from '../../../electron/protocol/chain-transaction.ts';
import { decodeCpmmCreations, readCpmmCreations } from '../../../electron/protocol/cpmm-creation.ts';
import {
  cpmmInitializeInstruction,
  parseCpmmInitializeInstruction,
} from '../../../electron/protocol/cpmm-initialize-instruction.ts';
import { deriveCpmmKeys } from '../../../electron/protocol/cpmm-keys.ts';
import type { Instruction } from '../../../electron/protocol/instruction.ts';
import {
  CPMM_AUTHORITY,
  CPMM_CREATE_FEE_ACCOUNT,
  CPMM_PROGRAM,
  LAUNCHLAB_PROGRAM,
  TOKEN_2022_PROGRAM,
  TOKEN_PROGRAM,
} from '../../../electron/protocol/programs.ts';
import { tokenUnits, WSOL_MINT, type Address } from '../../../shared/units.ts';
import { NEEDS, NO_FIXTURES } from './chain-fixtures.ts';
import { chainTransaction, recordedCreation } from './cpmm-recorded.ts';

const key = (byte: number): Address => encodeAddress(new Uint8Array(32).fill(byte));
const inner = (instruction: Instruction, isInner = false): ChainInstruction => ({
  programId: instruction.programId,
  accounts: instruction.accounts.map((each) => each.address),
  data: instruction.data,
  inner: isInner,
  opaque: false,
});

const transactionOf = (
  instructions: readonly ChainInstruction[],
  more: Partial<ChainTransaction> = {},
): ChainTransaction => chainTransaction({ instructions, ...more });

const keys = deriveCpmmKeys({
  config: key(1),
  mint0: WSOL_MINT,
  mint1: key(200),
  tokenProgram0: TOKEN_PROGRAM,
  tokenProgram1: TOKEN_PROGRAM,
});
const init = {
  keys,
  payer: key(2),
  creator: key(2),
  payerToken0: key(3),
  payerToken1: key(4),
  payerLp: key(5),
  amount0: tokenUnits(80n),
  amount1: tokenUnits(2n ** 64n - 1n),
  openTimeUnixS: 1_800_000_000n,
  permission: null,
  poolSigns: false,
};
const permitted = { ...init, creator: key(6), permission: { account: key(7), creatorFeeOn: 2 } } as const;
const parse = (instruction: Instruction) => parseCpmmInitializeInstruction(inner(instruction));

describe('CPMM creation instructions', () => {
  it('are read as they were built, in both forms', () => {
    const { poolSigns, ...plain } = init;
    const common = { authority: CPMM_AUTHORITY, feeAccount: CPMM_CREATE_FEE_ACCOUNT };
    expect(poolSigns).toBe(false);
    expect(parse(cpmmInitializeInstruction(init))).toEqual({ ...plain, ...common });
    const { poolSigns: signs, ...withPermission } = { ...permitted, poolSigns: true };
    expect(signs).toBe(true);
    expect(parse(cpmmInitializeInstruction({ ...permitted, poolSigns: true }))).toEqual({
      ...withPermission,
      ...common,
    });
  });

  it('are not seen in another program, in fewer accounts or in less data', () => {
    for (const built of [cpmmInitializeInstruction(init), cpmmInitializeInstruction(permitted)]) {
      expect(parse({ ...built, programId: LAUNCHLAB_PROGRAM })).toBeNull();
      expect(parse({ ...built, accounts: built.accounts.slice(1) })).toBeNull();
      expect(parse({ ...built, data: built.data.subarray(0, built.data.length - 1) })).toBeNull();
      expect(parse({ ...built, data: Uint8Array.from(built.data).fill(0, 0, 1) })).toBeNull();
    }
  });
});

describe('CPMM creations', () => {
  it.skipIf(NO_FIXTURES)(
    `recorded with SPL Token mints say every key and amount that the bytes have${NEEDS}`,
    () => {
      const transaction = recordedCreation('cpmm-initialize');
      const built = transaction.instructions.find(({ programId }) => programId === CPMM_PROGRAM);
      const at = (index: number): Address => built?.accounts[index] ?? key(0);
      const data = Buffer.from(built?.data ?? []);
      const [creation, ...others] = decodeCpmmCreations(transaction);
      expect(others).toEqual([]);
      expect(creation).toEqual({
        keys: {
          config: at(1),
          pool: at(3),
          mint0: at(4),
          mint1: at(5),
          lpMint: at(6),
          vault0: at(10),
          vault1: at(11),
          observation: at(13),
          tokenProgram0: at(15),
          tokenProgram1: at(16),
        },
        amount0: data.readBigUInt64LE(8),
        amount1: data.readBigUInt64LE(16),
        reserve0: 80_000_000_000n,
        reserve1: 200_000_000_000_000n,
        openTimeUnixS: data.readBigUInt64LE(24),
        decimals0: null,
        decimals1: null,
        lpMint: at(6),
        config: at(1),
        creator: at(0),
        creatorFeeOn: null,
        viaMigration: false,
        signature: 'signature',
        slot: 7,
      });
      expect(creation).toMatchObject({
        amount0: 80_000_000_000n,
        amount1: 200_000_000_000_000n,
        openTimeUnixS: 0n,
      });
      expect(at(4)).toBe(WSOL_MINT);
      // The pool is a key of its own, which signed; the rest is where the pool puts it.
      if (creation !== undefined) expect(deriveCpmmKeys(creation.keys)).toEqual(creation.keys);
    },
  );

  it.skipIf(NO_FIXTURES)(
    `recorded with a Token-2022 mint that takes 1 % have what reached the vault${NEEDS}`,
    () => {
      const [creation] = decodeCpmmCreations(recordedCreation('cpmm-initialize-token2022-fee'));
      expect(creation).toMatchObject({
        amount1: 200_000_000_000_000n,
        reserve0: 80_000_000_000n,
        reserve1: 198_000_000_000_000n,
      });
      expect(creation?.keys).toMatchObject({
        tokenProgram0: TOKEN_PROGRAM,
        tokenProgram1: TOKEN_2022_PROGRAM,
      });
      if (creation !== undefined) expect(deriveCpmmKeys(creation.keys)).toEqual(creation.keys);
    },
  );

  it('take reserves and decimals from the balances where the node gives them', () => {
    const balance = (account: Address, amount: bigint, decimals: number) => ({
      accountIndex: 0,
      account,
      mint: WSOL_MINT,
      owner: null,
      amount: tokenUnits(amount),
      decimals,
    });
    const transaction = transactionOf([inner(cpmmInitializeInstruction(init))], {
      postTokenBalances: [balance(keys.vault0, 81n, 9), balance(keys.vault1, 5n, 6)],
    });
    expect(decodeCpmmCreations(transaction)[0]).toMatchObject({
      amount0: 80n,
      reserve0: 81n,
      reserve1: 5n,
      decimals0: 9,
      decimals1: 6,
    });
  });

  it('by a migration are inner instructions of LaunchLab, and only those', () => {
    const launchLab = inner({ programId: LAUNCHLAB_PROGRAM, accounts: [], data: new Uint8Array(8) });
    const other = inner({ programId: TOKEN_PROGRAM, accounts: [], data: new Uint8Array(1) });
    const created = inner(cpmmInitializeInstruction(permitted), true);
    const flags = (instructions: readonly ChainInstruction[]) =>
      decodeCpmmCreations(transactionOf(instructions)).map((each) => each.viaMigration);
    expect(flags([launchLab, { ...other, inner: true }, created])).toEqual([true]);
    expect(flags([launchLab, other, created])).toEqual([false]);
    expect(flags([other, { ...launchLab, inner: true }, created])).toEqual([true]);
    expect(flags([launchLab, { ...created, inner: false }])).toEqual([false]);
    expect(flags([created, launchLab])).toEqual([false]);
    const [creation] = decodeCpmmCreations(transactionOf([launchLab, created]));
    expect(creation).toMatchObject({ creator: key(6), creatorFeeOn: 2 });
  });

  it('of a failed transaction there are none', () => {
    const transaction = transactionOf([inner(cpmmInitializeInstruction(init))], { err: { Custom: 6000 } });
    expect(readCpmmCreations(transaction)).toEqual([]);
  });

  it('are counted as faults where nobody says what a transfer fee left, or nothing was deposited', () => {
    const withFee = { ...init, keys: { ...keys, tokenProgram1: TOKEN_2022_PROGRAM } };
    const faultOf = (built: Instruction, logMessages: readonly string[] = []) =>
      readCpmmCreations(transactionOf([inner(built)], { logMessages })).map((each) =>
        each.ok ? 'ok' : each.error.code,
      );
    const logs = (line: string) => [`Program ${CPMM_PROGRAM} invoke [1]`, `Program log: ${line}`];
    const line = 'liquidity:4, lock_lp_amount:100, vault_0_amount:8,vault_1_amount:9';
    expect(faultOf(cpmmInitializeInstruction(withFee))).toEqual(['reserves-unknown']);
    expect(faultOf(cpmmInitializeInstruction(withFee), logs(line))).toEqual(['ok']);
    // Another program can write such a line too, and so can a second creation whose own line was cut off.
    expect(faultOf(cpmmInitializeInstruction(withFee), logs(line).slice(1))).toEqual(['reserves-unknown']);
    expect(faultOf(cpmmInitializeInstruction(withFee), [...logs(line), logs(line)[1] ?? ''])).toEqual([
      'reserves-unknown',
    ]);
    expect(faultOf(cpmmInitializeInstruction({ ...init, amount0: tokenUnits(0n) }))).toEqual([
      'empty-reserve',
    ]);
  });

  it('have mints in the order of their bytes', () => {
    expect(Buffer.compare(decodeAddress(WSOL_MINT), decodeAddress(key(200)))).toBe(-1);
  });
});
