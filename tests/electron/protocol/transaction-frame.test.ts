import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeBase58, encodeBlockhash } from '../../../electron/protocol/base58.ts';
import { encodeAddress } from '../../../electron/protocol/base58.ts';
import { AMM_V4_PROGRAM, SYSTEM_PROGRAM, TOKEN_PROGRAM } from '../../../electron/protocol/programs.ts';
import { systemTransferInstruction } from '../../../electron/protocol/system-instructions.ts';
import { signingKeyFromSeed } from '../../../electron/protocol/ed25519.ts';
import {
  readTransactionAnswer,
  readTransactionNotification,
} from '../../../electron/protocol/transaction-frame.ts';
import { compileMessage, encodeTransaction } from '../../../electron/protocol/transaction-wire.ts';
import { lamports } from '../../../shared/units.ts';
import { heliusFrames, NEEDS, NO_FIXTURES, readFrame } from './chain-fixtures.ts';

const signer = signingKeyFromSeed(new Uint8Array(32).fill(4));
const message = compileMessage({
  payer: signer.publicKey,
  instructions: [
    systemTransferInstruction({ from: signer.publicKey, to: TOKEN_PROGRAM, lamports: lamports(5n) }),
  ],
  recentBlockhash: encodeBlockhash(new Uint8Array(32).fill(2)),
  version: 'legacy',
});
const signatureBytes = signer.sign(message);
const wire = Buffer.from(encodeTransaction([signatureBytes], message)).toString('base64');

/** A small transaction as Helius sends it; `change` may break it. */
function frame(
  change: (parts: {
    meta: Record<string, unknown>;
    outer: Record<string, unknown>;
    result: Record<string, unknown>;
  }) => void = () => {},
): unknown {
  const meta: Record<string, unknown> = {
    err: null,
    fee: 5000,
    preBalances: [100, 200, 1],
    postBalances: [95, 205, 1],
    innerInstructions: null,
    logMessages: ['Program log: hello'],
    preTokenBalances: [],
    postTokenBalances: [],
  };
  const outer: Record<string, unknown> = { transaction: [wire, 'base64'], meta, version: 'legacy' };
  const result: Record<string, unknown> = {
    transaction: outer,
    signature: encodeBase58(signatureBytes),
    slot: 77,
  };
  change({ meta, outer, result });
  return { jsonrpc: '2.0', method: 'transactionNotification', params: { subscription: 1, result } };
}

const codeOf = (change: Parameters<typeof frame>[0]): unknown => {
  const read = readTransactionNotification(frame(change));
  return read.ok ? 'ok' : `${read.error.code} ${read.error.field}`;
};

describe('readTransactionNotification', () => {
  it('reads a base64 frame', () => {
    expect(readTransactionNotification(frame())).toEqual({
      ok: true,
      value: {
        signature: encodeBase58(signatureBytes),
        slot: 77,
        err: null,
        feeLamports: 5_000n,
        computeUnits: null,
        accountKeys: [
          { address: signer.publicKey, signer: true, writable: true },
          { address: TOKEN_PROGRAM, signer: false, writable: true },
          { address: SYSTEM_PROGRAM, signer: false, writable: false },
        ],
        instructions: [
          {
            programId: SYSTEM_PROGRAM,
            accounts: [signer.publicKey, TOKEN_PROGRAM],
            data: Uint8Array.of(2, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0),
            inner: false,
            opaque: false,
          },
        ],
        logMessages: ['Program log: hello'],
        preBalances: [100n, 200n, 1n],
        postBalances: [95n, 205n, 1n],
        preTokenBalances: [],
        postTokenBalances: [],
      },
    });
  });

  it('keeps the error of a failed transaction', () => {
    const read = readTransactionNotification(
      frame(({ meta }) => (meta['err'] = { InstructionError: [0, { Custom: 30 }] })),
    );
    expect(read.ok && read.value.err).toEqual({ InstructionError: [0, { Custom: 30 }] });
  });

  it('names the field at fault with a closed code', () => {
    expect(codeOf(({ result }) => (result['slot'] = -1))).toBe('malformed-meta slot');
    expect(codeOf(({ result }) => (result['slot'] = '77'))).toBe('malformed-meta slot');
    expect(codeOf(({ outer }) => (outer['version'] = 1))).toBe('unsupported-version version');
    expect(codeOf(({ outer }) => (outer['meta'] = null))).toBe('malformed-meta meta');
    expect(codeOf(({ outer }) => (outer['transaction'] = 'x'))).toBe('not-a-transaction transaction');
    expect(codeOf(({ outer }) => (outer['transaction'] = [wire, 'base58']))).toBe(
      'malformed-bytes transaction',
    );
    expect(codeOf(({ outer }) => (outer['transaction'] = [wire.slice(4), 'base64']))).toBe(
      'malformed-bytes transaction',
    );
    expect(codeOf(({ outer }) => (outer['transaction'] = [`${wire}*`, 'base64']))).toBe(
      'malformed-bytes transaction',
    );
    expect(codeOf(({ outer }) => (outer['transaction'] = {}))).toBe('malformed-signature signatures');
    expect(codeOf(({ meta }) => delete meta['err'])).toBe('malformed-meta meta.err');
    expect(codeOf(({ meta }) => (meta['fee'] = 0.5))).toBe('malformed-meta meta.fee');
    expect(codeOf(({ meta }) => (meta['preBalances'] = [1, 2]))).toBe('malformed-meta meta.preBalances');
    expect(codeOf(({ meta }) => (meta['logMessages'] = [1]))).toBe('malformed-meta meta.logMessages');
    expect(codeOf(({ meta }) => (meta['innerInstructions'] = [{ index: 1, instructions: [] }]))).toBe(
      'malformed-instructions meta.innerInstructions.index',
    );
    const token = { accountIndex: 1, mint: TOKEN_PROGRAM, uiTokenAmount: { amount: '5', decimals: 6 } };
    const tokens = (change: object) =>
      codeOf(({ meta }) => (meta['postTokenBalances'] = [{ ...token, ...change }]));
    expect(tokens({})).toBe('ok');
    expect(tokens({ accountIndex: 3 })).toBe('malformed-meta meta.postTokenBalances.accountIndex');
    expect(tokens({ mint: 'x' })).toBe('malformed-meta meta.postTokenBalances.mint');
    expect(tokens({ owner: 5 })).toBe('malformed-meta meta.postTokenBalances.owner');
    expect(tokens({ uiTokenAmount: { amount: '-5', decimals: 6 } })).toBe(
      'malformed-meta meta.postTokenBalances.uiTokenAmount.amount',
    );
    expect(tokens({ uiTokenAmount: { amount: '5', decimals: '6' } })).toBe(
      'malformed-meta meta.postTokenBalances.uiTokenAmount.decimals',
    );
  });

  it('does not take acknowledgements, other notifications and non-objects for transactions', () => {
    for (const other of [
      { jsonrpc: '2.0', result: 5, id: 1 },
      { method: 'slotNotification', params: {} },
      null,
      'x',
      5,
      [],
      undefined,
    ]) {
      const read = readTransactionNotification(other);
      expect(read.ok ? null : read.error.code).toBe('not-a-transaction');
    }
  });

  it('refuses a v0 message whose tables are not, or not fully, resolved', () => {
    const withTable = Uint8Array.from([0x80, ...message, 1, ...new Uint8Array(32).fill(5), 1, 0, 0]);
    const transaction = [
      Buffer.from(encodeTransaction([signatureBytes], withTable)).toString('base64'),
      'base64',
    ];
    const resolvedBy = (loadedAddresses: unknown) =>
      codeOf(({ outer, meta }) => {
        outer['transaction'] = transaction;
        outer['version'] = 0;
        meta['preBalances'] = meta['postBalances'] = [1, 2, 3, 4];
        if (loadedAddresses !== undefined) meta['loadedAddresses'] = loadedAddresses;
      });
    expect(resolvedBy({ writable: [AMM_V4_PROGRAM], readonly: [] })).toBe('ok');
    expect(resolvedBy(undefined)).toBe('lookup-tables-left-out meta.loadedAddresses');
    expect(resolvedBy({ writable: [], readonly: [AMM_V4_PROGRAM] })).toBe(
      'lookup-tables-unresolved meta.loadedAddresses.writable',
    );
    expect(resolvedBy({ writable: ['x'], readonly: [] })).toBe(
      'lookup-tables-unresolved meta.loadedAddresses.writable',
    );
  });

  it('says which places of which tables a frame left out, and reads it with what they held', () => {
    const withTable = Uint8Array.from([0x80, ...message, 1, ...new Uint8Array(32).fill(5), 1, 7, 1, 9]);
    const bytes = encodeTransaction([signatureBytes], withTable);
    const given = frame(({ outer, meta }) => {
      outer['transaction'] = [Buffer.from(bytes).toString('base64'), 'base64'];
      outer['version'] = 0;
      meta['preBalances'] = meta['postBalances'] = [1, 2, 3, 4, 5];
    });
    const table = encodeAddress(new Uint8Array(32).fill(5));
    expect(readTransactionNotification(given)).toEqual({
      ok: false,
      error: {
        code: 'lookup-tables-left-out',
        field: 'meta.loadedAddresses',
        tables: [{ table, writableIndexes: [7], readonlyIndexes: [9] }],
      },
    });
    const loaded = { writable: [AMM_V4_PROGRAM], readonly: [TOKEN_PROGRAM] };
    const read = readTransactionNotification(given, loaded);
    expect(read.ok && read.value.accountKeys.slice(-2)).toEqual([
      { address: AMM_V4_PROGRAM, signer: false, writable: true },
      { address: TOKEN_PROGRAM, signer: false, writable: false },
    ]);
  });

  it('does not decode very long instruction data, and says so', () => {
    const long = { programIdIndex: 2, accounts: [1], data: '2'.repeat(5_000) };
    const read = readTransactionNotification(
      frame(({ meta }) => (meta['innerInstructions'] = [{ index: 0, instructions: [long] }])),
    );
    expect(read.ok && read.value.instructions[1]).toEqual({
      programId: SYSTEM_PROGRAM,
      accounts: [TOKEN_PROGRAM],
      data: new Uint8Array(0),
      inner: true,
      opaque: true,
    });
  });

  it('never throws, whatever JSON it is given, also deep inside', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3 }), (value) => {
        expect(() => [readTransactionNotification(value), readTransactionAnswer(value)]).not.toThrow();
      }),
    );
    const parts = [
      'err',
      'fee',
      'preBalances',
      'postBalances',
      'innerInstructions',
      'logMessages',
      'postTokenBalances',
      'loadedAddresses',
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...parts, 'transaction', 'version', 'slot'),
        fc.jsonValue({ maxDepth: 4 }),
        (name, value) => {
          const broken = frame(({ meta, outer, result }) => {
            (name === 'slot' ? result : parts.includes(name) ? meta : outer)[name] = value;
          });
          expect(() => readTransactionNotification(broken)).not.toThrow();
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('readTransactionAnswer', () => {
  it('tells a transaction that the node does not have from a malformed one', () => {
    expect(readTransactionAnswer(null)).toEqual({ ok: false, error: { code: 'not-found', field: 'result' } });
    expect(readTransactionAnswer({})).toEqual({
      ok: false,
      error: { code: 'not-a-transaction', field: 'transaction' },
    });
  });
});

describe('recorded frames', () => {
  it.skipIf(NO_FIXTURES)(`are all read, with the values that stand in the files${NEEDS}`, () => {
    const names = heliusFrames('amm-v4-');
    expect(names.length).toBe(14);
    for (const name of names) {
      const raw = readFrame(name);
      const { signature, slot, transaction } = raw.params.result;
      const read = readTransactionNotification(raw);
      if (!read.ok) throw new Error(`${name}: ${read.error.code} ${read.error.field}`);
      const { value } = read;
      const { meta } = transaction;
      expect(value.signature).toBe(signature);
      expect(value.slot).toBe(slot);
      expect(value.err).toBeNull();
      expect(value.feeLamports).toBe(BigInt(meta.fee));
      expect(value.accountKeys).toEqual(
        transaction.transaction.message.accountKeys.map((key) => ({
          address: key.pubkey,
          signer: key.signer,
          writable: key.writable,
        })),
      );
      expect(value.preBalances).toEqual(meta.preBalances.map(BigInt));
      expect(value.postBalances).toEqual(meta.postBalances.map(BigInt));
      expect(value.logMessages).toEqual(meta.logMessages);
      const flattened = transaction.transaction.message.instructions.flatMap((outer, index) => [
        outer,
        ...meta.innerInstructions
          .filter((group) => group.index === index)
          .flatMap((group) => group.instructions),
      ]);
      expect(value.instructions.map((each) => each.programId)).toEqual(
        flattened.map((each) => each.programId),
      );
      value.instructions.forEach((each, index) => {
        const expected = flattened[index];
        expect(each.opaque).toBe(expected?.data === undefined);
        if (!each.opaque) expect(encodeBase58(each.data)).toBe(expected?.data);
        expect(each.accounts).toEqual(expected?.accounts ?? []);
      });
      expect(
        value.postTokenBalances.map((each) => [each.accountIndex, each.mint, each.amount, each.decimals]),
      ).toEqual(
        meta.postTokenBalances.map((each) => [
          each.accountIndex,
          each.mint,
          BigInt(each.uiTokenAmount.amount),
          each.uiTokenAmount.decimals,
        ]),
      );
    }
  });
});
