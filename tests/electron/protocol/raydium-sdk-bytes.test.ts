import * as sdk from '@raydium-io/raydium-sdk-v2';
import { describe, expect, it } from 'vitest';
import { decodeAmmV4Account, encodeAmmV4Account } from '../../../electron/protocol/amm-v4-account.ts';
import {
  AMM_V4_ACCOUNT_BYTES,
  AMM_V4_ADDRESS_OFFSETS,
  AMM_V4_U128_OFFSETS,
  AMM_V4_U64_OFFSETS,
} from '../../../electron/protocol/amm-v4-account-layout.ts';
import { ammV4InitializeInstruction } from '../../../electron/protocol/amm-v4-initialize-instruction.ts';
import {
  ammV4DerivedAddress,
  deriveAmmV4Keys,
  type AmmV4Keys,
} from '../../../electron/protocol/amm-v4-keys.ts';
import {
  ammV4SwapV1Instruction,
  ammV4SwapV2Instruction,
  type AmmV4SwapAmounts,
} from '../../../electron/protocol/amm-v4-swap-instruction.ts';
import {
  AMM_V4_AUTHORITY,
  AMM_V4_CONFIG,
  AMM_V4_CREATE_FEE_ACCOUNT,
  AMM_V4_PROGRAM,
  CLMM_PROGRAM,
  CPMM_PROGRAM,
  LAUNCHLAB_PROGRAM,
  OPENBOOK_PROGRAM,
  SYSTEM_PROGRAM,
  TOKEN_PROGRAM,
  ZERO_ADDRESS,
} from '../../../electron/protocol/programs.ts';
import { tokenUnits, WSOL_MINT, type Address } from '../../../shared/units.ts';
import { expectSame, key, publicKey } from './same-instruction.ts';

// Importing the SDK costs two seconds: comparisons with it stand in as few files as there are programs.

const market = key(60);
const keys: AmmV4Keys = deriveAmmV4Keys({
  market,
  coinMint: WSOL_MINT,
  pcMint: key(61),
  marketProgram: OPENBOOK_PROGRAM,
});

describe('programs and derived keys', () => {
  it('are those of the SDK', () => {
    expect(sdk.AMM_V4.toBase58()).toBe(AMM_V4_PROGRAM);
    expect(sdk.CREATE_CPMM_POOL_PROGRAM.toBase58()).toBe(CPMM_PROGRAM);
    expect(sdk.CLMM_PROGRAM_ID.toBase58()).toBe(CLMM_PROGRAM);
    expect(sdk.LAUNCHPAD_PROGRAM.toBase58()).toBe(LAUNCHLAB_PROGRAM);
    expect(sdk.FEE_DESTINATION_ID.toBase58()).toBe(AMM_V4_CREATE_FEE_ACCOUNT);
    expect(sdk.getAssociatedConfigId({ programId: sdk.AMM_V4 }).toBase58()).toBe(AMM_V4_CONFIG);
  });

  it('of a pool follow from its market', () => {
    const theirs = sdk.getAssociatedPoolKeys({
      version: 4,
      marketVersion: 3,
      marketId: publicKey(market),
      baseMint: publicKey(keys.coinMint),
      quoteMint: publicKey(keys.pcMint),
      baseDecimals: 9,
      quoteDecimals: 6,
      programId: sdk.AMM_V4,
      marketProgramId: publicKey(OPENBOOK_PROGRAM),
    });
    expect(keys).toEqual({
      pool: theirs.id.toBase58(),
      authority: theirs.authority.toBase58(),
      coinVault: theirs.baseVault.toBase58(),
      pcVault: theirs.quoteVault.toBase58(),
      lpMint: theirs.lpMint.toBase58(),
      coinMint: theirs.baseMint.toBase58(),
      pcMint: theirs.quoteMint.toBase58(),
      market: theirs.marketId.toBase58(),
      marketProgram: theirs.marketProgramId.toBase58(),
    });
    expect(ammV4DerivedAddress(market, 'openOrders')).toBe(theirs.openOrders.toBase58());
    expect(ammV4DerivedAddress(market, 'targetOrders')).toBe(theirs.targetOrders.toBase58());
  });
});

describe('the AMM v4 pool account', () => {
  // Our name to the SDK's; what is not listed here the SDK names the same or calls padding.
  const named = [
    ['status', 'status'],
    ['nonce', 'nonce'],
    ['orderNum', 'maxOrder'],
    ['depth', 'depth'],
    ['coinDecimals', 'baseDecimal'],
    ['pcDecimals', 'quoteDecimal'],
    ['state', 'state'],
    ['resetFlag', 'resetFlag'],
    ['minSize', 'minSize'],
    ['volMaxCutRatio', 'volMaxCutRatio'],
    ['amountWave', 'amountWaveRatio'],
    ['coinLotSize', 'baseLotSize'],
    ['pcLotSize', 'quoteLotSize'],
    ['minPriceMultiplier', 'minPriceMultiplier'],
    ['maxPriceMultiplier', 'maxPriceMultiplier'],
    ['sysDecimalValue', 'systemDecimalValue'],
    ['minSeparateNumerator', 'minSeparateNumerator'],
    ['minSeparateDenominator', 'minSeparateDenominator'],
    ['tradeFeeNumerator', 'tradeFeeNumerator'],
    ['tradeFeeDenominator', 'tradeFeeDenominator'],
    ['pnlNumerator', 'pnlNumerator'],
    ['pnlDenominator', 'pnlDenominator'],
    ['swapFeeNumerator', 'swapFeeNumerator'],
    ['swapFeeDenominator', 'swapFeeDenominator'],
    ['needTakePnlCoin', 'baseNeedTakePnl'],
    ['needTakePnlPc', 'quoteNeedTakePnl'],
    ['totalPnlPc', 'quoteTotalPnl'],
    ['totalPnlCoin', 'baseTotalPnl'],
    ['openTimeUnixS', 'poolOpenTime'],
    ['orderbookToInitTime', 'orderbookToInitTime'],
    ['swapCoinInAmount', 'swapBaseInAmount'],
    ['swapPcOutAmount', 'swapQuoteOutAmount'],
    ['swapAccPcFee', 'swapBase2QuoteFee'],
    ['swapPcInAmount', 'swapQuoteInAmount'],
    ['swapCoinOutAmount', 'swapBaseOutAmount'],
    ['swapAccCoinFee', 'swapQuote2BaseFee'],
    ['coinVault', 'baseVault'],
    ['pcVault', 'quoteVault'],
    ['coinMint', 'baseMint'],
    ['pcMint', 'quoteMint'],
    ['lpMint', 'lpMint'],
    ['openOrders', 'openOrders'],
    ['market', 'marketId'],
    ['marketProgram', 'marketProgramId'],
    ['targetOrders', 'targetOrders'],
    ['ammOwner', 'owner'],
    ['lpReserve', 'lpReserve'],
  ] as const;
  const layout = sdk.liquidityStateV4Layout;

  it('has its fields where the SDK’s layout has them', () => {
    const ours = { ...AMM_V4_U64_OFFSETS, ...AMM_V4_U128_OFFSETS, ...AMM_V4_ADDRESS_OFFSETS };
    expect(AMM_V4_ACCOUNT_BYTES).toBe(layout.span);
    for (const [name, theirs] of named) {
      expect(layout.offsetOf(theirs), name).toBe(ours[name]);
    }
    // The SDK calls the last three words padding; the program's source names two of them.
    const unnamed = Object.keys(ours).filter((name) => !named.some(([known]) => known === name));
    expect(unnamed).toEqual(['clientOrderId', 'recentEpoch']);
  });

  it('is decoded to the values that the SDK decodes', () => {
    const bytes = new Uint8Array(AMM_V4_ACCOUNT_BYTES).map((_, index) => (index * 7 + 3) & 0xff);
    const ours = decodeAmmV4Account(bytes);
    const theirs = layout.decode(Buffer.from(bytes));
    if (ours === null) throw new Error('not decoded');
    for (const [name, sdkName] of named) {
      expect(String(ours[name]), name).toBe(theirs[sdkName].toString());
    }
    expect(layout.decode(Buffer.from(encodeAmmV4Account(ours))).lpReserve.eq(theirs.lpReserve)).toBe(true);
  });
});

describe('AMM v4 instructions', () => {
  const orderBook = {
    openOrders: ammV4DerivedAddress(market, 'openOrders'),
    targetOrders: ammV4DerivedAddress(market, 'targetOrders'),
    marketProgram: OPENBOOK_PROGRAM,
    market,
    bids: key(71),
    asks: key(72),
    eventQueue: key(73),
    coinVault: key(74),
    pcVault: key(75),
    vaultSigner: key(76),
  };
  const mint = (address: Address): sdk.ApiV3Token => ({
    chainId: 101,
    address,
    programId: TOKEN_PROGRAM,
    logoURI: '',
    symbol: '',
    name: '',
    decimals: 9,
    tags: [],
    extensions: {},
  });
  const poolKeys: sdk.AmmV4Keys = {
    id: keys.pool,
    programId: AMM_V4_PROGRAM,
    authority: AMM_V4_AUTHORITY,
    mintA: mint(keys.coinMint),
    mintB: mint(keys.pcMint),
    mintLp: mint(keys.lpMint),
    vault: { A: keys.coinVault, B: keys.pcVault },
    openTime: '0',
    openOrders: orderBook.openOrders,
    targetOrders: orderBook.targetOrders,
    marketProgramId: orderBook.marketProgram,
    marketId: market,
    marketAuthority: orderBook.vaultSigner,
    marketBaseVault: orderBook.coinVault,
    marketQuoteVault: orderBook.pcVault,
    marketBids: orderBook.bids,
    marketAsks: orderBook.asks,
    marketEventQueue: orderBook.eventQueue,
  };
  const user = { source: key(80), destination: key(81), owner: key(82) };
  const userKeys = {
    tokenAccountIn: publicKey(user.source),
    tokenAccountOut: publicKey(user.destination),
    owner: publicKey(user.owner),
  };
  const first = 2n ** 63n + 11n;
  const second = 987_654_321n;
  const cases: readonly (readonly ['in' | 'out', AmmV4SwapAmounts])[] = [
    ['in', { fixed: 'in', amountIn: tokenUnits(first), minimumOut: tokenUnits(second) }],
    ['out', { fixed: 'out', maximumIn: tokenUnits(first), amountOut: tokenUnits(second) }],
  ];

  it.each(cases)(
    'to swap with the %s amount fixed are those of the SDK, in both forms',
    (fixedSide, amounts) => {
      const params = {
        version: 4,
        poolKeys,
        userKeys,
        amountIn: sdk.parseBigNumberish(first.toString()),
        amountOut: sdk.parseBigNumberish(second.toString()),
        fixedSide,
      };
      expectSame(ammV4SwapV2Instruction({ pool: keys, user, amounts }), sdk.makeAMMSwapV2Instruction(params));
      expectSame(
        ammV4SwapV1Instruction({ pool: keys, user, amounts, market: orderBook }),
        sdk.makeAMMSwapInstruction(params),
      );
    },
  );

  it('to create a pool with an order book are those of the SDK', () => {
    const creator = key(90);
    const others = {
      creatorCoin: key(91),
      creatorPc: key(92),
      creatorLp: key(93),
      targetOrders: orderBook.targetOrders,
    };
    const init = {
      keys,
      nonce: 254,
      openTimeUnixS: 1_734_614_149n,
      coinAmount: tokenUnits(100_000_000_000_000n),
      pcAmount: tokenUnits(19_010_000_000n),
      creator,
    };
    const theirs = sdk.createPoolV4InstructionV2({
      programId: sdk.AMM_V4,
      ammId: publicKey(keys.pool),
      ammAuthority: publicKey(keys.authority),
      ammOpenOrders: publicKey(orderBook.openOrders),
      lpMint: publicKey(keys.lpMint),
      coinMint: publicKey(keys.coinMint),
      pcMint: publicKey(keys.pcMint),
      coinVault: publicKey(keys.coinVault),
      pcVault: publicKey(keys.pcVault),
      withdrawQueue: publicKey(SYSTEM_PROGRAM),
      ammTargetOrders: publicKey(orderBook.targetOrders),
      poolTempLp: publicKey(SYSTEM_PROGRAM),
      marketProgramId: publicKey(OPENBOOK_PROGRAM),
      marketId: publicKey(market),
      userWallet: publicKey(creator),
      userCoinVault: publicKey(others.creatorCoin),
      userPcVault: publicKey(others.creatorPc),
      userLpVault: publicKey(others.creatorLp),
      ammConfigId: publicKey(AMM_V4_CONFIG),
      feeDestinationId: publicKey(AMM_V4_CREATE_FEE_ACCOUNT),
      nonce: 254,
      openTime: sdk.parseBigNumberish('1734614149'),
      coinAmount: sdk.parseBigNumberish('100000000000000'),
      pcAmount: sdk.parseBigNumberish('19010000000'),
    });
    const withBook = ammV4InitializeInstruction(init, {
      ...others,
      orderBook: { openOrders: orderBook.openOrders },
    });
    expectSame(withBook, theirs.instruction);
    // Without an order book it is the same less the open orders and the market program.
    const bare = ammV4InitializeInstruction(
      { ...init, keys: { ...keys, marketProgram: ZERO_ADDRESS } },
      { ...others, orderBook: null },
    );
    expect(bare.accounts).toEqual(withBook.accounts.filter((_, index) => index !== 6 && index !== 15));
    expect(bare.data).toEqual(withBook.data);
  });
});
