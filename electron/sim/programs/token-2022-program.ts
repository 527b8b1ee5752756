import { assertNever } from '../../../shared/assert-never.ts';
import type { Address } from '../../../shared/units.ts';
import { parseTokenInstruction, type TokenInstruction } from '../../protocol/token-instructions.ts';
import {
  parseToken2022Instruction,
  type Token2022Instruction,
} from '../../protocol/token-2022-instructions.ts';
import type { InvokeContext, ProgramResult } from '../runtime/invoke-context.ts';
import {
  closeToken2022Account,
  initializeToken2022Account,
  initializeToken2022ImmutableOwner,
  token2022AccountDataSize,
  transferToken2022,
} from './token-2022-accounts.ts';
import {
  changeToken2022Supply,
  initializeMetadataPointer,
  initializeToken2022Mint,
  initializeTransferFeeConfig,
} from './token-2022-minting.ts';
import { tokenFailure } from './token-ledger.ts';

type Kind = TokenInstruction['kind'] | Token2022Instruction['kind'];
type Cost = { readonly units: number; readonly name: string };

/** Compute units as today's program was seen to use them, or about, and the name it logs. */
const KINDS: Readonly<Record<Kind, Cost>> = {
  'initialize-account': { units: 2_364, name: 'InitializeAccount3' },
  'close-account': { units: 1_700, name: 'CloseAccount' },
  'sync-native': { units: 1_500, name: 'SyncNative' },
  transfer: { units: 1_700, name: 'Transfer' },
  'transfer-checked': { units: 2_948, name: 'TransferChecked' },
  'initialize-transfer-fee-config': {
    units: 1_500,
    name: 'TransferFeeInstruction: InitializeTransferFeeConfig',
  },
  'transfer-checked-with-fee': { units: 3_000, name: 'TransferFeeInstruction: TransferCheckedWithFee' },
  'initialize-metadata-pointer': { units: 1_500, name: 'MetadataPointerInstruction::Initialize' },
};

type Plain = Cost & { readonly run: (context: InvokeContext) => ProgramResult };

const onFirst =
  (change: (context: InvokeContext, first: Address) => ProgramResult) =>
  (context: InvokeContext): ProgramResult => {
    const [first] = context.instruction.accounts;
    return first === undefined ? 'NotEnoughAccountKeys' : change(context, first);
  };

/** By tag: what is the same as in SPL Token but for the extensions. */
const PLAIN: Readonly<Record<number, Plain>> = {
  0: { units: 2_900, name: 'InitializeMint', run: onFirst(initializeToken2022Mint) },
  7: { units: 1_400, name: 'MintTo', run: (context) => changeToken2022Supply(context, 'mint') },
  8: { units: 1_500, name: 'Burn', run: (context) => changeToken2022Supply(context, 'burn') },
  20: { units: 2_800, name: 'InitializeMint2', run: onFirst(initializeToken2022Mint) },
  21: { units: 1_500, name: 'GetAccountDataSize', run: onFirst(token2022AccountDataSize) },
  22: { units: 600, name: 'InitializeImmutableOwner', run: onFirst(initializeToken2022ImmutableOwner) },
};

/** Token-2022 with transfer fees, without delegates, multisigs, hooks and confidential transfers. */
export function token2022Program(context: InvokeContext): ProgramResult {
  const parsed = parseTokenInstruction(context.instruction) ?? parseToken2022Instruction(context.instruction);
  const plain = PLAIN[context.instruction.data[0] ?? -1];
  const cost = parsed === null ? plain : KINDS[parsed.kind];
  if (cost === undefined) return tokenFailure(context, 'invalidInstruction');
  context.log(`Instruction: ${cost.name}`);
  if (!context.consume(cost.units)) return 'ComputationalBudgetExceeded';
  return parsed === null ? (plain?.run(context) ?? null) : runParsed(context, parsed);
}

function runParsed(context: InvokeContext, parsed: TokenInstruction | Token2022Instruction): ProgramResult {
  switch (parsed.kind) {
    case 'initialize-account':
      return initializeToken2022Account(context, parsed.account, parsed.mint, parsed.owner);
    case 'close-account':
      return closeToken2022Account(context, parsed.account, parsed.destination, parsed.owner);
    case 'sync-native':
      return tokenFailure(context, 'nonNativeNotSupported');
    case 'transfer':
      return transferToken2022(context, { ...parsed, checked: null, expectedFee: null });
    case 'transfer-checked':
    case 'transfer-checked-with-fee': {
      const checked = { mint: parsed.mint, decimals: parsed.decimals };
      const expectedFee = parsed.kind === 'transfer-checked-with-fee' ? parsed.feeUnits : null;
      return transferToken2022(context, { ...parsed, checked, expectedFee });
    }
    case 'initialize-transfer-fee-config':
      return initializeTransferFeeConfig(context, parsed);
    case 'initialize-metadata-pointer':
      return initializeMetadataPointer(context, parsed);
    default:
      return assertNever(parsed, 'token instruction');
  }
}
