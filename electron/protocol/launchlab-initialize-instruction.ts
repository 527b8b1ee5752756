import { bps, tokenUnits, type Address } from '../../shared/units.ts';
import type { TransferFee } from '../../shared/pool.ts';
import { startsWith } from './account-fields.ts';
import { borshOrNull, type BorshReader } from './borsh-reader.ts';
import { BorshWriter } from './borsh-writer.ts';
import {
  readonlyAccount,
  writableAccount,
  writableSigner,
  type AccountRole,
  type Instruction,
  type ResolvedInstruction,
} from './instruction.ts';
import { readLaunch, writeLaunch, type LaunchLabLaunch } from './launchlab-launch.ts';
import {
  LAUNCHLAB_AUTHORITY,
  LAUNCHLAB_EVENT_AUTHORITY,
  LAUNCHLAB_PROGRAM,
  METADATA_PROGRAM,
  RENT_SYSVAR,
  SYSTEM_PROGRAM,
  TOKEN_2022_PROGRAM,
  TOKEN_PROGRAM,
} from './programs.ts';

/** The three creations, oldest first; today's program refuses the first. Its bytes are also those of CPMM's. */
const DISCRIMINATORS = {
  initialize: Buffer.from('afaf6d1f0d989bed', 'hex'),
  'initialize-v2': Buffer.from('4399af27da102620', 'hex'),
  'initialize-with-token-2022': Buffer.from('25be7ede2c9aab11', 'hex'),
} as const;
const DISCRIMINATOR_BYTES = 8;

/** How many accounts the IDL names; those of the platform's restrictions can follow. */
const ACCOUNTS = { initialize: 18, 'initialize-v2': 18, 'initialize-with-token-2022': 15 } as const;

export type LaunchLabInitializeForm = keyof typeof DISCRIMINATORS;

export type LaunchLabLaunchKeys = {
  readonly creator: Address;
  readonly globalConfig: Address;
  readonly platformConfig: Address;
  readonly pool: Address;
  readonly baseMint: Address;
  readonly quoteMint: Address;
  readonly baseVault: Address;
  readonly quoteVault: Address;
  readonly baseTokenProgram: Address;
  readonly quoteTokenProgram: Address;
};

export type LaunchLabInitialize = {
  readonly form: LaunchLabInitializeForm;
  readonly keys: LaunchLabLaunchKeys;
  /** Signs and pays; need not be the creator. */
  readonly payer: Address;
  readonly authority: Address;
  /** Where the mint's Metaplex metadata go; null for a Token-2022 mint, which carries them itself. */
  readonly metadata: Address | null;
  readonly launch: LaunchLabLaunch;
  /** On what the creator's fee is taken after a migration to CPMM: 0 the quote side, 1 both; null in the first form. */
  readonly ammCreatorFeeOn: number | null;
  /** What the new mint keeps of every transfer; null for nothing. */
  readonly transferFee: TransferFee | null;
};

/** Null when it is another program's, another instruction, cut short, or on a curve that the program does not know. */
export function parseLaunchLabInitializeInstruction(
  instruction: ResolvedInstruction,
): LaunchLabInitialize | null {
  const { programId, accounts, data } = instruction;
  if (programId !== LAUNCHLAB_PROGRAM) return null;
  const form = formOf(data);
  if (form === null || accounts.length < ACCOUNTS[form]) return null;
  const params = borshOrNull(data, DISCRIMINATOR_BYTES, (from) => readParams(form, from));
  if (params === null) return null;
  const at = (index: number): Address => accounts[index] ?? SYSTEM_PROGRAM;
  const hasMetadata = form !== 'initialize-with-token-2022';
  const programsAt = hasMetadata ? 11 : 10;
  return {
    form,
    keys: {
      creator: at(1),
      globalConfig: at(2),
      platformConfig: at(3),
      pool: at(5),
      baseMint: at(6),
      quoteMint: at(7),
      baseVault: at(8),
      quoteVault: at(9),
      baseTokenProgram: at(programsAt),
      quoteTokenProgram: at(programsAt + 1),
    },
    payer: at(0),
    authority: at(4),
    metadata: hasMetadata ? at(10) : null,
    ...params,
  };
}

function formOf(data: Uint8Array): LaunchLabInitializeForm | null {
  const forms = ['initialize', 'initialize-v2', 'initialize-with-token-2022'] as const;
  return forms.find((form) => startsWith(data, DISCRIMINATORS[form])) ?? null;
}

function readParams(
  form: LaunchLabInitializeForm,
  from: BorshReader,
): Pick<LaunchLabInitialize, 'launch' | 'ammCreatorFeeOn' | 'transferFee'> | null {
  const launch = readLaunch(from);
  if (launch === null) return null;
  const ammCreatorFeeOn = form === 'initialize' ? null : from.u8();
  const transferFee = form === 'initialize-with-token-2022' && from.u8() === 1 ? readTransferFee(from) : null;
  return { launch, ammCreatorFeeOn, transferFee };
}

const readTransferFee = (from: BorshReader): TransferFee => ({
  bps: bps(from.u16()),
  maximumUnits: tokenUnits(from.u64()),
});

export type LaunchLabV2Launch = {
  readonly payer: Address;
  readonly keys: Omit<LaunchLabLaunchKeys, 'baseTokenProgram'>;
  readonly metadata: Address;
  readonly launch: LaunchLabLaunch;
  readonly ammCreatorFeeOn: number;
};

const keyAccounts = (payer: Address, keys: LaunchLabV2Launch['keys']): readonly AccountRole[] => [
  writableSigner(payer),
  readonlyAccount(keys.creator),
  readonlyAccount(keys.globalConfig),
  readonlyAccount(keys.platformConfig),
  readonlyAccount(LAUNCHLAB_AUTHORITY),
  writableAccount(keys.pool),
  writableSigner(keys.baseMint),
  readonlyAccount(keys.quoteMint),
  writableAccount(keys.baseVault),
  writableAccount(keys.quoteVault),
];

/** `initialize_v2`: a launch of an SPL Token mint, which signs for itself. */
export function launchLabInitializeV2Instruction(init: LaunchLabV2Launch): Instruction {
  const { keys } = init;
  const data = new BorshWriter().bytes(DISCRIMINATORS['initialize-v2']);
  return {
    programId: LAUNCHLAB_PROGRAM,
    accounts: [
      ...keyAccounts(init.payer, keys),
      writableAccount(init.metadata),
      readonlyAccount(TOKEN_PROGRAM),
      readonlyAccount(keys.quoteTokenProgram),
      readonlyAccount(METADATA_PROGRAM),
      readonlyAccount(SYSTEM_PROGRAM),
      readonlyAccount(RENT_SYSVAR),
      readonlyAccount(LAUNCHLAB_EVENT_AUTHORITY),
      readonlyAccount(LAUNCHLAB_PROGRAM),
    ],
    data: writeLaunch(data, init.launch).u8(init.ammCreatorFeeOn).done(),
  };
}

export type LaunchLabToken2022Launch = Omit<LaunchLabV2Launch, 'metadata'> & {
  readonly transferFee: TransferFee | null;
};

/** `initialize_with_token_2022`: a launch of a Token-2022 mint, which can take a fee of every transfer. */
export function launchLabInitializeToken2022Instruction(init: LaunchLabToken2022Launch): Instruction {
  const { keys, transferFee } = init;
  const data = new BorshWriter().bytes(DISCRIMINATORS['initialize-with-token-2022']);
  writeLaunch(data, init.launch).u8(init.ammCreatorFeeOn);
  data.u8(transferFee === null ? 0 : 1);
  if (transferFee !== null) data.u16(transferFee.bps).u64(transferFee.maximumUnits);
  return {
    programId: LAUNCHLAB_PROGRAM,
    accounts: [
      ...keyAccounts(init.payer, keys),
      readonlyAccount(TOKEN_2022_PROGRAM),
      readonlyAccount(keys.quoteTokenProgram),
      readonlyAccount(SYSTEM_PROGRAM),
      readonlyAccount(LAUNCHLAB_EVENT_AUTHORITY),
      readonlyAccount(LAUNCHLAB_PROGRAM),
    ],
    data: data.done(),
  };
}
