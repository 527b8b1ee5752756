import type { Address, Blockhash } from '../../shared/units.ts';
import { decodeAddress, decodeBlockhash } from './base58.ts';
import { encodeCompactU16 } from './compact-u16.ts';
import type { AccountRole, Instruction } from './instruction.ts';

export type MessageVersion = 'legacy' | 0;

export type MessageRequest = {
  readonly payer: Address;
  readonly instructions: readonly Instruction[];
  readonly recentBlockhash: Blockhash;
  readonly version: MessageVersion;
};

/** A message with where its parts stand, so that a template can be patched instead of compiled again. */
export type MessageLayout = {
  readonly message: Uint8Array;
  readonly accountKeys: readonly Address[];
  readonly requiredSignatures: number;
  /** Key i is the 32 bytes at `accountKeysOffset + 32·i`. */
  readonly accountKeysOffset: number;
  readonly blockhashOffset: number;
  /** Where each instruction's data begin, in the order given. */
  readonly instructionDataOffsets: readonly number[];
};

const MAX_KEYS = 256;
const V0_PREFIX = 0x80;

type MutableRole = {
  signer: boolean;
  writable: boolean;
};

/** Each account once, with the union of its roles, in the order of first mention. */
function mergeRoles(mentions: Iterable<AccountRole>): Map<Address, MutableRole> {
  const roles = new Map<Address, MutableRole>();
  for (const { address, signer, writable } of mentions) {
    const role = roles.get(address);
    if (role === undefined) roles.set(address, { signer, writable });
    else {
      role.signer ||= signer;
      role.writable ||= writable;
    }
  }
  return roles;
}

function* mentionsOf(request: MessageRequest): Generator<AccountRole> {
  const plain = { signer: false, writable: false };
  yield { address: request.payer, signer: true, writable: true };
  if (request.version === 0) {
    for (const { programId, accounts } of request.instructions) {
      yield { address: programId, ...plain };
      yield* accounts;
    }
    return;
  }
  for (const { accounts } of request.instructions) yield* accounts;
  for (const { programId } of request.instructions) yield { address: programId, ...plain };
}

// web3.js sorts the accounts of a legacy message by locale, and leaves those of a v0 message as they were mentioned.
const legacyOrder = new Intl.Collator('en', {
  localeMatcher: 'best fit',
  usage: 'sort',
  sensitivity: 'variant',
  ignorePunctuation: false,
  numeric: false,
  caseFirst: 'lower',
});

/** Writable signers, read-only signers, writable others, read-only others: the order the message header counts in. */
const rank = (role: MutableRole): number => (role.signer ? 0 : 2) + (role.writable ? 0 : 1);

function orderAccounts(request: MessageRequest): readonly (readonly [Address, MutableRole])[] {
  const accounts = [...mergeRoles(mentionsOf(request))];
  if (accounts.length > MAX_KEYS) throw new RangeError(`more than ${MAX_KEYS} accounts in a message`);
  // Array sorting is stable, so that equal ranks of a v0 message keep their order.
  return accounts.toSorted(([a, roleA], [b, roleB]) => {
    if (a === request.payer || b === request.payer) return a === request.payer ? -1 : 1;
    const byRank = rank(roleA) - rank(roleB);
    return byRank !== 0 || request.version === 0 ? byRank : legacyOrder.compare(a, b);
  });
}

/** Compiles without lookup tables, byte for byte as web3.js does (`Transaction` and `compileToV0Message`). */
export function layOutMessage(request: MessageRequest): MessageLayout {
  const accounts = orderAccounts(request);
  const accountKeys = accounts.map(([address]) => address);
  const indexOf = new Map(accountKeys.map((address, index) => [address, index] as const));
  const index = (address: Address): number => {
    const found = indexOf.get(address);
    if (found === undefined) throw new Error('an instruction names an account outside the message');
    return found;
  };
  const count = (signer: boolean, readonlyOnly: boolean): number =>
    accounts.filter(([, role]) => role.signer === signer && !(readonlyOnly && role.writable)).length;
  const requiredSignatures = count(true, false);

  const parts: Uint8Array[] = [];
  let length = 0;
  const push = (part: Uint8Array): number => {
    parts.push(part);
    length += part.length;
    return length - part.length;
  };
  if (request.version === 0) push(Uint8Array.of(V0_PREFIX));
  push(Uint8Array.of(requiredSignatures, count(true, true), count(false, true)));
  push(encodeCompactU16(accountKeys.length));
  const accountKeysOffset = length;
  for (const address of accountKeys) push(decodeAddress(address));
  const blockhashOffset = push(decodeBlockhash(request.recentBlockhash));
  push(encodeCompactU16(request.instructions.length));
  const instructionDataOffsets = request.instructions.map(({ programId, accounts: roles, data }) => {
    push(Uint8Array.of(index(programId)));
    push(encodeCompactU16(roles.length));
    push(Uint8Array.from(roles, ({ address }) => index(address)));
    push(encodeCompactU16(data.length));
    return push(data);
  });
  if (request.version === 0) push(encodeCompactU16(0));

  const message = new Uint8Array(Buffer.concat(parts, length));
  return {
    message,
    accountKeys,
    requiredSignatures,
    accountKeysOffset,
    blockhashOffset,
    instructionDataOffsets,
  };
}
