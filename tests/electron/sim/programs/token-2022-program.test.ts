import { describe, expect, it } from 'vitest';
import { bps, lamports, tokenUnits } from '../../../../shared/units.ts';
import { TOKEN_2022_PROGRAM } from '../../../../electron/protocol/programs.ts';
import { createAccountInstruction } from '../../../../electron/protocol/system-instructions.ts';
import {
  extensionName,
  joinExtensions,
  readExtensions,
} from '../../../../electron/protocol/token-2022-extensions.ts';
import { initializeTransferFeeConfigInstruction } from '../../../../electron/protocol/token-2022-instructions.ts';
import { decodeToken2022Mint } from '../../../../electron/protocol/token-2022-mint.ts';
import {
  readTransferFeeConfig,
  withheldExtension,
} from '../../../../electron/protocol/token-2022-transfer-fee.ts';
import { encodeTokenAccount, plainTokenAccount } from '../../../../electron/protocol/token-account.ts';
import { tokenTransferInstruction } from '../../../../electron/protocol/token-instructions.ts';
import { rentExemptMinimum } from '../../../../electron/sim/ledger/ledger-account.ts';
import {
  burnInstruction,
  initializeMint2Instruction,
} from '../../../../electron/sim/programs/token-minting.ts';
import { isEmpty, ProgramBench, unsigned } from './program-bench.ts';
import {
  payer,
  other,
  mint,
  MAXIMUM,
  fee,
  ataOf,
  openAta,
  createMint,
  FEE_MINT_BYTES,
  initFee,
  feeBench,
  checked,
  withFee,
  close,
  withheldIn,
} from './token-2022-bench.ts';

describe('a Token-2022 mint with a transfer fee on the embedded chain', () => {
  it('is made by its instructions, with the fee from this epoch on', () => {
    const bench = feeBench();
    const state = decodeToken2022Mint(bench.get(mint).data);
    expect(state).toMatchObject({
      decimals: 6,
      supply: 1_000_000n,
      mintAuthority: payer,
      freezeAuthority: null,
    });
    const config = readTransferFeeConfig(state?.extensions ?? []);
    expect(config).toEqual({
      configAuthority: payer,
      withdrawAuthority: null,
      withheld: 0n,
      older: { ...fee, epoch: 5n },
      newer: { ...fee, epoch: 5n },
    });
  });

  it('has associated accounts of 182 bytes, with an immutable owner and room for what is withheld', () => {
    const bench = feeBench();
    const account = bench.get(ataOf(payer));
    expect(account.owner).toBe(TOKEN_2022_PROGRAM);
    expect(account.data).toHaveLength(182);
    expect(account.lamports).toBe(rentExemptMinimum(182));
    expect(readExtensions(account.data, 'account')?.map(({ type }) => extensionName(type))).toEqual([
      'ImmutableOwner',
      'TransferFeeAmount',
    ]);
    const again = bench.must(openAta(payer));
    expect(again.called).toEqual([]);
    expect(bench.held(ataOf(payer))).toBe(1_000_000n);
  });

  it('keeps the fee of a checked transfer at the receiver, rounded up and at most the maximum', () => {
    const bench = feeBench();
    bench.must(checked(10_001n));
    expect(bench.held(ataOf(payer))).toBe(989_999n);
    expect(bench.held(ataOf(other))).toBe(10_001n - 101n);
    expect(withheldIn(bench, other)).toBe(101n);
    bench.must(withFee(900_000n, MAXIMUM));
    expect(bench.held(ataOf(other))).toBe(9_900n + 900_000n - MAXIMUM);
    expect(withheldIn(bench, other)).toBe(101n + MAXIMUM);
    expect(withheldIn(bench, payer)).toBe(0n);
  });

  it('refuses what the program refuses, by its numbers', () => {
    const bench = feeBench();
    const plain = tokenTransferInstruction(
      { source: ataOf(payer), destination: ataOf(other), owner: payer, amount: tokenUnits(5n) },
      TOKEN_2022_PROGRAM,
    );
    expect(bench.run(checked(1_000_001n)).result).toEqual({ Custom: 1 });
    expect(bench.run(checked(1n, 5)).result).toEqual({ Custom: 18 });
    expect(bench.run(plain).result).toEqual({ Custom: 31 });
    const mismatch = bench.run(withFee(10_001n, 100n));
    expect(mismatch.result).toEqual({ Custom: 32 });
    expect(mismatch.logs).toContain('Program log: Calculated fee 101, received 100');
    expect(bench.run(unsigned(checked(1n), payer)).result).toBe('MissingRequiredSignature');
    expect(bench.run(close(payer)).result).toEqual({ Custom: 11 });
    bench.must(checked(1_000_000n));
    bench.must(close(payer));
    expect(isEmpty(bench.get(ataOf(payer)))).toBe(true);
    bench.must(burnInstruction(ataOf(other), mint, other, 995_000n, TOKEN_2022_PROGRAM));
    expect(bench.run(close(other)).result).toEqual({ Custom: 35 });
    expect(decodeToken2022Mint(bench.get(mint).data)?.supply).toBe(5_000n);
  });

  it('never lets a balance or what is withheld grow past a u64', () => {
    const bench = feeBench();
    const full = plainTokenAccount({ mint, owner: other, amount: tokenUnits(2n ** 64n - 100n) });
    const withheld = (units: bigint) => [withheldExtension(tokenUnits(units))];
    bench.put(
      ataOf(other),
      TOKEN_2022_PROGRAM,
      joinExtensions(encodeTokenAccount(full), 'account', withheld(0n)),
    );
    expect(bench.run(checked(200n)).result).toEqual({ Custom: 14 });
    expect(bench.run(checked(100n)).result).toBeNull();
    const kept = { ...full, amount: tokenUnits(0n) };
    bench.put(
      ataOf(other),
      TOKEN_2022_PROGRAM,
      joinExtensions(encodeTokenAccount(kept), 'account', withheld(2n ** 64n - 1n)),
    );
    expect(bench.run(checked(100n)).result).toEqual({ Custom: 14 });
  });

  it('is not made of another size, twice, or with a fee above the whole', () => {
    const fresh = () => {
      const bench = new ProgramBench();
      bench.wallet(payer);
      return bench;
    };
    expect(fresh().run(...createMint(FEE_MINT_BYTES)).result).toBe('InvalidAccountData');
    expect(fresh().run(...createMint(FEE_MINT_BYTES + 4, initFee)).result).toBe('InvalidAccountData');
    expect(fresh().run(...createMint(82, initFee)).result).toBe('InvalidAccountData');
    expect(fresh().run(...createMint(FEE_MINT_BYTES, initFee, initFee)).result).toEqual({ Custom: 22 });
    const above = initializeTransferFeeConfigInstruction({
      mint,
      configAuthority: null,
      withdrawAuthority: null,
      fee: { bps: bps(10_001), maximumUnits: tokenUnits(1n) },
    });
    expect(fresh().run(...createMint(FEE_MINT_BYTES, above)).result).toEqual({ Custom: 30 });
    const bench = feeBench();
    expect(bench.run(initFee).result).toEqual({ Custom: 6 });
    expect(bench.run(initializeMint2Instruction(mint, 6, payer, TOKEN_2022_PROGRAM)).result).toEqual({
      Custom: 6,
    });
    const poor = fresh();
    const [create, ...rest] = createMint(82);
    if (create === undefined) throw new Error('no instruction');
    const less = createAccountInstruction({
      from: payer,
      newAccount: mint,
      lamports: lamports(1_000_000n),
      space: 82n,
      owner: TOKEN_2022_PROGRAM,
    });
    expect(poor.run(less, ...rest).result).toEqual({ Custom: 0 });
  });
});
