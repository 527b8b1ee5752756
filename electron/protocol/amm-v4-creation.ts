import { err, ok, type Result } from '../../shared/result.ts';
import type { Address, Signature, Slot, TokenUnits } from '../../shared/units.ts';
import { parseAmmV4InitializeInstruction, type AmmV4Initialize } from './amm-v4-initialize-instruction.ts';
import type { AmmV4Keys } from './amm-v4-keys.ts';
import type { ChainTransaction } from './chain-transaction.ts';
import { linesOfProgram } from './program-logs.ts';
import { AMM_V4_PROGRAM } from './programs.ts';
import { decodeRayLog, type RayLogInit } from './ray-log.ts';

/** A pool as its creation transaction tells it. "coin" is the base side; either side can be WSOL. */
export type AmmV4Creation = {
  readonly keys: AmmV4Keys;
  /** Seconds since 1970, a full u64; 0, or a time gone by, means open at once. */
  readonly openTimeUnixS: bigint;
  readonly coinDecimals: number;
  readonly pcDecimals: number;
  /** What the vaults held after the deposit, and so the reserves before the first swap. */
  readonly coinReserve: TokenUnits;
  readonly pcReserve: TokenUnits;
  readonly lpMint: Address;
  readonly creator: Address;
  readonly signature: Signature;
  readonly slot: Slot;
};

export type AmmV4CreationFault = {
  readonly code:
    /** No `ray_log` of the program for this market, and the token balances do not tell the decimals either. */
    | 'decimals-unknown'
    /** The log names less than the instruction deposited, or another opening time. */
    | 'log-contradicts-instruction'
    /** A deposit of nothing: there is nothing to trade. */
    | 'empty-reserve';
  readonly pool: Address;
};

/** The pools that a transaction created, by its own or by inner instructions; none if it failed. */
export function decodeAmmV4Creations(transaction: ChainTransaction): readonly AmmV4Creation[] {
  return readAmmV4Creations(transaction).flatMap((each) => (each.ok ? [each.value] : []));
}

/** The same, with a reason for each creation that could not be made sense of, so that none goes missing uncounted. */
export function readAmmV4Creations(
  transaction: ChainTransaction,
): readonly Result<AmmV4Creation, AmmV4CreationFault>[] {
  if (transaction.err !== null) return [];
  const initializations = transaction.instructions.flatMap(
    (each) => parseAmmV4InitializeInstruction(each) ?? [],
  );
  if (initializations.length === 0) return [];
  const logs = linesOfProgram(AMM_V4_PROGRAM, transaction.logMessages)
    .map(decodeRayLog)
    .filter((log) => log?.kind === 'init');
  return initializations.map((init) => {
    // A market seeds one pool only, so that it tells the logs of several creations apart.
    const log = logs.find((each) => each.market === init.keys.market) ?? null;
    return joinCreation(transaction, init, log);
  });
}

function joinCreation(
  transaction: ChainTransaction,
  init: AmmV4Initialize,
  log: RayLogInit | null,
): Result<AmmV4Creation, AmmV4CreationFault> {
  const { keys } = init;
  if (log !== null && contradicts(log, init)) {
    return err({ code: 'log-contradicts-instruction', pool: keys.pool });
  }
  const coinReserve = log?.coinAmount ?? init.coinAmount;
  const pcReserve = log?.pcAmount ?? init.pcAmount;
  if (coinReserve === 0n || pcReserve === 0n) return err({ code: 'empty-reserve', pool: keys.pool });
  // Logs are cut at 10 kB: of a long transaction the balances of the new vaults still tell the decimals.
  const coinDecimals = log?.coinDecimals ?? vaultDecimals(transaction, keys.coinVault);
  const pcDecimals = log?.pcDecimals ?? vaultDecimals(transaction, keys.pcVault);
  if (coinDecimals === null || pcDecimals === null) return err({ code: 'decimals-unknown', pool: keys.pool });
  return ok({
    keys,
    openTimeUnixS: init.openTimeUnixS,
    coinDecimals,
    pcDecimals,
    coinReserve,
    pcReserve,
    lpMint: keys.lpMint,
    creator: init.creator,
    signature: transaction.signature,
    slot: transaction.slot,
  });
}

/**
 * The log gives what the vaults hold after the deposit. That can be more than was deposited: anyone can send lamports
 * to the address of a WSOL vault before it exists, and they count. It can never be less.
 */
function contradicts(log: RayLogInit, init: AmmV4Initialize): boolean {
  return (
    log.coinAmount < init.coinAmount ||
    log.pcAmount < init.pcAmount ||
    log.openTimeUnixS !== init.openTimeUnixS
  );
}

function vaultDecimals(transaction: ChainTransaction, vault: Address): number | null {
  return transaction.postTokenBalances.find(({ account }) => account === vault)?.decimals ?? null;
}
