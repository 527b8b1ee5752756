import { describe, expect, it } from 'vitest';
import { cpmmInitializeInstruction } from '../../../electron/protocol/cpmm-initialize-instruction.ts';
import { deriveCpmmKeys } from '../../../electron/protocol/cpmm-keys.ts';
import { cpmmSwapBaseInputInstruction } from '../../../electron/protocol/cpmm-swap-instruction.ts';
import { describeAccount } from '../../../electron/protocol/describe-account.ts';
import { describeTransaction } from '../../../electron/protocol/describe-transaction.ts';
import type { ChainTransaction } from '../../../electron/protocol/chain-transaction.ts';
import { encodeLaunchLabEvent } from '../../../electron/protocol/launchlab-event.ts';
import { encodeLaunchLabGlobalConfigAccount } from '../../../electron/protocol/launchlab-global-config-account.ts';
import { launchLabInitializeV2Instruction } from '../../../electron/protocol/launchlab-initialize-instruction.ts';
import { encodeLaunchLabPlatformConfigAccount } from '../../../electron/protocol/launchlab-platform-config-account.ts';
import { encodeLaunchLabPoolAccount } from '../../../electron/protocol/launchlab-pool-account.ts';
import { launchLabBuyExactInInstruction } from '../../../electron/protocol/launchlab-swap-instruction.ts';
import {
  CLMM_PROGRAM,
  LAUNCHLAB_PROGRAM,
  TOKEN_2022_PROGRAM,
  TOKEN_PROGRAM,
} from '../../../electron/protocol/programs.ts';
import { tokenUnits, WSOL_MINT } from '../../../shared/units.ts';
import {
  BASE_MINT,
  CREATE_EVENT,
  key,
  LAUNCH,
  LAUNCH_KEYS,
  POOL_ACCOUNT,
  resolved,
  TRADE_EVENT,
  transactionOf,
  written,
} from './launchlab-samples.ts';
import { GLOBAL_CONFIG, PLATFORM_CONFIG, SWAP } from './launchlab-swap-samples.ts';

const CPMM_KEYS = deriveCpmmKeys({
  config: key(30),
  mint0: WSOL_MINT,
  mint1: BASE_MINT,
  tokenProgram0: TOKEN_PROGRAM,
  tokenProgram1: TOKEN_PROGRAM,
});

const cpmmInitialize = (tokenProgram1 = TOKEN_PROGRAM) =>
  cpmmInitializeInstruction({
    keys: { ...CPMM_KEYS, tokenProgram1 },
    payer: key(2),
    creator: key(2),
    payerToken0: key(3),
    payerToken1: key(4),
    payerLp: key(5),
    amount0: tokenUnits(80n),
    amount1: tokenUnits(90n),
    openTimeUnixS: 77n,
    permission: null,
    poolSigns: false,
  });

const only = (transaction: ChainTransaction) => {
  const { records, problems } = describeTransaction(transaction);
  expect(problems).toEqual([]);
  expect(records).toHaveLength(1);
  return records[0];
};

const launch = resolved(
  launchLabInitializeV2Instruction({
    keys: LAUNCH_KEYS,
    payer: LAUNCH_KEYS.creator,
    metadata: key(40),
    launch: LAUNCH,
    ammCreatorFeeOn: 1,
  }),
);
const buy = resolved(launchLabBuyExactInInstruction(SWAP));
const reservesAfterTrade = {
  baseReserve: `${TRADE_EVENT.virtualBase - TRADE_EVENT.realBaseAfter}`,
  quoteReserve: `${TRADE_EVENT.virtualQuote + TRADE_EVENT.realQuoteAfter}`,
};
const onCurve = { program: 'launchlab', pool: LAUNCH_KEYS.pool, baseMint: BASE_MINT, quoteMint: WSOL_MINT };

describe('the description of a LaunchLab transaction', () => {
  it('has a launch, and its reserves where a trade follows it', () => {
    const alone = { logMessages: written(LAUNCHLAB_PROGRAM, encodeLaunchLabEvent(CREATE_EVENT)) };
    expect(only(transactionOf([launch], alone))).toEqual({
      ...onCurve,
      kind: 'creation',
      baseReserve: null,
      quoteReserve: null,
      openTime: null,
      signature: 'signature',
    });
    const lines = [encodeLaunchLabEvent(CREATE_EVENT), encodeLaunchLabEvent(TRADE_EVENT)];
    const { records } = describeTransaction(
      transactionOf([launch, buy], { logMessages: written(LAUNCHLAB_PROGRAM, ...lines) }),
    );
    expect(records).toMatchObject([
      { ...onCurve, kind: 'creation', ...reservesAfterTrade },
      { ...onCurve, kind: 'swap', ...reservesAfterTrade },
    ]);
  });

  it('has no reserves of a swap where the log does not tell whose are whose', () => {
    const logMessages = written(LAUNCHLAB_PROGRAM, encodeLaunchLabEvent(TRADE_EVENT));
    const { records } = describeTransaction(transactionOf([buy, buy], { logMessages }));
    expect(records).toMatchObject([
      { kind: 'swap', baseReserve: null },
      { kind: 'swap', baseReserve: null },
    ]);
  });

  it('has a migration beside the creation of the pool that goes on', () => {
    const accounts = Array.from({ length: 28 }, (_, index) => key(100 + index));
    accounts.splice(1, 2, BASE_MINT, WSOL_MINT);
    accounts.splice(17, 1, LAUNCH_KEYS.pool);
    const data = Buffer.from('885cc8671cda908c', 'hex');
    const migrate = { programId: LAUNCHLAB_PROGRAM, accounts, data, inner: false, opaque: false };
    const { records, problems } = describeTransaction(
      transactionOf([migrate, resolved(cpmmInitialize(), true)]),
    );
    expect(problems).toEqual([]);
    expect(records).toMatchObject([
      { program: 'cpmm', kind: 'creation', pool: CPMM_KEYS.pool },
      { ...onCurve, kind: 'migration', baseReserve: null },
    ]);
  });
});

describe('the description of a CPMM or CLMM transaction', () => {
  it('has a creation’s deposit and opening, and its fault as a problem', () => {
    expect(only(transactionOf([resolved(cpmmInitialize())]))).toEqual({
      program: 'cpmm',
      kind: 'creation',
      pool: CPMM_KEYS.pool,
      baseMint: WSOL_MINT,
      quoteMint: BASE_MINT,
      baseReserve: '80',
      quoteReserve: '90',
      openTime: '77',
      signature: 'signature',
    });
    const unclear = transactionOf([resolved(cpmmInitialize(TOKEN_2022_PROGRAM))]);
    expect(describeTransaction(unclear)).toEqual({
      records: [],
      problems: [`pool ${CPMM_KEYS.pool}: reserves-unknown`],
    });
  });

  it('has a swap’s mints in the order of the pool, whichever goes in', () => {
    const side = (mint: typeof WSOL_MINT, vault: typeof WSOL_MINT) => ({
      mint,
      vault,
      tokenProgram: TOKEN_PROGRAM,
    });
    const swap = cpmmSwapBaseInputInstruction({
      pool: CPMM_KEYS,
      user: { owner: key(2), source: key(3), destination: key(4) },
      input: side(BASE_MINT, CPMM_KEYS.vault1),
      output: side(WSOL_MINT, CPMM_KEYS.vault0),
      amounts: { amountIn: tokenUnits(5n), minimumOut: tokenUnits(1n) },
    });
    expect(only(transactionOf([resolved(swap)]))).toMatchObject({
      program: 'cpmm',
      kind: 'swap',
      pool: CPMM_KEYS.pool,
      baseMint: WSOL_MINT,
      quoteMint: BASE_MINT,
      baseReserve: null,
    });
  });

  it('has a CLMM pool’s creation', () => {
    const accounts = Array.from({ length: 13 }, (_, index) => key(50 + index));
    const data = Buffer.concat([Buffer.from('e992d18ecf6840bc', 'hex'), Buffer.alloc(24)]);
    const create = { programId: CLMM_PROGRAM, accounts, data, inner: false, opaque: false };
    expect(only(transactionOf([create]))).toMatchObject({
      program: 'clmm',
      kind: 'creation',
      pool: accounts[2],
      baseMint: accounts[3],
      quoteMint: accounts[4],
    });
  });

  it('is of the transaction alone where it failed or did nothing here', () => {
    const nothing = { program: null, kind: 'transaction', signature: 'signature', pool: null };
    expect(only(transactionOf([]))).toMatchObject(nothing);
    expect(only(transactionOf([resolved(cpmmInitialize()), buy], { err: 'AccountInUse' }))).toMatchObject(
      nothing,
    );
  });
});

describe('the description of a LaunchLab account', () => {
  const account = (data: Uint8Array) => ({ address: key(9), owner: LAUNCHLAB_PROGRAM, data });

  it('has a pool’s reserves, which it says itself', () => {
    expect(describeAccount(account(encodeLaunchLabPoolAccount(POOL_ACCOUNT)))).toMatchObject({
      program: 'launchlab',
      kind: 'pool-account',
      pool: key(9),
      baseMint: POOL_ACCOUNT.baseMint,
      quoteMint: WSOL_MINT,
      baseReserve: `${POOL_ACCOUNT.virtualBase - POOL_ACCOUNT.realBase}`,
      quoteReserve: `${POOL_ACCOUNT.virtualQuote + POOL_ACCOUNT.realQuote}`,
    });
  });

  it('has either config’s kind', () => {
    const config = { program: 'launchlab', kind: 'config-account', pool: null };
    expect(describeAccount(account(encodeLaunchLabGlobalConfigAccount(GLOBAL_CONFIG)))).toMatchObject(config);
    expect(describeAccount(account(encodeLaunchLabPlatformConfigAccount(PLATFORM_CONFIG)))).toMatchObject(
      config,
    );
  });
});
