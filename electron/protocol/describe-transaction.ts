import type { Result } from '../../shared/result.ts';
import type { Address, Signature } from '../../shared/units.ts';
import { readAmmV4Creations, type AmmV4Creation } from './amm-v4-creation.ts';
import { parseAmmV4SwapInstruction, type ParsedAmmV4Swap } from './amm-v4-swap-instruction.ts';
import type { ChainTransaction } from './chain-transaction.ts';
import { decodeClmmCreations, type ClmmCreation } from './clmm-creation.ts';
import { readCpmmCreations, type CpmmCreation } from './cpmm-creation.ts';
import { parseCpmmSwapInstruction } from './cpmm-swap-instruction.ts';
import { inCpmmOrder } from './cpmm-keys.ts';
import { ammV4ReservesAfter, launchLabReservesAfter } from './describe-logs.ts';
import {
  launchLabEventsOfLogs,
  readLaunchLabCreations,
  type LaunchLabCreation,
} from './launchlab-creation.ts';
import { readLaunchLabMigrations, type LaunchLabMigration } from './launchlab-migration.ts';
import { parseLaunchLabSwapInstruction } from './launchlab-swap-instruction.ts';
import { linesOfProgram } from './program-logs.ts';
import { AMM_V4_PROGRAM } from './programs.ts';
import { decodeRayLog } from './ray-log.ts';
import { describe, type DescribedRecord, type RecordDescription } from './record-description.ts';

/**
 * Creations first, then migrations, then swaps; one of kind `transaction` where there is none of them. A creation that its
 * decoder makes no sense of is a problem.
 */
export function describeTransaction(transaction: ChainTransaction): DescribedRecord {
  const { signature } = transaction;
  const told = [
    ...readAmmV4Creations(transaction).map((each) => described(each, ammV4Creation)),
    ...readCpmmCreations(transaction).map((each) => described(each, cpmmCreation)),
    ...readLaunchLabCreations(transaction).map((each) => described(each, launchLabCreation)),
    ...decodeClmmCreations(transaction).map(clmmCreation),
    ...readLaunchLabMigrations(transaction).map((each) => described(each, launchLabMigration(signature))),
    ...(transaction.err === null ? swaps(transaction) : []),
  ];
  const problems = told.filter((each) => typeof each === 'string');
  const records = told.filter((each) => typeof each !== 'string');
  return told.length === 0
    ? { records: [describe(null, 'transaction', { signature })], problems }
    : { records, problems };
}

type Fault = { readonly code: string; readonly pool: Address };

function described<T>(
  read: Result<T, Fault>,
  describeValue: (value: T) => RecordDescription,
): RecordDescription | string {
  return read.ok ? describeValue(read.value) : `pool ${read.error.pool}: ${read.error.code}`;
}

type MintsAndPool = { readonly pool: Address; readonly baseMint: Address; readonly quoteMint: Address };
const mintsAndPool = ({ pool, baseMint, quoteMint }: MintsAndPool): MintsAndPool => ({
  pool,
  baseMint,
  quoteMint,
});

function ammV4Creation(creation: AmmV4Creation): RecordDescription {
  const { keys, coinReserve, pcReserve, openTimeUnixS, signature } = creation;
  return describe('amm-v4', 'creation', {
    pool: keys.pool,
    baseMint: keys.coinMint,
    quoteMint: keys.pcMint,
    baseReserve: coinReserve,
    quoteReserve: pcReserve,
    openTime: openTimeUnixS,
    signature,
  });
}

function cpmmCreation(creation: CpmmCreation): RecordDescription {
  const { keys, reserve0, reserve1, openTimeUnixS, signature } = creation;
  return describe('cpmm', 'creation', {
    pool: keys.pool,
    baseMint: keys.mint0,
    quoteMint: keys.mint1,
    baseReserve: reserve0,
    quoteReserve: reserve1,
    openTime: openTimeUnixS,
    signature,
  });
}

/** Without a trade in it the reserves also depend on the global config, which is not in the transaction. */
function launchLabCreation({ keys, lastTrade, signature }: LaunchLabCreation): RecordDescription {
  const reserves = lastTrade === null ? {} : launchLabReservesAfter(lastTrade);
  return describe('launchlab', 'creation', { ...mintsAndPool(keys), ...reserves, signature });
}

const launchLabMigration =
  (signature: Signature) =>
  (migration: LaunchLabMigration): RecordDescription =>
    describe('launchlab', 'migration', { ...mintsAndPool(migration), signature });

/** It holds nothing yet. */
const clmmCreation = ({ pool, mint0, mint1, signature }: ClmmCreation): RecordDescription =>
  describe('clmm', 'creation', { pool, baseMint: mint0, quoteMint: mint1, signature });

function swaps(transaction: ChainTransaction): readonly RecordDescription[] {
  return [...ammV4Swaps(transaction), ...cpmmSwaps(transaction), ...launchLabSwaps(transaction)];
}

function ammV4Swaps(transaction: ChainTransaction): readonly RecordDescription[] {
  const parsed = transaction.instructions.flatMap((each) => parseAmmV4SwapInstruction(each) ?? []);
  const logs = linesOfProgram(AMM_V4_PROGRAM, transaction.logMessages)
    .flatMap((line) => decodeRayLog(line) ?? [])
    .filter((log) => log.kind !== 'init');
  // Each swap writes one such line, in order; where some are cut off it is not told whose the others are.
  const told = logs.length === parsed.length ? logs : [];
  return parsed.map(({ pool }, index) => {
    const log = told[index];
    return describe('amm-v4', 'swap', {
      pool: pool.pool,
      ...vaultMints(transaction, pool),
      ...(log === undefined ? {} : ammV4ReservesAfter(log)),
      signature: transaction.signature,
    });
  });
}

/** The instruction does not name the mints: the vaults' balances do. */
function vaultMints(transaction: ChainTransaction, { coinVault, pcVault }: ParsedAmmV4Swap['pool']) {
  const mintOf = (vault: Address): Address | null =>
    transaction.postTokenBalances.find(({ account }) => account === vault)?.mint ?? null;
  return { baseMint: mintOf(coinVault), quoteMint: mintOf(pcVault) };
}

/** A vault's balance is more than the reserve by what the pool owes, which a swap does not tell. */
function cpmmSwaps(transaction: ChainTransaction): readonly RecordDescription[] {
  return transaction.instructions.flatMap((each) => {
    const swap = parseCpmmSwapInstruction(each);
    if (swap === null) return [];
    const [one, other] = [swap.input.mint, swap.output.mint];
    const [baseMint, quoteMint] = inCpmmOrder(one, other) ? [one, other] : [other, one];
    const { signature } = transaction;
    return [describe('cpmm', 'swap', { pool: swap.pool.pool, baseMint, quoteMint, signature })];
  });
}

function launchLabSwaps(transaction: ChainTransaction): readonly RecordDescription[] {
  const parsed = transaction.instructions.flatMap((each) => parseLaunchLabSwapInstruction(each) ?? []);
  const trades = launchLabEventsOfLogs(transaction.logMessages).filter((event) => event.kind === 'trade');
  const told = trades.length === parsed.length ? trades : [];
  return parsed.map(({ pool }, index) => {
    const trade = told[index];
    return describe('launchlab', 'swap', {
      ...mintsAndPool(pool),
      ...(trade === undefined ? {} : launchLabReservesAfter(trade)),
      signature: transaction.signature,
    });
  });
}
