import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ammV4SwapV1Instruction,
  ammV4SwapV1WithoutMarket,
  ammV4SwapV2Instruction,
  parseAmmV4SwapInstruction,
  type AmmV4SwapAmounts,
} from '../../../electron/protocol/amm-v4-swap-instruction.ts';
import {
  createAssociatedTokenIdempotentInstruction,
  createAssociatedTokenInstruction,
  parseAssociatedTokenInstruction,
} from '../../../electron/protocol/associated-token-instructions.ts';
import { encodeAddress } from '../../../electron/protocol/base58.ts';
import {
  parseComputeBudgetInstruction,
  setComputeUnitLimitInstruction,
  setComputeUnitPriceInstruction,
} from '../../../electron/protocol/compute-budget-instructions.ts';
import type { Instruction, ResolvedInstruction } from '../../../electron/protocol/instruction.ts';
import {
  COMPUTE_BUDGET_PROGRAM,
  SYSTEM_PROGRAM,
  TOKEN_2022_PROGRAM,
  TOKEN_PROGRAM,
} from '../../../electron/protocol/programs.ts';
import {
  createAccountInstruction,
  createAccountWithSeedInstruction,
  parseSystemInstruction,
  systemTransferInstruction,
} from '../../../electron/protocol/system-instructions.ts';
import {
  closeAccountInstruction,
  initializeAccount3Instruction,
  parseTokenInstruction,
  syncNativeInstruction,
  tokenTransferCheckedInstruction,
  tokenTransferInstruction,
} from '../../../electron/protocol/token-instructions.ts';
import { lamports, tokenUnits } from '../../../shared/units.ts';

const resolved = (built: Instruction): ResolvedInstruction => ({
  ...built,
  accounts: built.accounts.map(({ address }) => address),
});
const key = (seed: number) => encodeAddress(new Uint8Array(32).fill(seed));
const a = key(1);
const b = key(2);
const c = key(3);
const d = key(4);
const e = key(5);
const f = key(6);
const u64 = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });

describe('instruction parsers read what the builders wrote', () => {
  it('for the compute budget', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), u64, (units, microLamports) => {
        expect(parseComputeBudgetInstruction(resolved(setComputeUnitLimitInstruction(units)))).toEqual({
          kind: 'set-compute-unit-limit',
          units,
        });
        expect(
          parseComputeBudgetInstruction(resolved(setComputeUnitPriceInstruction(microLamports))),
        ).toEqual({
          kind: 'set-compute-unit-price',
          microLamports,
        });
      }),
    );
    const raw = (...data: number[]) =>
      parseComputeBudgetInstruction({
        programId: COMPUTE_BUDGET_PROGRAM,
        accounts: [],
        data: Uint8Array.from(data),
      });
    expect(raw(1, 0, 128, 0, 0)).toEqual({ kind: 'request-heap-frame', bytes: 32_768 });
    expect(raw(4, 0, 128, 0, 0)).toEqual({ kind: 'set-loaded-accounts-data-size-limit', bytes: 32_768 });
    expect(raw(2, 0, 128, 0)).toBeNull();
    expect(raw()).toBeNull();
    expect(raw(9, 0, 0, 0, 0)).toBeNull();
  });

  it('for the system program', () => {
    const create = {
      from: a,
      newAccount: b,
      lamports: lamports(2_039_280n),
      space: 165n,
      owner: TOKEN_PROGRAM,
    };
    const transfer = { from: a, to: b, lamports: lamports(7n) };
    expect(parseSystemInstruction(resolved(systemTransferInstruction(transfer)))).toEqual({
      kind: 'transfer',
      ...transfer,
    });
    expect(parseSystemInstruction(resolved(createAccountInstruction(create)))).toEqual({
      kind: 'create-account',
      ...create,
    });
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 8 }).filter((seed) => Buffer.byteLength(seed) <= 32),
        fc.boolean(),
        (seed, own) => {
          const withSeed = { ...create, base: own ? a : c, seed };
          const built = createAccountWithSeedInstruction(withSeed);
          expect(built.accounts.length).toBe(own ? 2 : 3);
          expect(parseSystemInstruction(resolved(built))).toEqual({
            kind: 'create-account-with-seed',
            ...withSeed,
          });
        },
      ),
    );
    expect(() => createAccountWithSeedInstruction({ ...create, base: a, seed: 'x'.repeat(33) })).toThrow(
      RangeError,
    );
    expect(() => systemTransferInstruction({ ...transfer, lamports: lamports(-1n) })).toThrow(RangeError);
  });

  it('for the token program', () => {
    const init = { account: a, mint: b, owner: c };
    const close = { account: a, destination: b, owner: c };
    const transfer = { source: a, destination: b, owner: c, amount: tokenUnits(2n ** 64n - 1n) };
    const checked = { ...transfer, mint: d, decimals: 9 };
    expect(parseTokenInstruction(resolved(initializeAccount3Instruction(init)))).toEqual({
      kind: 'initialize-account',
      ...init,
    });
    expect(parseTokenInstruction(resolved(closeAccountInstruction(close)))).toEqual({
      kind: 'close-account',
      ...close,
    });
    expect(parseTokenInstruction(resolved(syncNativeInstruction({ account: a })))).toEqual({
      kind: 'sync-native',
      account: a,
    });
    expect(parseTokenInstruction(resolved(tokenTransferInstruction(transfer)))).toEqual({
      kind: 'transfer',
      ...transfer,
    });
    const built = resolved(tokenTransferCheckedInstruction(checked, TOKEN_2022_PROGRAM));
    expect(built.programId).toBe(TOKEN_2022_PROGRAM);
    expect(parseTokenInstruction(built)).toEqual({ kind: 'transfer-checked', ...checked });
    // The first form carries the owner among its accounts.
    expect(
      parseTokenInstruction({ programId: TOKEN_PROGRAM, accounts: [a, b, c, d], data: Uint8Array.of(1) }),
    ).toEqual({
      kind: 'initialize-account',
      ...init,
    });
  });

  it('for associated token accounts', () => {
    const create = { payer: a, account: b, owner: c, mint: d, tokenProgram: TOKEN_PROGRAM };
    expect(parseAssociatedTokenInstruction(resolved(createAssociatedTokenInstruction(create)))).toEqual({
      kind: 'create',
      ...create,
    });
    const idempotent = resolved(createAssociatedTokenIdempotentInstruction(create));
    expect(parseAssociatedTokenInstruction(idempotent)).toEqual({ kind: 'create-idempotent', ...create });
    expect(parseAssociatedTokenInstruction({ ...idempotent, data: Uint8Array.of(0) })?.kind).toBe('create');
    expect(parseAssociatedTokenInstruction({ ...idempotent, data: Uint8Array.of(2) })).toBeNull();
    expect(parseAssociatedTokenInstruction({ ...idempotent, accounts: [a, b, c, d] })).toBeNull();
  });

  const pool = { pool: a, authority: b, coinVault: c, pcVault: d };
  const user = { source: e, destination: f, owner: key(7) };
  const amounts: fc.Arbitrary<AmmV4SwapAmounts> = fc.oneof(
    fc.record({
      fixed: fc.constant('in' as const),
      amountIn: u64.map(tokenUnits),
      minimumOut: u64.map(tokenUnits),
    }),
    fc.record({
      fixed: fc.constant('out' as const),
      maximumIn: u64.map(tokenUnits),
      amountOut: u64.map(tokenUnits),
    }),
  );
  const market = {
    openOrders: key(20),
    targetOrders: key(21),
    marketProgram: key(22),
    market: key(23),
    bids: key(24),
    asks: key(25),
    eventQueue: key(26),
    coinVault: key(27),
    pcVault: key(28),
    vaultSigner: key(29),
  };

  it('for both forms of an AMM v4 swap, with and without target orders', () => {
    fc.assert(
      fc.property(amounts, (each) => {
        const swap = { pool, user, amounts: each };
        const common = { ...swap, tokenProgram: TOKEN_PROGRAM };
        const v2 = ammV4SwapV2Instruction(swap);
        const long = ammV4SwapV1Instruction({ ...swap, market });
        const short = ammV4SwapV1Instruction({ ...swap, market: { ...market, targetOrders: null } });
        const bare = ammV4SwapV1WithoutMarket(swap);
        expect([v2, long, short, bare].map(({ accounts }) => accounts.length)).toEqual([8, 18, 17, 17]);
        expect(parseAmmV4SwapInstruction(resolved(v2))).toEqual({ form: 'v2', ...common });
        for (const v1 of [long, short, bare]) {
          expect(parseAmmV4SwapInstruction(resolved(v1))).toEqual({ form: 'v1', ...common });
        }
      }),
    );
  });

  it('and take no other program’s, shortened or otherwise tagged swap', () => {
    const built = resolved(
      ammV4SwapV2Instruction({
        pool,
        user,
        amounts: { fixed: 'in', amountIn: tokenUnits(1n), minimumOut: tokenUnits(1n) },
      }),
    );
    expect(parseAmmV4SwapInstruction({ ...built, programId: SYSTEM_PROGRAM })).toBeNull();
    expect(parseAmmV4SwapInstruction({ ...built, data: built.data.subarray(0, 16) })).toBeNull();
    expect(parseAmmV4SwapInstruction({ ...built, accounts: built.accounts.slice(1) })).toBeNull();
    for (const tag of [0, 1, 3, 9, 11, 12]) {
      const data = built.data.map((byte, index) => (index === 0 ? tag : byte));
      expect(parseAmmV4SwapInstruction({ ...built, data }), `tag ${tag}`).toBeNull();
    }
  });

  it('and never throw on any data with any number of accounts', () => {
    const programs = [SYSTEM_PROGRAM, TOKEN_PROGRAM, COMPUTE_BUDGET_PROGRAM].map((id) => fc.constant(id));
    fc.assert(
      fc.property(
        fc.oneof(...programs),
        fc.nat(20),
        fc.uint8Array({ maxLength: 60 }),
        fc.nat(20),
        (programId, first, rest, count) => {
          const any = {
            programId,
            accounts: Array.from({ length: count }, () => a),
            data: Uint8Array.from([first, 0, 0, 0, ...rest]),
          };
          expect(() => [
            parseSystemInstruction(any),
            parseTokenInstruction(any),
            parseComputeBudgetInstruction(any),
          ]).not.toThrow();
        },
      ),
      { numRuns: 300 },
    );
  });
});
