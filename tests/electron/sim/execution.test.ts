import { describe, expect, it } from 'vitest';
import { lamports, tokenUnits, WSOL_MINT } from '../../../shared/units.ts';
import { quoteExactIn, quoteExactOut } from '../../../electron/core/swap/amm-v4-quote.ts';
import { decodeAmmV4Account } from '../../../electron/protocol/amm-v4-account.ts';
import { ammV4SwapV1WithoutMarket } from '../../../electron/protocol/amm-v4-swap-instruction.ts';
import {
  setComputeUnitLimitInstruction,
  setComputeUnitPriceInstruction,
} from '../../../electron/protocol/compute-budget-instructions.ts';
import { systemTransferInstruction } from '../../../electron/protocol/system-instructions.ts';
import {
  closeAccountInstruction,
  tokenTransferInstruction,
} from '../../../electron/protocol/token-instructions.ts';
import {
  ataOf,
  buy,
  exactIn,
  fundedKey,
  held,
  key,
  land,
  openAta,
  signed,
  SOL,
  swap,
  withMarket,
  wrap,
} from './market-fixture.ts';

const RENT_OF_TOKEN_ACCOUNT = 2_039_280n;

describe('a swap on the embedded chain', () => {
  it.each(['base', 'quote'] as const)(
    'pays out to the unit what the formula says, WSOL on the %s side',
    (moneySide) =>
      withMarket({}, (market) => {
        const pool = market.createPool({ moneySide });
        market.advanceSlots(1);
        const wallet = fundedKey(market);
        const reserves =
          moneySide === 'base' ? [pool.coinAmount, pool.pcAmount] : [pool.pcAmount, pool.coinAmount];
        const quote = quoteExactIn({
          reserveIn: tokenUnits(reserves[0] ?? 0n),
          reserveOut: tokenUnits(reserves[1] ?? 0n),
          amountIn: tokenUnits(1_234_567_891n),
        });
        const record = market.landed(
          land(market, wallet, buy(pool, wallet.publicKey, 1_234_567_891n, quote?.out)),
        );
        expect(record?.meta.error).toBeNull();
        expect(held(market, ataOf(wallet.publicKey, pool.tokenMint))).toBe(quote?.out);

        const units = held(market, ataOf(wallet.publicKey, pool.tokenMint));
        const back = quoteExactIn({
          reserveIn: tokenUnits((reserves[1] ?? 0n) - units),
          reserveOut: tokenUnits((reserves[0] ?? 0n) + 1_234_567_891n),
          amountIn: tokenUnits(units),
        });
        const sale = market.landed(
          land(market, wallet, [swap(pool, wallet.publicKey, 'sell', exactIn(units, 1n))]),
        );
        expect(sale?.meta.error).toBeNull();
        expect(held(market, ataOf(wallet.publicKey, WSOL_MINT))).toBe(back?.out);
      }),
  );

  it('takes exactly what an exact amount out costs', () =>
    withMarket({}, (market) => {
      const pool = market.createPool();
      market.advanceSlots(1);
      const wallet = fundedKey(market);
      const amountOut = tokenUnits(7_777_777n);
      const cost = quoteExactOut({
        reserveIn: tokenUnits(pool.coinAmount),
        reserveOut: tokenUnits(pool.pcAmount),
        amountOut,
      });
      const order = swap(pool, wallet.publicKey, 'buy', {
        fixed: 'out',
        maximumIn: tokenUnits(SOL),
        amountOut,
      });
      land(market, wallet, [
        ...wrap(wallet.publicKey, SOL),
        openAta(wallet.publicKey, pool.tokenMint),
        order,
      ]);
      expect(held(market, ataOf(wallet.publicKey, pool.tokenMint))).toBe(amountOut);
      expect(held(market, ataOf(wallet.publicKey, WSOL_MINT))).toBe(SOL - (cost?.amountIn ?? 0n));
    }));

  it('takes the first form of the instruction, with any key for the market', () =>
    withMarket({}, (market) => {
      const pool = market.createPool();
      market.advanceSlots(1);
      const wallet = fundedKey(market);
      const user = {
        source: ataOf(wallet.publicKey, WSOL_MINT),
        destination: ataOf(wallet.publicKey, pool.tokenMint),
        owner: wallet.publicKey,
      };
      const order = ammV4SwapV1WithoutMarket({ pool: pool.keys, user, amounts: exactIn(SOL, 1n) });
      const sent = land(market, wallet, [
        ...wrap(wallet.publicKey, SOL),
        openAta(wallet.publicKey, pool.tokenMint),
        order,
      ]);
      expect(market.landed(sent)?.meta.error).toBeNull();
      expect(held(market, user.destination)).toBeGreaterThan(0n);
    }));

  it('is refused with 0x1e when somebody else moved the price before it landed, and costs only the fee', () =>
    withMarket({}, (market) => {
      const pool = market.createPool();
      market.advanceSlots(1);
      const wallet = fundedKey(market);
      const quote = quoteExactIn({
        reserveIn: tokenUnits(pool.coinAmount),
        reserveOut: tokenUnits(pool.pcAmount),
        amountIn: tokenUnits(SOL),
      });
      const order = signed(market, wallet, buy(pool, wallet.publicKey, SOL, quote?.out));
      market.chain.submit(order.bytes);
      market.trade(pool.keys.pool, { side: 'buy', amountIn: 10n * SOL, where: 'first' });
      market.advanceSlots(1);
      const record = market.landed(order.signature);
      expect(record?.meta.error).toEqual({ InstructionError: [4, { Custom: 0x1e }] });
      expect(record?.meta.logs.at(-1)).toContain('failed: custom program error: 0x1e');
      expect(record?.meta.logs.some((line) => line.startsWith('Program log: ray_log: '))).toBe(true);
      expect(market.chain.accounts.get(wallet.publicKey)?.lamports).toBe(10n * SOL - 5_000n);
      expect(market.chain.accounts.get(ataOf(wallet.publicKey, pool.tokenMint))).toBeUndefined();
      expect(market.chain.accounts.get(ataOf(wallet.publicKey, WSOL_MINT))).toBeUndefined();
    }));

  it('is refused with 0x28 for more than the wallet has, and with 0x16 before the pool opens', () =>
    withMarket({}, (market) => {
      const later = market.createPool({ opensInS: 4 });
      market.advanceSlots(1);
      const wallet = fundedKey(market);
      const owner = wallet.publicKey;
      const early = land(market, wallet, buy(later, owner, SOL));
      expect(market.landed(early)?.meta.error).toEqual({ InstructionError: [4, { Custom: 0x16 }] });
      market.advanceSlots(12);
      const inTime = land(market, wallet, buy(later, owner, SOL));
      expect(market.landed(inTime)?.meta.error).toBeNull();
      expect(
        decodeAmmV4Account(market.chain.accounts.get(later.keys.pool)?.data ?? new Uint8Array())?.status,
      ).toBe(6n);
      const poor = land(market, wallet, [swap(later, owner, 'buy', exactIn(SOL, 1n))]);
      expect(market.landed(poor)?.meta.error).toEqual({ InstructionError: [0, { Custom: 0x28 }] });
    }));

  it('is refused when an account of the list is not the pool’s own, or the owner is somebody else', () =>
    withMarket({}, (market) => {
      const [pool, other] = [market.createPool(), market.createPool()];
      market.advanceSlots(1);
      const wallet = fundedKey(market);
      const owner = wallet.publicKey;
      land(market, wallet, [...wrap(owner, SOL), openAta(owner, pool.tokenMint)]);
      const errorOf = (keys: Partial<typeof pool.keys>, who = owner) => {
        const order = swap({ ...pool, keys: { ...pool.keys, ...keys } }, who, 'buy', exactIn(SOL, 1n));
        return market.landed(
          land(market, wallet, [
            {
              ...order,
              accounts: order.accounts.map((each) =>
                each.address === who && who !== owner ? { ...each, signer: false } : each,
              ),
            },
          ]),
        )?.meta.error;
      };
      expect(errorOf({ coinVault: other.keys.coinVault })).toEqual({ InstructionError: [0, { Custom: 4 }] });
      expect(errorOf({ pcVault: other.keys.pcVault })).toEqual({ InstructionError: [0, { Custom: 5 }] });
      expect(errorOf({ authority: other.keys.pool })).toEqual({ InstructionError: [0, { Custom: 1 }] });
      expect(errorOf({}, pool.creator.publicKey)).toEqual({ InstructionError: [0, { Custom: 21 }] });
    }));
});

describe('a transaction on the embedded chain', () => {
  const receiver = key(99).publicKey;
  const pay = (from: ReturnType<typeof key>, amount: bigint) =>
    systemTransferInstruction({ from: from.publicKey, to: receiver, lamports: lamports(amount) });

  it('undoes every instruction when one fails, and still charges the fee with its priority part', () =>
    withMarket({}, (market) => {
      const wallet = fundedKey(market);
      const sent = land(market, wallet, [
        setComputeUnitLimitInstruction(100_000),
        setComputeUnitPriceInstruction(123_457n),
        pay(wallet, SOL),
        pay(wallet, 100n * SOL),
      ]);
      expect(market.landed(sent)?.meta.error).toEqual({ InstructionError: [3, { Custom: 1 }] });
      // 5,000 a signature and ceil(123,457 · 100,000 / 1e6).
      expect(market.landed(sent)?.meta.feeLamports).toBe(17_346n);
      expect(market.chain.accounts.get(wallet.publicKey)?.lamports).toBe(10n * SOL - 17_346n);
      expect(market.chain.accounts.get(receiver)).toBeUndefined();
    }));

  it('does not land with a wrong signature, an expired blockhash, or without money for the fee', () =>
    withMarket({}, (market) => {
      const wallet = fundedKey(market);
      const forged = signed(market, wallet, [pay(wallet, SOL)]);
      forged.bytes[10] = (forged.bytes[10] ?? 0) ^ 1;
      market.chain.submit(forged.bytes);
      const unfunded = signed(market, key(50), [pay(key(50), 1n)]);
      market.chain.submit(unfunded.bytes);
      const old = signed(market, wallet, [pay(wallet, SOL)]);
      market.advanceSlots(150);
      market.chain.submit(old.bytes);
      market.advanceSlots(1);
      expect(market.chain.dropped.map((each) => each.error)).toEqual([
        'SignatureFailure',
        'AccountNotFound',
        'BlockhashNotFound',
      ]);
      expect(market.landed(old.signature)).toBeNull();
      expect(market.chain.accounts.get(receiver)).toBeUndefined();
    }));

  it('can land at the last height that its blockhash is good for', () =>
    withMarket({}, (market) => {
      const wallet = fundedKey(market);
      const last = signed(market, wallet, [pay(wallet, SOL)]);
      market.advanceSlots(149);
      market.chain.submit(last.bytes);
      market.advanceSlots(1);
      expect(market.landed(last.signature)?.meta.error).toBeNull();
    }));

  it('lands once, however often the same bytes are sent', () =>
    withMarket({}, (market) => {
      const wallet = fundedKey(market);
      const order = signed(market, wallet, [pay(wallet, SOL)]);
      for (let time = 0; time < 5; time += 1) {
        market.chain.submit(order.bytes);
        market.chain.submit(order.bytes);
        market.advanceSlots(1);
      }
      expect(market.chain.accounts.get(receiver)?.lamports).toBe(SOL);
    }));

  it('may not leave a wallet with less than its rent, nor spend what is not there', () =>
    withMarket({}, (market) => {
      const wallet = fundedKey(market, 1n);
      const dust = land(market, wallet, [pay(wallet, 1n)]);
      expect(market.landed(dust)?.meta.error).toEqual({ InsufficientFundsForRent: { account_index: 1 } });
      const nearlyAll = land(market, wallet, [pay(wallet, SOL - 20_000n)]);
      expect(market.landed(nearlyAll)?.meta.error).toEqual({
        InsufficientFundsForRent: { account_index: 0 },
      });
    }));

  it('moves no tokens that the signer does not own', () =>
    withMarket({}, (market) => {
      const pool = market.createPool();
      market.advanceSlots(1);
      const wallet = fundedKey(market);
      const owner = wallet.publicKey;
      const theft = {
        source: pool.creatorToken,
        destination: ataOf(owner, pool.tokenMint),
        owner,
        amount: tokenUnits(1n),
      };
      const sent = land(market, wallet, [openAta(owner, pool.tokenMint), tokenTransferInstruction(theft)]);
      expect(market.landed(sent)?.meta.error).toEqual({ InstructionError: [1, { Custom: 4 }] });
    }));

  it('gives the rent back when a token account is closed, and unwraps SOL with it', () =>
    withMarket({}, (market) => {
      const wallet = fundedKey(market);
      const owner = wallet.publicKey;
      const account = ataOf(owner, WSOL_MINT);
      land(market, wallet, wrap(owner, SOL));
      expect(market.chain.accounts.get(owner)?.lamports).toBe(9n * SOL - 5_000n - RENT_OF_TOKEN_ACCOUNT);
      land(market, wallet, [closeAccountInstruction({ account, destination: owner, owner })]);
      expect(market.chain.accounts.get(owner)?.lamports).toBe(10n * SOL - 10_000n);
      expect(market.chain.accounts.get(account)).toBeUndefined();
    }));

  it('ends when its compute budget is used up', () =>
    withMarket({}, (market) => {
      const wallet = fundedKey(market);
      const sent = land(market, wallet, [
        setComputeUnitLimitInstruction(5_000),
        openAta(wallet.publicKey, WSOL_MINT),
      ]);
      expect(market.landed(sent)?.meta.error).toEqual({
        InstructionError: [1, 'ComputationalBudgetExceeded'],
      });
    }));
});
