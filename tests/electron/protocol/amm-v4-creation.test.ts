import { describe, expect, it } from 'vitest';
import { decodeAmmV4Creations, readAmmV4Creations } from '../../../electron/protocol/amm-v4-creation.ts';
import {
  ammV4InitializeInstruction,
  type AmmV4Initialize,
} from '../../../electron/protocol/amm-v4-initialize-instruction.ts';
import { ammV4DerivedAddress, deriveAmmV4Keys } from '../../../electron/protocol/amm-v4-keys.ts';
import { encodeAddress, encodeSignature } from '../../../electron/protocol/base58.ts';
import type { ChainTransaction } from '../../../electron/protocol/chain-transaction.ts';
import type { Instruction } from '../../../electron/protocol/instruction.ts';
import {
  AMM_V4_AUTHORITY,
  AMM_V4_PROGRAM,
  LAUNCHLAB_PROGRAM,
  OPENBOOK_PROGRAM,
  ZERO_ADDRESS,
} from '../../../electron/protocol/programs.ts';
import { encodeRayLog } from '../../../electron/protocol/ray-log.ts';
import { readTransactionNotification } from '../../../electron/protocol/transaction-frame.ts';
import { lamports, slot, tokenUnits, WSOL_MINT, type Address } from '../../../shared/units.ts';
import { heliusFrames, NEEDS, NO_FIXTURES, readFrame } from './chain-fixtures.ts';

const key = (seed: number): Address => encodeAddress(new Uint8Array(32).fill(seed));

function initialize(market: Address, orderBook: boolean): AmmV4Initialize {
  return {
    keys: deriveAmmV4Keys({
      market,
      coinMint: WSOL_MINT,
      pcMint: key(41),
      marketProgram: orderBook ? OPENBOOK_PROGRAM : ZERO_ADDRESS,
    }),
    nonce: 254,
    openTimeUnixS: 1_734_614_149n,
    coinAmount: tokenUnits(orderBook ? 79_005_361_671n : 79_005_361_670n),
    pcAmount: tokenUnits(206_900_000_000_000n),
    creator: key(42),
  };
}

const instructionOf = (init: AmmV4Initialize): Instruction =>
  ammV4InitializeInstruction(init, {
    targetOrders: ammV4DerivedAddress(init.keys.market, 'targetOrders'),
    orderBook: init.keys.marketProgram === ZERO_ADDRESS ? null : { openOrders: key(43) },
    creatorCoin: key(44),
    creatorPc: key(45),
    creatorLp: key(46),
  });

const logOf = (init: AmmV4Initialize, change: { coinAmount?: bigint; openTimeUnixS?: bigint } = {}): string =>
  encodeRayLog({
    kind: 'init',
    openTimeUnixS: change.openTimeUnixS ?? init.openTimeUnixS,
    pcDecimals: 6,
    coinDecimals: 9,
    pcLotSize: 1n,
    coinLotSize: 1n,
    pcAmount: init.pcAmount,
    coinAmount: tokenUnits(change.coinAmount ?? init.coinAmount),
    market: init.keys.market,
  });

const inAmm = (...lines: readonly string[]): readonly string[] => [
  `Program ${AMM_V4_PROGRAM} invoke [1]`,
  ...lines,
  `Program ${AMM_V4_PROGRAM} success`,
];

function transaction(
  parts: Partial<ChainTransaction>,
  ...creations: readonly AmmV4Initialize[]
): ChainTransaction {
  return {
    signature: encodeSignature(new Uint8Array(64).fill(1)),
    slot: slot(99),
    err: null,
    feeLamports: lamports(5_000n),
    computeUnits: null,
    accountKeys: [],
    instructions: creations.map((init) => {
      const built = instructionOf(init);
      return { ...built, accounts: built.accounts.map((each) => each.address), inner: false, opaque: false };
    }),
    logMessages: creations.flatMap((init) => inAmm(logOf(init))),
    preBalances: [],
    postBalances: [],
    preTokenBalances: [],
    postTokenBalances: [],
    ...parts,
  };
}

const outcomes = (of: ChainTransaction): readonly string[] =>
  readAmmV4Creations(of).map((each) => (each.ok ? each.value.keys.pool : each.error.code));

const today = initialize(key(1), false);
const withOrderBook = initialize(key(2), true);

describe('decodeAmmV4Creations', () => {
  it.each([
    ['19', today],
    ['21', withOrderBook],
  ])('reads the form with %s accounts', (accounts, init) => {
    const of = transaction({}, init);
    expect(of.instructions[0]?.accounts.length).toBe(Number(accounts));
    expect(decodeAmmV4Creations(of)).toEqual([
      {
        keys: init.keys,
        openTimeUnixS: 1_734_614_149n,
        coinDecimals: 9,
        pcDecimals: 6,
        coinReserve: init.coinAmount,
        pcReserve: init.pcAmount,
        lpMint: init.keys.lpMint,
        creator: init.creator,
        signature: of.signature,
        slot: 99,
      },
    ]);
  });

  it('finds a pool that another program created by calling AMM v4', () => {
    const outer = {
      programId: LAUNCHLAB_PROGRAM,
      accounts: [],
      data: new Uint8Array(8),
      inner: false,
      opaque: false,
    };
    const called = transaction({}, today).instructions.map((each) => ({ ...each, inner: true }));
    const logMessages = [
      `Program ${LAUNCHLAB_PROGRAM} invoke [1]`,
      `Program ${AMM_V4_PROGRAM} invoke [2]`,
      logOf(today),
      `Program ${AMM_V4_PROGRAM} success`,
      `Program ${LAUNCHLAB_PROGRAM} success`,
    ];
    expect(outcomes(transaction({ instructions: [outer, ...called], logMessages }))).toEqual([
      today.keys.pool,
    ]);
  });

  it('tells two pools of one transaction apart by their markets, whatever the order of the logs', () => {
    const logMessages = [...inAmm(logOf(withOrderBook)), ...inAmm(logOf(today))];
    const both = decodeAmmV4Creations(transaction({ logMessages }, today, withOrderBook));
    expect(both.map((each) => [each.keys.market, each.coinReserve])).toEqual([
      [today.keys.market, today.coinAmount],
      [withOrderBook.keys.market, withOrderBook.coinAmount],
    ]);
  });

  it('finds nothing in a failed transaction', () => {
    expect(outcomes(transaction({ err: { InstructionError: [0, { Custom: 1 }] } }, today))).toEqual([]);
  });

  it('takes no log that another program wrote', () => {
    const forged = [
      `Program ${LAUNCHLAB_PROGRAM} invoke [1]`,
      logOf(today, { coinAmount: 10n ** 18n }),
      `Program ${LAUNCHLAB_PROGRAM} success`,
    ];
    const [only] = decodeAmmV4Creations(
      transaction({ logMessages: [...forged, ...inAmm(logOf(today))] }, today),
    );
    expect(only?.coinReserve).toBe(today.coinAmount);
    expect(outcomes(transaction({ logMessages: forged }, today))).toEqual(['decimals-unknown']);
  });

  it('takes more than was deposited (lamports sent to the vault beforehand), never less', () => {
    const logged = (coinAmount: bigint) =>
      readAmmV4Creations(transaction({ logMessages: inAmm(logOf(today, { coinAmount })) }, today)).map(
        (each) => (each.ok ? each.value.coinReserve : each.error.code),
      );
    expect(logged(today.coinAmount + 1n)).toEqual([today.coinAmount + 1n]);
    expect(logged(today.coinAmount - 1n)).toEqual(['log-contradicts-instruction']);
  });

  it('refuses a log with another opening time, and an empty deposit, naming the pool', () => {
    const late = transaction({ logMessages: inAmm(logOf(today, { openTimeUnixS: 5n })) }, today);
    expect(readAmmV4Creations(late)).toEqual([
      { ok: false, error: { code: 'log-contradicts-instruction', pool: today.keys.pool } },
    ]);
    expect(decodeAmmV4Creations(late)).toEqual([]);
    expect(outcomes(transaction({}, { ...today, pcAmount: tokenUnits(0n) }))).toEqual(['empty-reserve']);
  });

  it('reads the decimals off the vaults’ balances when the log was cut', () => {
    const balance = (account: Address, decimals: number) => ({
      accountIndex: 0,
      account,
      mint: WSOL_MINT,
      owner: AMM_V4_AUTHORITY,
      amount: tokenUnits(1n),
      decimals,
    });
    const cut = { logMessages: [`Program ${AMM_V4_PROGRAM} invoke [1]`, 'Log truncated'] };
    const postTokenBalances = [balance(today.keys.coinVault, 9), balance(today.keys.pcVault, 5)];
    const [only] = decodeAmmV4Creations(transaction({ ...cut, postTokenBalances }, today));
    expect(only).toMatchObject({ coinDecimals: 9, pcDecimals: 5, coinReserve: today.coinAmount });
    expect(outcomes(transaction({ ...cut, postTokenBalances: postTokenBalances.slice(1) }, today))).toEqual([
      'decimals-unknown',
    ]);
  });

  it('does not take other instructions of the program, or other numbers of accounts, for a creation', () => {
    const [creation] = transaction({}, today).instructions;
    if (creation === undefined) throw new Error('no instruction');
    const variants = [
      { ...creation, data: creation.data.map((byte, index) => (index === 0 ? 9 : byte)) },
      { ...creation, data: creation.data.subarray(0, 25) },
      { ...creation, accounts: creation.accounts.slice(1) },
      { ...creation, programId: LAUNCHLAB_PROGRAM },
    ];
    for (const instruction of variants)
      expect(outcomes(transaction({ instructions: [instruction] }))).toEqual([]);
  });
});

describe('recorded creations', () => {
  /** The numbers of the program's own log text: `initialize2: InitializeInstruction2 { nonce: 254, … }`. */
  const logged = (line: string, name: string): bigint =>
    BigInt(new RegExp(`${name}: (\\d+)`).exec(line)?.[1] ?? -1);

  it.skipIf(NO_FIXTURES)(`are all eight decoded, each field as the chain’s own data say${NEEDS}`, () => {
    const names = heliusFrames('amm-v4-initialize2-');
    expect(names.length).toBe(8);
    const wsolSides: string[] = [];
    for (const name of names) {
      const frame = readFrame(name);
      const { signature, transaction: raw, slot: rawSlot } = frame.params.result;
      const read = readTransactionNotification(frame);
      if (!read.ok) throw new Error(`${name}: ${read.error.code}`);
      const creations = decodeAmmV4Creations(read.value);
      expect(creations.length, name).toBe(1);
      const [creation] = creations;
      if (creation === undefined) throw new Error('none');
      const { keys } = creation;

      // The market's program addresses tell pool, vaults and LP mint independently of account positions.
      expect(keys).toEqual(deriveAmmV4Keys(keys));
      expect(keys.marketProgram).toBe(OPENBOOK_PROGRAM);
      expect(creation.lpMint).toBe(keys.lpMint);
      expect(creation.signature).toBe(signature);
      expect(creation.slot).toBe(rawSlot);
      expect(creation.creator).toBe(raw.transaction.message.accountKeys[0]?.pubkey);

      const text = raw.meta.logMessages.find((line) => line.startsWith('Program log: initialize2:')) ?? '';
      expect(creation.openTimeUnixS).toBe(logged(text, 'open_time'));
      expect(creation.coinReserve).toBe(logged(text, 'init_coin_amount'));
      expect(creation.pcReserve).toBe(logged(text, 'init_pc_amount'));

      // And the balances that the node reports for the vaults.
      const balanceOf = (vault: Address) =>
        raw.meta.postTokenBalances.find(
          (each) => raw.transaction.message.accountKeys[each.accountIndex]?.pubkey === vault,
        );
      expect(balanceOf(keys.coinVault)).toMatchObject({
        mint: keys.coinMint,
        uiTokenAmount: { amount: String(creation.coinReserve), decimals: creation.coinDecimals },
      });
      expect(balanceOf(keys.pcVault)).toMatchObject({
        mint: keys.pcMint,
        uiTokenAmount: { amount: String(creation.pcReserve), decimals: creation.pcDecimals },
      });
      wsolSides.push(keys.coinMint === WSOL_MINT ? 'coin' : keys.pcMint === WSOL_MINT ? 'pc' : 'none');
    }
    expect(wsolSides).toEqual([...Array<string>(7).fill('coin'), 'pc']);
  });

  it.skipIf(NO_FIXTURES)(`do not include any of the recorded swaps${NEEDS}`, () => {
    for (const name of heliusFrames('amm-v4-swap-')) {
      const read = readTransactionNotification(readFrame(name));
      expect(read.ok && readAmmV4Creations(read.value)).toEqual([]);
    }
  });
});
