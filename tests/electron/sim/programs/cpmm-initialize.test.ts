import { describe, expect, it } from 'vitest';
import { bps, tokenUnits, WSOL_MINT } from '../../../../shared/units.ts';
import {
  cpmmInitializeInstruction,
  parseCpmmInitializeInstruction,
} from '../../../../electron/protocol/cpmm-initialize-instruction.ts';
import { deriveCpmmKeys } from '../../../../electron/protocol/cpmm-keys.ts';
import { decodeCpmmObservationAccount } from '../../../../electron/protocol/cpmm-observation-account.ts';
import { decodeMintAccount } from '../../../../electron/protocol/mint-account.ts';
import { associatedTokenAddress } from '../../../../electron/protocol/pda.ts';
import {
  ASSOCIATED_TOKEN_PROGRAM,
  CPMM_AUTHORITY,
  CPMM_CREATE_FEE_ACCOUNT,
  CPMM_PROGRAM,
  SYSTEM_PROGRAM,
  TOKEN_2022_PROGRAM,
  TOKEN_PROGRAM,
} from '../../../../electron/protocol/programs.ts';
import { encodeToken2022Mint } from '../../../../electron/protocol/token-2022-mint.ts';
import { metadataPointerExtension } from '../../../../electron/protocol/token-2022-metadata.ts';
import { token2022LedgerAccount } from '../../../../electron/sim/programs/token-2022-ledger.ts';
import { decodeCpmmCreations } from '../../../../electron/protocol/cpmm-creation.ts';
import { decodeCpmmPoolAccount } from '../../../../electron/protocol/cpmm-pool-account.ts';
import { encodeTokenAccount, plainTokenAccount } from '../../../../electron/protocol/token-account.ts';
import { joinExtensions } from '../../../../electron/protocol/token-2022-extensions.ts';
import { withheldExtension } from '../../../../electron/protocol/token-2022-transfer-fee.ts';
import { CPMM_GENESIS_CONFIG_ADDRESS } from '../../../../electron/sim/programs/cpmm-genesis.ts';
import { NEEDS, NO_FIXTURES } from '../../protocol/chain-fixtures.ts';
import { recordedCreation, recordedInstructions } from '../../protocol/cpmm-recorded.ts';
import { CpmmBench, creator, tokenMint, type CpmmSetUp } from './cpmm-bench.ts';
import { key, replaced, unsigned } from './program-bench.ts';

const onePercent = { bps: bps(100), maximumUnits: tokenUnits(2n ** 64n - 1n) };

const NAMES = new Map<string, string>([
  [SYSTEM_PROGRAM, 'system'],
  [TOKEN_PROGRAM, 'token'],
  [ASSOCIATED_TOKEN_PROGRAM, 'ata'],
]);

describe('creating a CPMM pool on the embedded chain', () => {
  it('leaves the pool, its vaults and its LP tokens as the real program was seen to leave them', () => {
    const bench = new CpmmBench();
    const ran = bench.must(bench.initialize());
    expect(ran.logs).toContain(
      'Program log: liquidity:4000000000000, lock_lp_amount:100, vault_0_amount:80000000000,vault_1_amount:200000000000000',
    );
    expect(ran.logs[1]).toBe('Program log: Instruction: Initialize');
    const { pool, keys } = bench;
    expect(pool).toEqual({
      ...keys,
      creator,
      pool: undefined,
      authorityBump: 253,
      status: 0,
      lpMintDecimals: 9,
      decimals0: 9,
      decimals1: 6,
      lpSupply: 4_000_000_000_000n,
      protocolFees0: 0n,
      protocolFees1: 0n,
      fundFees0: 0n,
      fundFees1: 0n,
      openTimeUnixS: bench.clock.unixS + 1n,
      recentEpoch: 5n,
      creatorFeeOn: 0,
      creatorFeeEnabled: 0,
      creatorFees0: 0n,
      creatorFees1: 0n,
    });
    expect(bench.reserves).toEqual({ base: 80_000_000_000n, quote: 200_000_000_000_000n });
    expect(bench.held(bench.init.payerLp)).toBe(4_000_000_000_000n - 100n);
    expect(decodeMintAccount(bench.get(keys.lpMint).data)).toMatchObject({
      supply: 4_000_000_000_000n - 100n,
      decimals: 9,
      mintAuthority: CPMM_AUTHORITY,
      freezeAuthority: null,
    });
    expect(bench.held(CPMM_CREATE_FEE_ACCOUNT)).toBe(150_000_000n);
    expect(decodeCpmmObservationAccount(bench.get(keys.observation).data)).toMatchObject({
      pool: keys.pool,
      initialized: false,
    });
    expect(bench.get(keys.pool).data).toHaveLength(637);
    expect(ran.units).toBeGreaterThan(90_000);
    expect(ran.units).toBeLessThan(125_000);
  });

  it('calls the programs that the real one calls, in its order', () => {
    const bench = new CpmmBench();
    const ran = bench.must(bench.initialize());
    expect(ran.called.map((each) => NAMES.get(each) ?? each)).toEqual(
      (
        'system token ata token system token token system ' +
        'system token system token system token token token system token'
      ).split(' '),
    );
  });

  it('keeps what a transfer fee leaves of the deposit, in a vault with room for what is withheld', () => {
    const bench = new CpmmBench({ transferFee: onePercent });
    const ran = bench.must(bench.initialize());
    expect(ran.logs).toContain(
      'Program log: liquidity:3979949748426, lock_lp_amount:100, vault_0_amount:80000000000,vault_1_amount:198000000000000',
    );
    expect(bench.reserves.quote).toBe(198_000_000_000_000n);
    expect(bench.get(bench.keys.vault1).data).toHaveLength(178);
    expect(bench.pool.tokenProgram1).toBe(TOKEN_2022_PROGRAM);
  });

  it('opens when it was asked to, or in the next second where that is not later than now', () => {
    const at = (openTimeUnixS: bigint): bigint => {
      const bench = new CpmmBench({ openTimeUnixS });
      bench.must(bench.initialize());
      return bench.pool.openTimeUnixS - bench.clock.unixS;
    };
    const now = new CpmmBench().clock.unixS;
    expect([at(0n), at(now - 1n), at(now), at(now + 1n), at(now + 60n)]).toEqual([1n, 1n, 1n, 1n, 60n]);
  });

  it('with a permission collects a creator fee on the side asked for, and not without the permission', () => {
    const bench = new CpmmBench({ creatorFeeOn: 2 });
    bench.must(bench.initialize());
    expect(bench.pool).toMatchObject({ creatorFeeOn: 2, creatorFeeEnabled: 1 });
    expect(bench.terms.creatorFee).toEqual({ ratePpm: 500n, on: 'quote' });
    const without = new CpmmBench({ creatorFeeOn: 1 });
    if (without.init.permission === null) throw new Error('no permission asked for');
    without.accounts.delete(without.init.permission.account);
    expect(without.run(without.initialize()).result).toEqual({ Custom: 3012 });
  });

  it('can be at a key of its own, which must sign', () => {
    const bench = new CpmmBench();
    const keys = deriveCpmmKeys({ ...bench.keys, pool: key(77) });
    const payerLp = associatedTokenAddress(creator, keys.lpMint, TOKEN_PROGRAM);
    const at = (poolSigns: boolean) => cpmmInitializeInstruction({ ...bench.init, keys, payerLp, poolSigns });
    expect(bench.run(at(false)).result).toEqual({ Custom: 2501 });
    bench.must(at(true));
    expect(bench.get(key(77)).owner).toBe(CPMM_PROGRAM);
  });

  it('is refused by the numbers of the program and of Anchor', () => {
    const resultOf = (setUp: CpmmSetUp, change = (built: ReturnType<CpmmBench['initialize']>) => built) => {
      const bench = new CpmmBench(setUp);
      return bench.run(change(bench.initialize())).result;
    };
    expect(resultOf({ config: { disableCreatePool: true } })).toEqual({ Custom: 6000 });
    expect(resultOf({ amount0: 0n })).toEqual({ Custom: 6002 });
    expect(resultOf({ amount0: 99n, amount1: 99n })).toEqual({ Custom: 6009 });
    expect(resultOf({ amount1: 10n ** 19n + 1n })).toEqual({ Custom: 1 });
    expect(resultOf({}, (built) => unsigned(built, creator))).toEqual({ Custom: 3010 });
    expect(resultOf({}, (built) => replaced(built, 1, WSOL_MINT))).toEqual({ Custom: 3007 });
    expect(resultOf({}, (built) => replaced(built, 2, creator))).toEqual({ Custom: 2006 });
    expect(resultOf({}, (built) => replaced(replaced(built, 4, tokenMint), 5, WSOL_MINT))).toEqual({
      Custom: 2003,
    });
    expect(resultOf({}, (built) => replaced(built, 7, built.accounts[8]?.address ?? creator))).toEqual({
      Custom: 2014,
    });
    expect(resultOf({}, (built) => replaced(built, 7, key(23)))).toEqual({ Custom: 2015 });
    expect(resultOf({}, (built) => replaced(built, 12, key(21)))).toEqual({ Custom: 2012 });
    expect(resultOf({}, (built) => replaced(built, 16, TOKEN_2022_PROGRAM))).toEqual({ Custom: 2022 });
    for (const index of [6, 10, 11, 13])
      expect(resultOf({}, (built) => replaced(built, index, key(99)))).toEqual({ Custom: 2006 });
    const twice = new CpmmBench();
    twice.must(twice.initialize());
    expect(twice.run(twice.initialize()).result).not.toBeNull();
    expect(resultOf({}, (built) => ({ ...built, accounts: built.accounts.slice(0, 19) }))).toEqual({
      Custom: 3005,
    });
    expect(resultOf({}, (built) => ({ ...built, data: built.data.subarray(0, 31) }))).toEqual({
      Custom: 102,
    });
    expect(resultOf({}, (built) => ({ ...built, data: new Uint8Array(32) }))).toEqual({ Custom: 101 });
  });

  it('takes no mint with an extension that the program does not support', () => {
    const bench = new CpmmBench({ transferFee: onePercent });
    const extended = (type: number) =>
      token2022LedgerAccount(
        encodeToken2022Mint({
          mintAuthority: null,
          supply: tokenUnits(1n),
          decimals: 6,
          freezeAuthority: null,
          extensions: [metadataPointerExtension(null, tokenMint), { type, data: new Uint8Array(64) }],
        }),
      );
    bench.accounts.set(tokenMint, extended(12));
    const ran = bench.run(bench.initialize());
    expect(ran.result).toEqual({ Custom: 6007 });
    expect(ran.logs).toContain(
      'Program log: AnchorError occurred. Error Code: NotSupportMint. Error Number: 6007. Error Message: Not support token_2022 mint extension.',
    );
    // A group pointer takes nothing from a holder, and is not supported all the same.
    bench.accounts.set(tokenMint, extended(20));
    expect(bench.run(bench.initialize()).result).toEqual({ Custom: 6007 });
  });
});

describe('a creation that the real program ran', () => {
  /** Which programs were called how deep, and what CPMM itself said. */
  const course = (logs: readonly string[]): readonly string[] =>
    logs.filter(
      (line) => / invoke \[\d\]$/.test(line) || /^Program log: (Instruction: Init\w+e$|liquidity)/.test(line),
    );

  it.skipIf(NO_FIXTURES).each(['cpmm-initialize', 'cpmm-initialize-token2022-fee'] as const)(
    `goes the same way on the embedded chain: %s${NEEDS}`,
    (name) => {
      const { logs, instructions } = recordedInstructions(name);
      const [created] = decodeCpmmCreations(recordedCreation(name));
      const init = instructions.map((each) =>
        parseCpmmInitializeInstruction({ ...each, accounts: each.accounts.map(({ address }) => address) }),
      );
      const payer = init.find((each) => each !== null);
      if (created === undefined || payer == null) throw new Error('no creation');
      const { keys } = created;
      const bench = new CpmmBench({ transferFee: name === 'cpmm-initialize' ? null : onePercent });
      const moved = [
        [keys.config, CPMM_GENESIS_CONFIG_ADDRESS],
        [keys.mint1, tokenMint],
      ] as const;
      for (const [to, from] of moved) bench.accounts.set(to, bench.get(from));
      bench.wallet(created.creator);
      bench.token(payer.payerToken0, keys.mint0, created.creator, created.amount0);
      const token = plainTokenAccount({ mint: keys.mint1, owner: created.creator, amount: created.amount1 });
      const extensions = name === 'cpmm-initialize' ? [] : [withheldExtension(tokenUnits(0n))];
      const data = joinExtensions(encodeTokenAccount(token), 'account', extensions);
      bench.put(payer.payerToken1, keys.tokenProgram1, data);

      const ran = bench.must(...instructions);
      expect(course(ran.logs)).toEqual(course(logs));
      expect(bench.held(keys.vault0)).toBe(created.reserve0);
      expect(bench.held(keys.vault1)).toBe(created.reserve1);
      expect(bench.held(payer.payerToken0)).toBe(0n);
      expect(decodeCpmmPoolAccount(bench.get(keys.pool).data)).toMatchObject({
        mint0: keys.mint0,
        mint1: keys.mint1,
        lpMint: keys.lpMint,
        openTimeUnixS: bench.clock.unixS + 1n,
      });
    },
  );
});
