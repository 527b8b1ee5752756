import { describe, expect, it } from 'vitest';
import { ammV4InitializeInstruction } from '../../../electron/protocol/amm-v4-initialize-instruction.ts';
import { deriveAmmV4Keys } from '../../../electron/protocol/amm-v4-keys.ts';
import type { ChainInstruction } from '../../../electron/protocol/chain-transaction.ts';
import { cpmmInitializeInstruction } from '../../../electron/protocol/cpmm-initialize-instruction.ts';
import { deriveCpmmKeys } from '../../../electron/protocol/cpmm-keys.ts';
import { parseLaunchLabMigrateInstruction } from '../../../electron/protocol/launchlab-migrate-instruction.ts';
import { readLaunchLabMigrations } from '../../../electron/protocol/launchlab-migration.ts';
import {
  CPMM_PROGRAM,
  LAUNCHLAB_PROGRAM,
  TOKEN_PROGRAM,
  ZERO_ADDRESS,
} from '../../../electron/protocol/programs.ts';
import { tokenUnits, WSOL_MINT, type Address } from '../../../shared/units.ts';
import { BASE_MINT, key, LAUNCH_KEYS, transactionOf, resolved } from './launchlab-samples.ts';

const DISCRIMINATORS = { 'amm-v4': 'cf52c091fecf91df', cpmm: '885cc8671cda908c' } as const;

/** The accounts of the IDL: payer, both mints, …, the LaunchLab pool at 23 of 32 and 17 of 28. */
function migrateTo(into: 'amm-v4' | 'cpmm', baseMint: Address = BASE_MINT): ChainInstruction {
  const [count, poolAt] = into === 'amm-v4' ? [32, 23] : [28, 17];
  const accounts = Array.from({ length: count }, (_, index) => key(100 + index));
  accounts.splice(1, 2, baseMint, WSOL_MINT);
  accounts.splice(poolAt, 1, LAUNCH_KEYS.pool);
  const data = Buffer.from(`${DISCRIMINATORS[into]}${into === 'cpmm' ? '' : '00'.repeat(17)}`, 'hex');
  return { programId: LAUNCHLAB_PROGRAM, accounts, data, inner: false, opaque: false };
}

function cpmmCreation(otherMint: Address) {
  const [mint0, mint1] = [WSOL_MINT, otherMint];
  const keys = deriveCpmmKeys({
    config: key(30),
    mint0,
    mint1,
    tokenProgram0: TOKEN_PROGRAM,
    tokenProgram1: TOKEN_PROGRAM,
  });
  const instruction = cpmmInitializeInstruction({
    keys,
    payer: key(2),
    creator: key(2),
    payerToken0: key(3),
    payerToken1: key(4),
    payerLp: key(5),
    amount0: tokenUnits(80n),
    amount1: tokenUnits(90n),
    openTimeUnixS: 0n,
    permission: null,
    poolSigns: false,
  });
  return { keys, instruction: resolved(instruction, true) };
}

function ammCreation() {
  const keys = deriveAmmV4Keys({
    market: key(31),
    coinMint: BASE_MINT,
    pcMint: WSOL_MINT,
    marketProgram: ZERO_ADDRESS,
  });
  const instruction = ammV4InitializeInstruction(
    {
      keys,
      nonce: 254,
      openTimeUnixS: 0n,
      coinAmount: tokenUnits(1n),
      pcAmount: tokenUnits(2n),
      creator: key(2),
    },
    { targetOrders: key(32), orderBook: null, creatorCoin: key(3), creatorPc: key(4), creatorLp: key(5) },
  );
  return { keys, instruction: resolved(instruction, true) };
}

describe('LaunchLab migrations', () => {
  it('are known by their instructions, and not by those of another program or pool', () => {
    const common = { pool: LAUNCH_KEYS.pool, baseMint: BASE_MINT, quoteMint: WSOL_MINT };
    expect(parseLaunchLabMigrateInstruction(migrateTo('amm-v4'))).toEqual({ into: 'amm-v4', ...common });
    expect(parseLaunchLabMigrateInstruction(migrateTo('cpmm'))).toEqual({ into: 'cpmm', ...common });
    const migrate = migrateTo('cpmm');
    expect(parseLaunchLabMigrateInstruction({ ...migrate, programId: CPMM_PROGRAM })).toBeNull();
    expect(parseLaunchLabMigrateInstruction({ ...migrate, data: new Uint8Array(8) })).toBeNull();
    expect(
      parseLaunchLabMigrateInstruction({ ...migrate, accounts: migrate.accounts.slice(0, 2) }),
    ).toBeNull();
    expect(parseLaunchLabMigrateInstruction(migrateTo('cpmm', key(1)))).toBeNull();
  });

  it('name the pool that the call created, in either program', () => {
    const [amm, cpmm] = [ammCreation(), cpmmCreation(BASE_MINT)];
    const found = (...instructions: readonly ChainInstruction[]) =>
      readLaunchLabMigrations(transactionOf(instructions)).map((each) => (each.ok ? each.value : each.error));
    expect(found(migrateTo('amm-v4'), amm.instruction)).toMatchObject([
      { into: 'amm-v4', pool: LAUNCH_KEYS.pool, newPool: amm.keys.pool },
    ]);
    expect(found(migrateTo('cpmm'), cpmm.instruction)).toMatchObject([
      { into: 'cpmm', pool: LAUNCH_KEYS.pool, newPool: cpmm.keys.pool },
    ]);
    // Called by another program, as its caller's inner instruction.
    expect(found({ ...migrateTo('cpmm'), inner: true }, cpmm.instruction)).toMatchObject([
      { newPool: cpmm.keys.pool },
    ]);
  });

  it('are a fault without a new pool of the same mints that they called for', () => {
    const cpmm = cpmmCreation(BASE_MINT);
    const unknown = [{ ok: false, error: { code: 'new-pool-unknown', pool: LAUNCH_KEYS.pool } }];
    const read = (...instructions: readonly ChainInstruction[]) =>
      readLaunchLabMigrations(transactionOf(instructions));
    expect(read(migrateTo('cpmm'))).toEqual(unknown);
    expect(read(migrateTo('amm-v4'), cpmm.instruction)).toEqual(unknown);
    expect(read(migrateTo('cpmm'), cpmmCreation(key(240)).instruction)).toEqual(unknown);
    expect(read(migrateTo('cpmm'), { ...cpmm.instruction, inner: false })).toEqual(unknown);
    expect(readLaunchLabMigrations(transactionOf([migrateTo('cpmm')], { err: 'failed' }))).toEqual([]);
    expect(read(cpmm.instruction)).toEqual([]);
  });
});
