import { describe, expect, it } from 'vitest';
import { bps, tokenUnits, type Address } from '../../../../shared/units.ts';
import { decodeClmmPoolAccount } from '../../../../electron/protocol/clmm-pool-account.ts';
import { decodeCpmmPoolAccount } from '../../../../electron/protocol/cpmm-pool-account.ts';
import { decodeLaunchLabPoolAccount } from '../../../../electron/protocol/launchlab-pool-account.ts';
import { readTokenMetadata } from '../../../../electron/protocol/token-2022-metadata.ts';
import { decodeToken2022Mint, riskyExtensionOf } from '../../../../electron/protocol/token-2022-mint.ts';
import { metaplexMetadataAddress } from '../../../../electron/protocol/metaplex-metadata.ts';
import { tokenState } from '../../../../electron/sim/ledger/token-state.ts';
import type { Market } from '../../../../electron/sim/market.ts';
import { withMarket, SOL } from '../market-fixture.ts';

const dataOf = (market: Market, address: Address): Uint8Array =>
  market.chain.accounts.get(address)?.data ?? new Uint8Array();
const units = (market: Market, address: Address): bigint =>
  tokenState(market.chain.accounts.get(address))?.amount ?? 0n;

describe('a pool that a scenario asks for', () => {
  it.each(['base', 'quote'] as const)('is a CPMM pool with SOL as its %s, open a second later', (moneySide) =>
    withMarket({ slotMs: 300 }, (market) => {
      const pool = market.createPool({ program: 'cpmm', moneySide });
      market.advanceSlots(1);
      expect(market.landed(pool.signature)?.meta).toMatchObject({ error: null });
      const account = decodeCpmmPoolAccount(dataOf(market, pool.keys.pool));
      const createdS = BigInt(market.landed(pool.signature)?.blockTimeS ?? 0);
      expect(account).toMatchObject({ openTimeUnixS: createdS + 1n, mint0: pool.keys.mint0 });
      expect([units(market, pool.keys.vault0), units(market, pool.keys.vault1)]).toEqual([
        pool.reserve0,
        pool.reserve1,
      ]);
      const early = market.trade(pool.keys.pool, { side: 'buy', amountIn: SOL });
      market.advanceSlots(1);
      expect(market.landed(early)?.meta.error).toEqual({ InstructionError: [3, { Custom: 6000 }] });
      market.advanceSlots(2);
      const bought = market.trade(pool.keys.pool, { side: 'buy', amountIn: SOL });
      const sold = market.trade(pool.keys.pool, { side: 'sell', amountIn: 1_000_000n });
      market.advanceSlots(1);
      expect(market.landed(bought)?.meta).toMatchObject({ error: null });
      expect(market.landed(sold)?.meta).toMatchObject({ error: null });
    }),
  );

  it('is a CPMM pool of a Token-2022 mint whose transfer fee is taken on the way in', () =>
    withMarket({}, (market) => {
      const transferFee = { bps: bps(200), maximumUnits: tokenUnits(10n ** 18n) };
      const pool = market.createPool({ program: 'cpmm', tokenProgram: 'token-2022', transferFee });
      market.advanceSlots(4);
      expect(market.landed(pool.signature)?.meta).toMatchObject({ error: null });
      expect(units(market, pool.keys.vault1)).toBe((pool.amount1 * 98n) / 100n);
      expect(pool.reserve1).toBe((pool.amount1 * 98n) / 100n);
      const bought = market.trade(pool.keys.pool, { side: 'buy', amountIn: SOL });
      const sold = market.trade(pool.keys.pool, { side: 'sell', amountIn: 1_000_000n });
      market.advanceSlots(1);
      expect(market.landed(bought)?.meta).toMatchObject({ error: null });
      expect(market.landed(sold)?.meta).toMatchObject({ error: null });
    }));

  it.each(['spl-token', 'token-2022'] as const)(
    'is a launch of %s, bought and sold at once',
    (tokenProgram) =>
      withMarket({}, (market) => {
        const fee = { bps: bps(100), maximumUnits: tokenUnits(10n ** 18n) };
        const transferFee = tokenProgram === 'token-2022' ? fee : null;
        const pool = market.createPool({
          program: 'launchlab',
          tokenProgram,
          transferFee,
          firstBuyLamports: SOL,
        });
        market.advanceSlots(1);
        expect(market.landed(pool.signature)?.meta).toMatchObject({ error: null });
        const account = decodeLaunchLabPoolAccount(dataOf(market, pool.keys.pool));
        expect(account).toMatchObject(pool.start);
        expect(account?.realQuote).toBeGreaterThan((SOL * 9n) / 10n);
        expect(units(market, pool.creatorToken)).toBeGreaterThan(0n);
        const bought = market.trade(pool.keys.pool, { side: 'buy', amountIn: SOL });
        const sold = market.trade(pool.keys.pool, { side: 'sell', amountIn: 1_000_000n });
        market.advanceSlots(1);
        expect(market.landed(bought)?.meta).toMatchObject({ error: null });
        expect(market.landed(sold)?.meta).toMatchObject({ error: null });
      }),
  );

  it('is a CLMM pool that holds nothing and is not traded', () =>
    withMarket({}, (market) => {
      const pool = market.createPool({ program: 'clmm' });
      market.advanceSlots(1);
      expect(market.landed(pool.signature)?.meta).toMatchObject({ error: null });
      expect(decodeClmmPoolAccount(dataOf(market, pool.keys.pool))).toMatchObject({
        liquidity: 0n,
        mint0: pool.keys.mint0,
        mint1: pool.tokenMint,
      });
      expect(() => market.trade(pool.keys.pool, { side: 'buy', amountIn: SOL })).toThrow('cannot be traded');
    }));

  it('has a mint whose holders’ tokens somebody can take, once it is there', () =>
    withMarket({}, (market) => {
      const wish = { program: 'cpmm', tokenProgram: 'token-2022', permanentDelegate: true } as const;
      const pool = market.createPool(wish);
      const risky = () => {
        const mint = decodeToken2022Mint(dataOf(market, pool.tokenMint));
        return mint === null ? undefined : riskyExtensionOf(mint.extensions);
      };
      expect(risky()).toBeNull();
      market.advanceSlots(1);
      expect(market.landed(pool.signature)?.meta).toMatchObject({ error: null });
      expect(risky()).toBe('PermanentDelegate');
    }));

  it('is called by its name in Metaplex’ account, or in the Token-2022 mint itself', () =>
    withMarket({}, (market) => {
      const names = { symbol: 'NAMED', name: 'A Named Pool' };
      const named = market.createPool({ program: 'launchlab', ...names });
      const inside = market.createPool({ program: 'cpmm', tokenProgram: 'token-2022', ...names });
      market.advanceSlots(1);
      expect(named.metadata).toBe(metaplexMetadataAddress(named.tokenMint));
      const written = Buffer.from(dataOf(market, metaplexMetadataAddress(named.tokenMint))).toString(
        'latin1',
      );
      expect(written).toContain('A Named Pool\0');
      expect(inside.metadata).toBeNull();
      const mint = decodeToken2022Mint(dataOf(market, inside.tokenMint));
      expect(readTokenMetadata(mint?.extensions ?? [])).toMatchObject(names);
    }));

  it('leaves nothing behind when its time is over', () =>
    withMarket({ poolLifeSlots: [15, 15] }, (market) => {
      market.advanceSlots(1);
      const before = new Set(market.chain.accounts.addresses());
      const pools = [
        market.createPool(),
        market.createPool({ program: 'cpmm', tokenProgram: 'token-2022' }),
        market.createPool({ program: 'launchlab' }),
        market.createPool({ program: 'clmm' }),
      ];
      market.advanceSlots(1);
      expect(pools.map((pool) => dataOf(market, pool.keys.pool).length)).toEqual([752, 637, 429, 1_544]);
      market.advanceSlots(40);
      expect(market.pools()).toBe(0);
      const left = [...market.chain.accounts.addresses()].filter((address) => !before.has(address));
      expect(left).toEqual([]);
    }));
});
