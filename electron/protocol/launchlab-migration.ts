import { err, ok, type Result } from '../../shared/result.ts';
import type { Address } from '../../shared/units.ts';
import { parseAmmV4InitializeInstruction } from './amm-v4-initialize-instruction.ts';
import type { ChainInstruction, ChainTransaction } from './chain-transaction.ts';
import { parseCpmmInitializeInstruction } from './cpmm-initialize-instruction.ts';
import { parseLaunchLabMigrateInstruction, type LaunchLabMigrate } from './launchlab-migrate-instruction.ts';

/** A curve that ended, and the pool that goes on for it; that pool's own creation is in the same transaction. */
export type LaunchLabMigration = LaunchLabMigrate & { readonly newPool: Address };

export type LaunchLabMigrationFault = {
  /** No instruction that it called created a pool of these two mints. */
  readonly code: 'new-pool-unknown';
  readonly pool: Address;
};

/** The migrations in a transaction, by its own or by inner instructions; none if it failed. */
export function readLaunchLabMigrations(
  transaction: ChainTransaction,
): readonly Result<LaunchLabMigration, LaunchLabMigrationFault>[] {
  if (transaction.err !== null) return [];
  return transaction.instructions.flatMap((instruction, index) => {
    const migrate = parseLaunchLabMigrateInstruction(instruction);
    return migrate === null ? [] : joinMigration(migrate, transaction.instructions.slice(index + 1));
  });
}

function joinMigration(
  migrate: LaunchLabMigrate,
  following: readonly ChainInstruction[],
): Result<LaunchLabMigration, LaunchLabMigrationFault> {
  const newPool = createdBy(migrate, following);
  return newPool === null
    ? err({ code: 'new-pool-unknown', pool: migrate.pool })
    : ok({ ...migrate, newPool });
}

/** Inner instructions stand behind the outer one that they were called from, up to the next outer one. */
function createdBy(migrate: LaunchLabMigrate, following: readonly ChainInstruction[]): Address | null {
  for (const instruction of following) {
    if (!instruction.inner) return null;
    const created = createdPool(migrate, instruction);
    if (created?.mints.includes(migrate.baseMint) === true && created.mints.includes(migrate.quoteMint)) {
      return created.pool;
    }
  }
  return null;
}

type Created = { readonly pool: Address; readonly mints: readonly Address[] };

function createdPool({ into }: LaunchLabMigrate, instruction: ChainInstruction): Created | null {
  if (into === 'amm-v4') {
    const keys = parseAmmV4InitializeInstruction(instruction)?.keys;
    return keys === undefined ? null : { pool: keys.pool, mints: [keys.coinMint, keys.pcMint] };
  }
  const keys = parseCpmmInitializeInstruction(instruction)?.keys;
  return keys === undefined ? null : { pool: keys.pool, mints: [keys.mint0, keys.mint1] };
}
