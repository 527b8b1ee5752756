import { err, ok, type Result } from '../../shared/result.ts';
import type { TransferFee } from '../../shared/pool.ts';
import type { Address, Signature, Slot } from '../../shared/units.ts';
import type { ChainTransaction } from './chain-transaction.ts';
import {
  decodeLaunchLabEvent,
  type LaunchLabEvent,
  type LaunchLabPoolCreate,
  type LaunchLabTrade,
} from './launchlab-event.ts';
import {
  parseLaunchLabInitializeInstruction,
  type LaunchLabInitialize,
  type LaunchLabInitializeForm,
  type LaunchLabLaunchKeys,
} from './launchlab-initialize-instruction.ts';
import type { LaunchLabLaunch } from './launchlab-launch.ts';
import type { LaunchLabCurve } from './launchlab-terms.ts';
import { dataLinesOfProgram } from './program-logs.ts';
import { LAUNCHLAB_PROGRAM } from './programs.ts';

/** A pool on the constant-product curve as its creation transaction tells it. */
export type LaunchLabCreation = LaunchLabLaunch & {
  readonly keys: LaunchLabLaunchKeys;
  readonly form: LaunchLabInitializeForm;
  readonly payer: Address;
  readonly ammCreatorFeeOn: number | null;
  /** What the new mint keeps of every transfer; null for nothing. */
  readonly transferFee: TransferFee | null;
  /**
   * The last trade in the same transaction, which is where the creator buys first: it says the pool's reserves. Null
   * where the log tells of none; then they are the curve's beginning, which also depends on the global config.
   */
  readonly lastTrade: LaunchLabTrade | null;
  readonly signature: Signature;
  readonly slot: Slot;
};

export type LaunchLabCreationFault =
  | { readonly code: 'curve-not-supported'; readonly pool: Address; readonly curve: LaunchLabCurve }
  /** The event names another creator, config, supply or curve than the instruction. */
  | { readonly code: 'event-contradicts-instruction'; readonly pool: Address };

/** The pools that a transaction created, by its own or by inner instructions; none if it failed. */
export function decodeLaunchLabCreations(transaction: ChainTransaction): readonly LaunchLabCreation[] {
  return readLaunchLabCreations(transaction).flatMap((each) => (each.ok ? [each.value] : []));
}

/** The same, with a reason for each creation that could not be made sense of, so that none goes missing uncounted. */
export function readLaunchLabCreations(
  transaction: ChainTransaction,
): readonly Result<LaunchLabCreation, LaunchLabCreationFault>[] {
  if (transaction.err !== null) return [];
  const initializations = transaction.instructions.flatMap(
    (each) => parseLaunchLabInitializeInstruction(each) ?? [],
  );
  if (initializations.length === 0) return [];
  const events = launchLabEventsOfLogs(transaction.logMessages);
  return initializations.map((init) => joinCreation(transaction, init, events));
}

/** What LaunchLab's own lines of a log tell, in order. Whether the transaction failed, the log's giver knows. */
export function launchLabEventsOfLogs(logMessages: readonly string[]): readonly LaunchLabEvent[] {
  return dataLinesOfProgram(LAUNCHLAB_PROGRAM, logMessages).flatMap(
    (line) => decodeLaunchLabEvent(line) ?? [],
  );
}

/** The launches that a log alone tells of: all of a new pool but its mints, vaults and platform. */
export function launchLabLaunchesOfLogs(logMessages: readonly string[]): readonly LaunchLabPoolCreate[] {
  return launchLabEventsOfLogs(logMessages).filter((event) => event.kind === 'pool-create');
}

function joinCreation(
  transaction: ChainTransaction,
  init: LaunchLabInitialize,
  events: readonly LaunchLabEvent[],
): Result<LaunchLabCreation, LaunchLabCreationFault> {
  const { pool } = init.keys;
  const ofPool = events.filter((event) => event.pool === pool);
  const told = ofPool.find((event) => event.kind === 'pool-create');
  if (told !== undefined && contradicts(told, init)) {
    return err({ code: 'event-contradicts-instruction', pool });
  }
  const { curve } = init.launch;
  if (curve.kind !== 'constant-product') {
    return err({ code: 'curve-not-supported', pool, curve: curve.kind });
  }
  return ok({
    ...init.launch,
    keys: init.keys,
    form: init.form,
    payer: init.payer,
    ammCreatorFeeOn: init.ammCreatorFeeOn,
    transferFee: init.transferFee,
    lastTrade: ofPool.findLast((event) => event.kind === 'trade') ?? null,
    signature: transaction.signature,
    slot: transaction.slot,
  });
}

function contradicts(event: LaunchLabPoolCreate, { keys, launch }: LaunchLabInitialize): boolean {
  return (
    event.creator !== keys.creator ||
    event.globalConfig !== keys.globalConfig ||
    event.mint.decimals !== launch.mint.decimals ||
    event.curve.kind !== launch.curve.kind ||
    event.curve.supply !== launch.curve.supply ||
    event.curve.totalQuoteFundRaising !== launch.curve.totalQuoteFundRaising
  );
}
