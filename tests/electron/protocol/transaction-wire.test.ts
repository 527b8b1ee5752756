import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeAddress, encodeBlockhash } from '../../../electron/protocol/base58.ts';
import type { Instruction } from '../../../electron/protocol/instruction.ts';
import { layOutMessage, type MessageRequest } from '../../../electron/protocol/message-compile.ts';
import {
  accountRoles,
  compileMessage,
  decodeMessage,
  decodeTransaction,
  encodeTransaction,
  MAX_TRANSACTION_BYTES,
  resolveInstructions,
} from '../../../electron/protocol/transaction-wire.ts';

const key = (seed: number) => encodeAddress(new Uint8Array(32).fill(seed + 1));
const instruction: fc.Arbitrary<Instruction> = fc.record({
  programId: fc.integer({ min: 100, max: 103 }).map(key),
  accounts: fc.array(
    fc.record({ address: fc.nat(8).map(key), signer: fc.boolean(), writable: fc.boolean() }),
    { maxLength: 6 },
  ),
  data: fc.uint8Array({ maxLength: 40 }),
});
const request: fc.Arbitrary<MessageRequest> = fc.record({
  payer: fc.nat(8).map(key),
  instructions: fc.array(instruction, { maxLength: 4 }),
  recentBlockhash: fc.uint8Array({ minLength: 32, maxLength: 32 }).map(encodeBlockhash),
  version: fc.constantFrom('legacy' as const, 0 as const),
});

const signatures = (message: Uint8Array): Uint8Array[] => {
  const required = decodeMessage(message)?.header.requiredSignatures ?? 0;
  return Array.from({ length: required }, (_, index) => new Uint8Array(64).fill(index + 1));
};

describe('transaction wire format', () => {
  it('decodes what it compiled: payer first, every instruction, every role', () => {
    fc.assert(
      fc.property(request, (wanted) => {
        const message = compileMessage(wanted);
        const bytes = encodeTransaction(signatures(message), message);
        const decoded = decodeTransaction(bytes);
        if (decoded === null) throw new Error('not decoded');
        expect(decoded.message).toEqual(message);
        expect(decoded.signatures).toEqual(signatures(message));
        expect(decoded.version).toBe(wanted.version);
        expect(decoded.recentBlockhash).toBe(wanted.recentBlockhash);
        expect(decoded.accountKeys[0]).toBe(wanted.payer);
        expect(resolveInstructions(decoded)).toEqual(
          wanted.instructions.map(({ programId, accounts, data }) => ({
            programId,
            accounts: accounts.map((each) => each.address),
            data,
          })),
        );
        const roles = new Map(accountRoles(decoded).map((role) => [role.address, role]));
        const mentioned = wanted.instructions.flatMap((each) => each.accounts);
        for (const { address } of mentioned) {
          const mentions = mentioned.filter((each) => each.address === address);
          const payer = address === wanted.payer;
          expect(roles.get(address)).toEqual({
            address,
            signer: payer || mentions.some((each) => each.signer),
            writable: payer || mentions.some((each) => each.writable),
          });
        }
      }),
    );
  });

  it('says where the parts of a message stand', () => {
    fc.assert(
      fc.property(request, (wanted) => {
        const layout = layOutMessage(wanted);
        const { message } = layout;
        const at = (offset: number, length: number): Uint8Array => message.subarray(offset, offset + length);
        expect(encodeBlockhash(at(layout.blockhashOffset, 32))).toBe(wanted.recentBlockhash);
        layout.accountKeys.forEach((address, index) => {
          expect(encodeAddress(at(layout.accountKeysOffset + 32 * index, 32))).toBe(address);
        });
        wanted.instructions.forEach(({ data }, index) => {
          expect(at(layout.instructionDataOffsets[index] ?? -1, data.length)).toEqual(data);
        });
        expect(layout.requiredSignatures).toBe(decodeMessage(message)?.header.requiredSignatures);
      }),
    );
  });

  it('never throws on garbage, and takes no truncated or extended transaction', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(() => [decodeTransaction(bytes), decodeMessage(bytes)]).not.toThrow();
      }),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(request, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (wanted, share) => {
        const message = compileMessage(wanted);
        const bytes = encodeTransaction(signatures(message), message);
        expect(decodeTransaction(bytes.subarray(0, Math.floor(bytes.length * share)))).toBeNull();
        expect(decodeTransaction(Uint8Array.from([...bytes, 0]))).toBeNull();
      }),
    );
  });

  it('never throws on a transaction with bytes changed, and what it then takes can be resolved', () => {
    const change = fc.tuple(fc.nat(600), fc.integer({ min: 0, max: 255 }));
    fc.assert(
      fc.property(request, fc.array(change, { minLength: 1, maxLength: 3 }), (wanted, changes) => {
        const message = compileMessage(wanted);
        const bytes = encodeTransaction(signatures(message), message);
        for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
        const decoded = decodeTransaction(bytes);
        if (decoded !== null && decoded.lookupTables.length === 0) {
          expect(resolveInstructions(decoded)).not.toBeNull();
        }
      }),
      { numRuns: 500 },
    );
  });

  it('copies what it reads, so that a reused network buffer cannot change it later', () => {
    const bytes = Buffer.from(encodeTransaction([new Uint8Array(64).fill(1)], simple));
    const decoded = decodeTransaction(bytes);
    const before = structuredClone(decoded);
    bytes.fill(0);
    expect(decoded).toEqual(before);
    expect(decoded?.instructions[0]?.data).not.toBeInstanceOf(Buffer);
  });

  const simple = compileMessage({
    payer: key(0),
    instructions: [
      {
        programId: key(100),
        accounts: [{ address: key(1), signer: false, writable: true }],
        data: Uint8Array.of(1),
      },
    ],
    recentBlockhash: encodeBlockhash(new Uint8Array(32).fill(9)),
    version: 'legacy',
  });
  const changed = (at: number, value: number): Uint8Array =>
    simple.map((byte, index) => (index === at ? value : byte));
  // Header 3 bytes, key count 1, three keys, blockhash, instruction count 1, then program index, account count, index.
  const programIndexAt = 4 + 3 * 32 + 32 + 1;

  it('refuses what the runtime’s sanitising refuses', () => {
    expect(decodeMessage(simple)).not.toBeNull();
    expect(decodeMessage(changed(0, 0)), 'no signer').toBeNull();
    expect(decodeMessage(changed(1, 1)), 'a read-only payer').toBeNull();
    expect(decodeMessage(changed(2, 3)), 'a header beyond the keys').toBeNull();
    expect(decodeMessage(changed(programIndexAt, 0)), 'the payer as a program').toBeNull();
    expect(decodeMessage(changed(programIndexAt, 3)), 'a program beyond the keys').toBeNull();
    expect(decodeMessage(changed(programIndexAt + 2, 3)), 'an account beyond the keys').toBeNull();
    expect(decodeMessage(Uint8Array.from([0x81, ...simple, 0])), 'version 1').toBeNull();
    expect(decodeMessage(Uint8Array.from([0x80, ...simple, 0])), 'the same as version 0').not.toBeNull();
  });

  it('refuses a number of signatures that the header does not name', () => {
    const one = new Uint8Array(64);
    expect(decodeTransaction(encodeTransaction([one], simple))).not.toBeNull();
    expect(decodeTransaction(encodeTransaction([one, one], simple))).toBeNull();
    expect(decodeTransaction(encodeTransaction([], simple))).toBeNull();
  });

  it('neither makes nor takes more than a packet holds', () => {
    const large = new Uint8Array(MAX_TRANSACTION_BYTES);
    expect(() => encodeTransaction([new Uint8Array(64)], large)).toThrow(/1297 bytes/);
    expect(decodeTransaction(new Uint8Array(MAX_TRANSACTION_BYTES + 1))).toBeNull();
    expect(() => encodeTransaction([new Uint8Array(63)], simple)).toThrow(/64 bytes/);
  });

  it('refuses to compile more accounts than an index can name', () => {
    const accounts = Array.from({ length: 257 }, (_, index) => ({
      address: encodeAddress(
        Uint8Array.from({ length: 32 }, (_each, at) =>
          at === 0 ? index & 0xff : at === 1 ? (index >> 8) + 1 : 7,
        ),
      ),
      signer: false,
      writable: false,
    }));
    expect(() =>
      compileMessage({
        payer: key(0),
        instructions: [{ programId: key(100), accounts, data: new Uint8Array(0) }],
        recentBlockhash: encodeBlockhash(new Uint8Array(32)),
        version: 0,
      }),
    ).toThrow(RangeError);
  });

  it('reads the lookup tables of a v0 message and lets its instructions name loaded keys', () => {
    const withTable = Uint8Array.from([
      0x80,
      ...changed(programIndexAt + 2, 3),
      1,
      ...new Uint8Array(32).fill(5),
      1,
      4,
      1,
      6,
    ]);
    const decoded = decodeMessage(withTable);
    expect(decoded?.lookupTables).toEqual([{ table: key(4), writableIndexes: [4], readonlyIndexes: [6] }]);
    const ofNothing = Uint8Array.from([0x80, ...simple, 1, ...new Uint8Array(32).fill(5), 0, 0]);
    expect(decodeMessage(ofNothing)).toBeNull();
    if (decoded === null) throw new Error('not decoded');
    expect(resolveInstructions(decoded)).toBeNull();
    const loaded = { writable: [key(50)], readonly: [key(51)] };
    expect(resolveInstructions(decoded, loaded)?.[0]?.accounts).toEqual([key(50)]);
    expect(accountRoles(decoded, loaded).slice(-2)).toEqual([
      { address: key(50), signer: false, writable: true },
      { address: key(51), signer: false, writable: false },
    ]);
  });
});
