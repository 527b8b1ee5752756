import * as sdk from '@raydium-io/raydium-sdk-v2';
import type { TransactionInstruction } from '@solana/web3.js';
import { describe, expect, it } from 'vitest';
import { encodeAddress } from '../../../electron/protocol/base58.ts';
import { parseClmmCreatePoolInstruction } from '../../../electron/protocol/clmm-creation.ts';
import { cpmmInitializeInstruction } from '../../../electron/protocol/cpmm-initialize-instruction.ts';
import {
  cpmmAuthorityAddress,
  cpmmConfigAddress,
  cpmmPermissionAddress,
  deriveCpmmKeys,
  inCpmmOrder,
} from '../../../electron/protocol/cpmm-keys.ts';
import {
  CPMM_CONFIG_ACCOUNT_BYTES,
  CPMM_CONFIG_OFFSETS,
  CPMM_POOL_ACCOUNT_BYTES,
  CPMM_POOL_ADDRESS_OFFSETS,
  CPMM_POOL_U64_OFFSETS,
  CPMM_POOL_U8_OFFSETS,
} from '../../../electron/protocol/cpmm-layout.ts';
import {
  cpmmSwapBaseInputInstruction,
  cpmmSwapBaseOutputInstruction,
  parseCpmmSwapInstruction,
} from '../../../electron/protocol/cpmm-swap-instruction.ts';
import {
  CLMM_PROGRAM,
  CPMM_AUTHORITY,
  CPMM_CREATE_FEE_ACCOUNT,
  CPMM_PROGRAM,
  TOKEN_2022_PROGRAM,
  TOKEN_PROGRAM,
} from '../../../electron/protocol/programs.ts';
import { tokenUnits, WSOL_MINT, type Address } from '../../../shared/units.ts';
import { expectSame, key, publicKey, resolved } from './same-instruction.ts';

const number = (value: bigint) => sdk.parseBigNumberish(value.toString());

const ofTheirs = (theirs: TransactionInstruction) => ({
  programId: encodeAddress(theirs.programId.toBytes()),
  accounts: theirs.keys.map((each) => encodeAddress(each.pubkey.toBytes())),
  data: new Uint8Array(theirs.data),
});

const config = cpmmConfigAddress(3);
const keys = deriveCpmmKeys({
  config,
  mint0: WSOL_MINT,
  mint1: key(200),
  tokenProgram0: TOKEN_PROGRAM,
  tokenProgram1: TOKEN_2022_PROGRAM,
});

describe('CPMM keys', () => {
  it('are those of the SDK', () => {
    expect(cpmmAuthorityAddress()).toBe(CPMM_AUTHORITY);
    expect(sdk.CREATE_CPMM_POOL_AUTH.toBase58()).toBe(CPMM_AUTHORITY);
    expect(sdk.CREATE_CPMM_POOL_FEE_ACC.toBase58()).toBe(CPMM_CREATE_FEE_ACCOUNT);
    const program = publicKey(CPMM_PROGRAM);
    for (const index of [0, 3, 258])
      expect(cpmmConfigAddress(index)).toBe(sdk.getCpmmPdaAmmConfigId(program, index).publicKey.toBase58());
    const theirs = sdk.getCreatePoolKeys({
      programId: program,
      configId: publicKey(config),
      mintA: publicKey(keys.mint0),
      mintB: publicKey(keys.mint1),
    });
    expect(keys).toMatchObject({
      pool: theirs.poolId.toBase58(),
      vault0: theirs.vaultA.toBase58(),
      vault1: theirs.vaultB.toBase58(),
      lpMint: theirs.lpMint.toBase58(),
      observation: theirs.observationId.toBase58(),
    });
    expect(cpmmPermissionAddress(key(4))).toBe(
      sdk.getPdaPermissionId(program, publicKey(key(4))).publicKey.toBase58(),
    );
    expect(inCpmmOrder(keys.mint0, keys.mint1)).toBe(true);
    expect(inCpmmOrder(keys.mint1, keys.mint0)).toBe(false);
  });
});

describe('CPMM accounts', () => {
  it('have their fields where the SDK’s layouts have them', () => {
    const layout = sdk.CpmmPoolInfoLayout;
    expect(layout.span).toBe(CPMM_POOL_ACCOUNT_BYTES);
    const ours = { ...CPMM_POOL_ADDRESS_OFFSETS, ...CPMM_POOL_U8_OFFSETS, ...CPMM_POOL_U64_OFFSETS };
    const named = [
      ['config', 'configId'],
      ['creator', 'poolCreator'],
      ['vault0', 'vaultA'],
      ['vault1', 'vaultB'],
      ['lpMint', 'mintLp'],
      ['mint0', 'mintA'],
      ['mint1', 'mintB'],
      ['tokenProgram0', 'mintProgramA'],
      ['tokenProgram1', 'mintProgramB'],
      ['observation', 'observationId'],
      ['authorityBump', 'bump'],
      ['status', 'status'],
      ['lpMintDecimals', 'lpDecimals'],
      ['decimals0', 'mintDecimalA'],
      ['decimals1', 'mintDecimalB'],
      ['lpSupply', 'lpAmount'],
      ['protocolFees0', 'protocolFeesMintA'],
      ['protocolFees1', 'protocolFeesMintB'],
      ['fundFees0', 'fundFeesMintA'],
      ['fundFees1', 'fundFeesMintB'],
      ['openTimeUnixS', 'openTime'],
      ['recentEpoch', 'epoch'],
      ['creatorFeeOn', 'feeOn'],
      ['creatorFeeEnabled', 'enableCreatorFee'],
      ['creatorFees0', 'creatorFeesMintA'],
      ['creatorFees1', 'creatorFeesMintB'],
    ] as const;
    expect(named.map(([name]) => name).toSorted()).toEqual(Object.keys(ours).toSorted());
    for (const [name, theirs] of named) expect(layout.offsetOf(theirs), name).toBe(ours[name]);
    const configLayout = sdk.CpmmConfigInfoLayout;
    expect(configLayout.span).toBe(CPMM_CONFIG_ACCOUNT_BYTES);
    const namedOfConfig = [
      ['bump', 'bump'],
      ['disableCreatePool', 'disableCreatePool'],
      ['index', 'index'],
      ['tradeFeePpm', 'tradeFeeRate'],
      ['protocolFeePpm', 'protocolFeeRate'],
      ['fundFeePpm', 'fundFeeRate'],
      ['createPoolFeeLamports', 'createPoolFee'],
      ['protocolOwner', 'protocolOwner'],
      ['fundOwner', 'fundOwner'],
      ['creatorFeePpm', 'creatorFeeRate'],
    ] as const;
    expect(namedOfConfig.map(([name]) => name)).toEqual(Object.keys(CPMM_CONFIG_OFFSETS));
    for (const [name, theirs] of namedOfConfig)
      expect(configLayout.offsetOf(theirs), name).toBe(CPMM_CONFIG_OFFSETS[name]);
  });
});

describe('CPMM instructions', () => {
  const user = { owner: key(10), source: key(11), destination: key(12) };
  const input = { vault: keys.vault0, mint: keys.mint0, tokenProgram: TOKEN_PROGRAM };
  const output = { vault: keys.vault1, mint: keys.mint1, tokenProgram: TOKEN_2022_PROGRAM };
  const first = 2n ** 63n + 11n;
  const second = 987_654_321n;
  const theirAccounts = [
    publicKey(CPMM_PROGRAM),
    publicKey(user.owner),
    publicKey(CPMM_AUTHORITY),
    publicKey(config),
    publicKey(keys.pool),
    publicKey(user.source),
    publicKey(user.destination),
    publicKey(input.vault),
    publicKey(output.vault),
    publicKey(input.tokenProgram),
    publicKey(output.tokenProgram),
    publicKey(input.mint),
    publicKey(output.mint),
    publicKey(keys.observation),
  ] as const;
  const accounts = { pool: keys, user, input, output };

  it('to swap an exact amount in are those of the SDK, and are read back', () => {
    const amounts = { amountIn: tokenUnits(first), minimumOut: tokenUnits(second) };
    const built = cpmmSwapBaseInputInstruction({ ...accounts, amounts });
    expectSame(built, sdk.makeSwapCpmmBaseInInstruction(...theirAccounts, number(first), number(second)));
    expect(parseCpmmSwapInstruction(resolved(built))).toEqual({
      ...accounts,
      pool: { pool: keys.pool, config, observation: keys.observation },
      authority: CPMM_AUTHORITY,
      amounts: { fixed: 'in', ...amounts },
    });
  });

  it('to swap an exact amount out are those of the SDK, and are read back', () => {
    const amounts = { maximumIn: tokenUnits(first), amountOut: tokenUnits(second) };
    const built = cpmmSwapBaseOutputInstruction({ ...accounts, amounts });
    expectSame(built, sdk.makeSwapCpmmBaseOutInstruction(...theirAccounts, number(first), number(second)));
    expect(parseCpmmSwapInstruction(resolved(built))?.amounts).toEqual({ fixed: 'out', ...amounts });
    expect(parseCpmmSwapInstruction({ ...resolved(built), programId: CLMM_PROGRAM })).toBeNull();
    expect(parseCpmmSwapInstruction({ ...resolved(built), data: built.data.subarray(1) })).toBeNull();
    expect(parseCpmmSwapInstruction({ ...resolved(built), data: new Uint8Array(24) })).toBeNull();
    const fewer = resolved(built).accounts.slice(1);
    expect(parseCpmmSwapInstruction({ ...resolved(built), accounts: fewer })).toBeNull();
  });

  it('to create a pool are those of the SDK, in both forms', () => {
    const init = {
      keys,
      payer: key(20),
      creator: key(20),
      payerToken0: key(21),
      payerToken1: key(22),
      payerLp: key(23),
      amount0: tokenUnits(first),
      amount1: tokenUnits(second),
      openTimeUnixS: 1_800_000_001n,
      permission: null,
      poolSigns: false,
    };
    const [program, auth, configKey] = [
      publicKey(CPMM_PROGRAM),
      publicKey(CPMM_AUTHORITY),
      publicKey(config),
    ];
    const middle = [
      publicKey(keys.pool),
      publicKey(keys.mint0),
      publicKey(keys.mint1),
      publicKey(keys.lpMint),
      publicKey(init.payerToken0),
      publicKey(init.payerToken1),
      publicKey(init.payerLp),
      publicKey(keys.vault0),
      publicKey(keys.vault1),
      publicKey(CPMM_CREATE_FEE_ACCOUNT),
      publicKey(TOKEN_PROGRAM),
      publicKey(TOKEN_2022_PROGRAM),
      publicKey(keys.observation),
    ] as const;
    const amounts = [number(first), number(second), number(init.openTimeUnixS)] as const;
    const payer = publicKey(init.payer);
    const permission = cpmmPermissionAddress(init.payer);
    const plain = sdk.makeCreateCpmmPoolInInstruction(program, payer, configKey, auth, ...middle, ...amounts);
    expectSame(cpmmInitializeInstruction(init), asTheProgramAsks(plain, permission));
    const ours = cpmmInitializeInstruction({
      ...init,
      creator: key(24),
      permission: { account: permission, creatorFeeOn: 2 },
    });
    const permitted = sdk.initializeWithPermission(
      program,
      payer,
      publicKey(key(24)),
      configKey,
      auth,
      ...middle,
      publicKey(permission),
      ...amounts,
      sdk.FeeOn.OnlyTokenB,
    );
    expectSame(ours, asTheProgramAsks(permitted, permission));
  });

  /** The program writes its payer and only reads a permission; the SDK has the two the other way round. */
  function asTheProgramAsks(theirs: TransactionInstruction, permission: Address): TransactionInstruction {
    for (const [index, account] of theirs.keys.entries()) {
      if (index === 0) account.isWritable = true;
      if (account.pubkey.toBase58() === permission) account.isWritable = false;
    }
    return theirs;
  }
});

describe('CLMM creations of the SDK', () => {
  const P = (byte: number) => publicKey(key(byte));
  const program = publicKey(CLMM_PROGRAM);
  const expected = {
    pool: key(1),
    creator: key(2),
    config: key(3),
    mint0: key(4),
    mint1: key(5),
    vault0: key(6),
    vault1: key(7),
  };

  it('are read in all three forms', () => {
    const plain = sdk.ClmmInstrument.createPoolInstruction(
      program,
      P(1),
      P(2),
      P(3),
      P(8),
      P(4),
      P(6),
      P(10),
      P(5),
      P(7),
      P(11),
      P(9),
      number(5n),
      undefined,
    );
    const rest = [P(4), P(5), P(6), P(7), P(8), P(9), P(10), P(11), number(5n), 0] as const;
    const customizable = sdk.ClmmInstrument.createCustomizablePoolInstruction(
      program,
      P(1),
      P(2),
      P(3),
      ...rest,
      [],
    );
    const permissioned = sdk.ClmmInstrument.createPermissionedPoolInstruction(
      program,
      P(12),
      P(2),
      P(13),
      P(3),
      P(1),
      ...rest,
      1,
      [],
    );
    expect(parseClmmCreatePoolInstruction(ofTheirs(plain))).toEqual({ kind: 'create-pool', ...expected });
    expect(parseClmmCreatePoolInstruction(ofTheirs(customizable))).toEqual({
      kind: 'create-customizable-pool',
      ...expected,
    });
    expect(parseClmmCreatePoolInstruction(ofTheirs(permissioned))).toEqual({
      kind: 'create-permissioned-pool',
      ...expected,
    });
  });
});
