import { err, ok, type Result } from '../../shared/result.ts';
import { tokenUnits, type Address, type Signature, type Slot, type TokenUnits } from '../../shared/units.ts';
import type { ChainInstruction, ChainTransaction } from './chain-transaction.ts';
import { parseCpmmInitializeInstruction, type CpmmInitialize } from './cpmm-initialize-instruction.ts';
import type { CpmmKeys } from './cpmm-keys.ts';
import { linesOfProgram } from './program-logs.ts';
import { CPMM_PROGRAM, LAUNCHLAB_PROGRAM, TOKEN_PROGRAM } from './programs.ts';

/** A pool as its creation transaction tells it. Token 0 is the base side; either side can be WSOL. */
export type CpmmCreation = {
  readonly keys: CpmmKeys;
  /** What was deposited, before transfer fees. */
  readonly amount0: TokenUnits;
  readonly amount1: TokenUnits;
  /** What the vaults held after the deposit, and so the reserves before the first swap. */
  readonly reserve0: TokenUnits;
  readonly reserve1: TokenUnits;
  /** Seconds since 1970 as asked; the pool opens then, or in the second after its creation if that is later. */
  readonly openTimeUnixS: bigint;
  /** Null where the node left the vaults' balances out. */
  readonly decimals0: number | null;
  readonly decimals1: number | null;
  readonly lpMint: Address;
  readonly config: Address;
  readonly creator: Address;
  /** Null where no creator fee is collected. */
  readonly creatorFeeOn: number | null;
  /** Created by LaunchLab, at the end of a bonding curve. */
  readonly viaMigration: boolean;
  readonly signature: Signature;
  readonly slot: Slot;
};

export type CpmmCreationFault = {
  readonly code:
    /** The mint can have a transfer fee, and neither balances nor logs say what reached the vaults. */
    | 'reserves-unknown'
    /** A deposit of nothing, which the program refuses. */
    | 'empty-reserve';
  readonly pool: Address;
};

/** The pools that a transaction created, by its own or by inner instructions; none if it failed. */
export function decodeCpmmCreations(transaction: ChainTransaction): readonly CpmmCreation[] {
  return readCpmmCreations(transaction).flatMap((each) => (each.ok ? [each.value] : []));
}

/** The same, with a reason for each creation that could not be made sense of, so that none goes missing uncounted. */
export function readCpmmCreations(
  transaction: ChainTransaction,
): readonly Result<CpmmCreation, CpmmCreationFault>[] {
  if (transaction.err !== null) return [];
  const initializations: Initialization[] = [];
  let fromLaunchLab = false;
  for (const instruction of transaction.instructions) {
    fromLaunchLab = isFromLaunchLab(instruction, fromLaunchLab);
    const init = parseCpmmInitializeInstruction(instruction);
    if (init !== null) initializations.push({ init, viaMigration: instruction.inner && fromLaunchLab });
  }
  if (initializations.length === 0) return [];
  const logs = linesOfProgram(CPMM_PROGRAM, transaction.logMessages).flatMap(
    (each) => vaultAmounts(each) ?? [],
  );
  // Each creation writes one such line, in order; where some are cut off it is not told whose the others are.
  const told = logs.length === initializations.length ? logs : [];
  return initializations.map((each, index) => joinCreation(transaction, each, told[index] ?? null));
}

type Initialization = { readonly init: CpmmInitialize; readonly viaMigration: boolean };
type VaultAmounts = { readonly vault0: TokenUnits; readonly vault1: TokenUnits };

/** Inner instructions stand behind the outer one that they were called from. */
function isFromLaunchLab(instruction: ChainInstruction, before: boolean): boolean {
  return instruction.programId === LAUNCHLAB_PROGRAM || (instruction.inner && before);
}

const AMOUNTS_LINE =
  /^Program log: liquidity:\d{1,20}, lock_lp_amount:\d{1,20}, vault_0_amount:(\d{1,20}),vault_1_amount:(\d{1,20})$/;

function vaultAmounts(line: string): VaultAmounts | null {
  const [, vault0, vault1] = AMOUNTS_LINE.exec(line) ?? [];
  if (vault0 === undefined || vault1 === undefined) return null;
  return { vault0: tokenUnits(BigInt(vault0)), vault1: tokenUnits(BigInt(vault1)) };
}

function joinCreation(
  transaction: ChainTransaction,
  { init, viaMigration }: Initialization,
  told: VaultAmounts | null,
): Result<CpmmCreation, CpmmCreationFault> {
  const { keys } = init;
  // Nobody can swap before the second after the creation, so that the balances are those of the deposit.
  const balanceOf = (vault: Address) =>
    transaction.postTokenBalances.find(({ account }) => account === vault) ?? null;
  const balance0 = balanceOf(keys.vault0);
  const balance1 = balanceOf(keys.vault1);
  const reserve0 = balance0?.amount ?? told?.vault0 ?? plainDeposit(keys.tokenProgram0, init.amount0);
  const reserve1 = balance1?.amount ?? told?.vault1 ?? plainDeposit(keys.tokenProgram1, init.amount1);
  if (reserve0 === null || reserve1 === null) return err({ code: 'reserves-unknown', pool: keys.pool });
  if (reserve0 === 0n || reserve1 === 0n) return err({ code: 'empty-reserve', pool: keys.pool });
  return ok({
    keys,
    amount0: init.amount0,
    amount1: init.amount1,
    reserve0,
    reserve1,
    openTimeUnixS: init.openTimeUnixS,
    decimals0: balance0?.decimals ?? null,
    decimals1: balance1?.decimals ?? null,
    lpMint: keys.lpMint,
    config: keys.config,
    creator: init.creator,
    creatorFeeOn: init.permission?.creatorFeeOn ?? null,
    viaMigration,
    signature: transaction.signature,
    slot: transaction.slot,
  });
}

/** SPL Token takes no fee of a transfer. */
function plainDeposit(tokenProgram: Address, amount: TokenUnits): TokenUnits | null {
  return tokenProgram === TOKEN_PROGRAM ? amount : null;
}
