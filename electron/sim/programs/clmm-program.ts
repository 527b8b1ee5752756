import { address, type Address } from '../../../shared/units.ts';
import { decodeAddress, encodeAddress } from '../../protocol/base58.ts';
import {
  CLMM_POOL_ACCOUNT_BYTES,
  CLMM_POOL_ADDRESS_OFFSETS,
  CLMM_POOL_DISCRIMINATOR,
  CLMM_POOL_OFFSETS,
} from '../../protocol/clmm-pool-account.ts';
import { parseClmmCreatePoolInstruction, type ClmmCreatePool } from '../../protocol/clmm-creation.ts';
import {
  readonlyAccount,
  writableAccount,
  writableSigner,
  type Instruction,
} from '../../protocol/instruction.ts';
import { readU128, readU64, writeU128, writeU64 } from '../../protocol/little-endian.ts';
import { findProgramAddress } from '../../protocol/pda.ts';
import { CLMM_PROGRAM, RENT_SYSVAR, SYSTEM_PROGRAM, TOKEN_PROGRAM } from '../../protocol/programs.ts';
import { TOKEN_ACCOUNT_BYTES } from '../../protocol/token-account.ts';
import { initializeAccount3Instruction } from '../../protocol/token-instructions.ts';
import { mintState } from '../ledger/token-state.ts';
import type { InvokeContext, ProgramResult } from '../runtime/invoke-context.ts';
import { custom } from '../runtime/transaction-error.ts';
import { createProgramAccount } from './program-account-creation.ts';

const PROGRAM = decodeAddress(CLMM_PROGRAM);
const CREATE_POOL = Buffer.from('e992d18ecf6840bc', 'hex');
const DATA_BYTES = 32;
const OBSERVATION_BYTES = 4_483;
const TICK_ARRAY_BITMAP_BYTES = 1_832;
const UNITS = 60_000;
const UNITS_OF_REFUSAL = 500;
// Anchor's own numbers.
const INSTRUCTION_FALLBACK_NOT_FOUND = custom(101);
const CONSTRAINT_SEEDS = custom(2006);
const ACCOUNT_NOT_SIGNER = custom(3010);

/** The config that the pools of this chain name; its account is not read. */
export const CLMM_CONFIG = address('E64NGkDLLCdQ2yFNPcavaKptrEgmiQaNykUuLC1Qgwyp');

/** The keys of a CLMM pool. Token 0 is the base side. */
export type ClmmKeys = Pick<ClmmCreatePool, 'pool' | 'config' | 'mint0' | 'mint1' | 'vault0' | 'vault1'> & {
  readonly observation: Address;
  readonly tickArrayBitmap: Address;
};

const derive = (seed: string, ...rest: readonly Uint8Array[]): Address =>
  encodeAddress(findProgramAddress([Buffer.from(seed), ...rest], PROGRAM).address);

export function deriveClmmKeys(mint0: Address, mint1: Address, config: Address = CLMM_CONFIG): ClmmKeys {
  const [first, second] = [decodeAddress(mint0), decodeAddress(mint1)];
  const pool = derive('pool', decodeAddress(config), first, second);
  const poolBytes = decodeAddress(pool);
  return {
    pool,
    config,
    mint0,
    mint1,
    vault0: derive('pool_vault', poolBytes, first),
    vault1: derive('pool_vault', poolBytes, second),
    observation: derive('observation', poolBytes),
    tickArrayBitmap: derive('pool_tick_array_bitmap_extension', poolBytes),
  };
}

/** `create_pool`, of two SPL Token mints. The price is √(token 1 per token 0), in 1/2^64. */
export function clmmCreatePoolInstruction(
  keys: ClmmKeys,
  creator: Address,
  start: { readonly sqrtPriceX64: bigint; readonly openTimeUnixS: bigint },
): Instruction {
  const data = new Uint8Array(DATA_BYTES);
  data.set(CREATE_POOL);
  writeU128(data, 8, start.sqrtPriceX64);
  writeU64(data, 24, start.openTimeUnixS);
  return {
    programId: CLMM_PROGRAM,
    accounts: [
      writableSigner(creator),
      readonlyAccount(keys.config),
      writableAccount(keys.pool),
      readonlyAccount(keys.mint0),
      readonlyAccount(keys.mint1),
      writableAccount(keys.vault0),
      writableAccount(keys.vault1),
      writableAccount(keys.observation),
      writableAccount(keys.tickArrayBitmap),
      readonlyAccount(TOKEN_PROGRAM),
      readonlyAccount(TOKEN_PROGRAM),
      readonlyAccount(SYSTEM_PROGRAM),
      readonlyAccount(RENT_SYSVAR),
    ],
    data,
  };
}

/** Raydium CLMM as far as a pool can be made with it: one that holds nothing. All else is refused as unknown. */
export function clmmProgram(context: InvokeContext): ProgramResult {
  const created = parseClmmCreatePoolInstruction(context.instruction);
  const { data } = context.instruction;
  if (created?.kind !== 'create-pool' || data.length < DATA_BYTES) {
    return context.consume(UNITS_OF_REFUSAL) ? INSTRUCTION_FALLBACK_NOT_FOUND : 'ComputationalBudgetExceeded';
  }
  context.log('Instruction: CreatePool');
  if (!context.consume(UNITS)) return 'ComputationalBudgetExceeded';
  const { creator: payer } = created;
  if (!context.isSigner(payer)) return ACCOUNT_NOT_SIGNER;
  const keys = deriveClmmKeys(created.mint0, created.mint1, created.config);
  const asDerived =
    keys.pool === created.pool && keys.vault0 === created.vault0 && keys.vault1 === created.vault1;
  if (!asDerived) return CONSTRAINT_SEEDS;
  const make = (account: Address, space: number, owner: Address): ProgramResult =>
    createProgramAccount(context, { payer, account, space, owner });
  const vault = (account: Address, mint: Address): ProgramResult =>
    make(account, TOKEN_ACCOUNT_BYTES, TOKEN_PROGRAM) ??
    context.call(initializeAccount3Instruction({ account, mint, owner: keys.pool }));
  return (
    make(keys.pool, CLMM_POOL_ACCOUNT_BYTES, CLMM_PROGRAM) ??
    vault(keys.vault0, keys.mint0) ??
    vault(keys.vault1, keys.mint1) ??
    make(keys.observation, OBSERVATION_BYTES, CLMM_PROGRAM) ??
    make(keys.tickArrayBitmap, TICK_ARRAY_BITMAP_BYTES, CLMM_PROGRAM) ??
    writePool(context, keys, payer)
  );
}

function writePool(context: InvokeContext, keys: ClmmKeys, creator: Address): ProgramResult {
  const decimals0 = mintState(context.get(keys.mint0))?.decimals;
  const decimals1 = mintState(context.get(keys.mint1))?.decimals;
  if (decimals0 === undefined || decimals1 === undefined) return 'InvalidAccountData';
  const { data: asked } = context.instruction;
  const account = context.get(keys.pool);
  const data = new Uint8Array(CLMM_POOL_ACCOUNT_BYTES);
  data.set(CLMM_POOL_DISCRIMINATOR);
  const addresses = { ...keys, creator };
  for (const name of Object.keys(CLMM_POOL_ADDRESS_OFFSETS) as (keyof typeof CLMM_POOL_ADDRESS_OFFSETS)[])
    data.set(decodeAddress(addresses[name]), CLMM_POOL_ADDRESS_OFFSETS[name]);
  data[CLMM_POOL_OFFSETS.decimals0] = decimals0;
  data[CLMM_POOL_OFFSETS.decimals1] = decimals1;
  writeU128(data, CLMM_POOL_OFFSETS.sqrtPriceX64, readU128(asked, 8));
  writeU64(data, CLMM_POOL_OFFSETS.openTimeUnixS, readU64(asked, 24));
  context.set(keys.pool, { ...account, data });
  return null;
}
