import type { Address } from '../../shared/units.ts';
import { startsWith } from './account-fields.ts';
import type { ResolvedInstruction } from './instruction.ts';
import { launchLabPoolAddress } from './launchlab-keys.ts';
import { LAUNCHLAB_PROGRAM } from './programs.ts';

const DISCRIMINATORS = {
  'amm-v4': Buffer.from('cf52c091fecf91df', 'hex'),
  cpmm: Buffer.from('885cc8671cda908c', 'hex'),
} as const;

/** `migrate_to_amm`, or `migrate_to_cpswap`: ends a curve that is sold out. */
export type LaunchLabMigrate = {
  /** What the new pool is of. */
  readonly into: keyof typeof DISCRIMINATORS;
  /** The LaunchLab pool. */
  readonly pool: Address;
  readonly baseMint: Address;
  readonly quoteMint: Address;
};

/**
 * Null when it is another program's or another instruction, or when its mints' pool is not among its accounts. Both
 * name the payer and then the two mints first, and the pool where it stands is found by them: what is in between
 * changed with the programs that they call.
 */
export function parseLaunchLabMigrateInstruction(instruction: ResolvedInstruction): LaunchLabMigrate | null {
  const { programId, accounts, data } = instruction;
  if (programId !== LAUNCHLAB_PROGRAM) return null;
  const into = (['amm-v4', 'cpmm'] as const).find((each) => startsWith(data, DISCRIMINATORS[each]));
  const [, baseMint, quoteMint] = accounts;
  if (into === undefined || baseMint === undefined || quoteMint === undefined) return null;
  const pool = launchLabPoolAddress(baseMint, quoteMint);
  return accounts.includes(pool) ? { into, pool, baseMint, quoteMint } : null;
}
