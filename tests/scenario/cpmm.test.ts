import { describe, expect, it } from 'vitest';
import { decodeCpmmPoolAccount, encodeCpmmPoolAccount } from '../../electron/protocol/cpmm-pool-account.ts';
import { associatedTokenAddress } from '../../electron/protocol/pda.ts';
import { CPMM_GENESIS_CONFIG } from '../../electron/sim/programs/cpmm-genesis.ts';
import type { CreatedCpmmPool } from '../../electron/sim/market/cpmm-creation.ts';
import type { CpmmPoolPlan } from '../../electron/sim/market/cpmm-plan.ts';
import type { TransferFee } from '../../shared/pool.ts';
import { bps, tokenUnits } from '../../shared/units.ts';
import { withDesk, type DeskRig } from '../support/desk-rig.ts';
import { required } from '../support/desk-lookups.ts';
import { landedOrder } from '../support/landed-order.ts';

const MONEY = 8_000_000_000n;
/** The desk buys with half a percent of what SOL the pool holds. */
const SPEND = MONEY / 200n;
const TAX: TransferFee = { bps: bps(200), maximumUnits: tokenUnits(10n ** 18n) };

function create(rig: DeskRig, plan: Partial<CpmmPoolPlan>, announce: 'full' | 'minimal'): CreatedCpmmPool {
  const created = rig.market.createPool({ moneyAmount: MONEY, ...plan, program: 'cpmm' }, { announce });
  rig.market.advanceSlots(1);
  return created;
}

/** Lets slots pass one by one until the order is out; before the pool's opening second nothing may be. */
async function openAndSend(rig: DeskRig, { keys }: CreatedCpmmPool): Promise<number> {
  await rig.until('it waits for its opening', () => rig.desk.waiting.length === 1);
  const opensAtS = required(rig.desk.waiting[0]).opensAtMs / 1000;
  const clockS = (): number => rig.market.chain.blockAt('processed').timeS;
  expect(clockS()).toBeLessThan(opensAtS);
  while (clockS() < opensAtS) {
    await rig.quiet();
    expect(rig.tap.sends()).toEqual([]);
    rig.slots(1);
  }
  await rig.sent(keys.pool);
  expect(rig.desk.waiting).toEqual([]);
  return opensAtS;
}

const ceilDiv = (value: bigint, divisor: bigint): bigint => (value + divisor - 1n) / divisor;
/** What the mint keeps of a transfer. */
const taxOf = (units: bigint, tax: TransferFee | null): bigint =>
  tax === null ? 0n : ceilDiv(units * BigInt(tax.bps), 10_000n);
/** By hand: the trade fee of the first config, then the constant product. */
function swapped(amountIn: bigint, reserveIn: bigint, reserveOut: bigint): bigint {
  const net = amountIn - ceilDiv(amountIn * CPMM_GENESIS_CONFIG.tradeFeePpm, 1_000_000n);
  return (reserveOut * net) / (reserveIn + net);
}
/** Of the trade fee, what does not stay in the reserves. */
function owedOf(amountIn: bigint): bigint {
  const fee = ceilDiv(amountIn * CPMM_GENESIS_CONFIG.tradeFeePpm, 1_000_000n);
  const { protocolFeePpm, fundFeePpm } = CPMM_GENESIS_CONFIG;
  return (fee * protocolFeePpm) / 1_000_000n + (fee * fundFeePpm) / 1_000_000n;
}

const CASES = [
  { what: 'of SPL Token', plan: { tokenProgram: 'spl-token' }, tax: null },
  { what: 'of Token-2022', plan: { tokenProgram: 'token-2022' }, tax: null },
  {
    what: 'of Token-2022 with a transfer fee',
    plan: { tokenProgram: 'token-2022', transferFee: TAX },
    tax: TAX,
  },
] as const;

describe.each(CASES)('a new CPMM pool $what', ({ plan, tax }) => {
  it.each([
    ['base', 'full'],
    ['quote', 'minimal'],
  ] as const)(
    'with SOL as %s, announced in the %s form, is bought in the first slot that allows it and sold, to the lamport',
    async (moneySide, announce) => {
      await withDesk({}, async (rig) => {
        const start = rig.balance();
        const created = create(rig, { ...plan, moneySide }, announce);
        const { keys, tokenMint, tokenProgram, reserve0, reserve1 } = created;
        const [sol, token, solVault] =
          moneySide === 'base' ? [reserve0, reserve1, keys.vault0] : [reserve1, reserve0, keys.vault1];
        const opensAtS = await openAndSend(rig, created);
        const bought = await rig.landed(keys.pool);
        const account = associatedTokenAddress(rig.wallet.address, tokenMint, tokenProgram);

        const outOfPool = swapped(SPEND, sol, token);
        const expected = outOfPool - taxOf(outOfPool, tax);
        const buy = landedOrder(rig.market, bought);
        expect([buy.error, buy.blockTimeS >= opensAtS]).toEqual([null, true]);
        expect(bought).toMatchObject({ trigger: 'pool-opened', status: 'confirmed', amountIn: SPEND });
        expect(bought.fill).toEqual({
          source: 'chain',
          slot: buy.slot,
          tokenUnits: expected,
          solLamports: SPEND,
          feeLamports: buy.feeLamports,
          tipLamports: 0n,
          rentLamports: buy.lamports(account),
          walletLamports: buy.lamports(rig.wallet.address),
        });
        expect([buy.tokens(account), buy.tokens(solVault)]).toEqual([expected, SPEND]);
        const rent = rig.market.lamportsOf(account);
        expect(rig.balance()).toBe(start - SPEND - buy.feeLamports - rent);
        expect(rig.desk.positions).toMatchObject([
          { pool: keys.pool, tokenUnits: expected, costLamports: SPEND + buy.feeLamports },
        ]);

        const arrives = expected - taxOf(expected, tax);
        const value = swapped(arrives, token - outOfPool, sol + SPEND - owedOf(SPEND));
        const sold = await rig.sold(keys.pool);
        const sale = landedOrder(rig.market, sold);
        expect(sold.fill).toEqual({
          source: 'chain',
          slot: sale.slot,
          tokenUnits: expected,
          solLamports: value,
          feeLamports: sale.feeLamports,
          tipLamports: 0n,
          rentLamports: 0n,
          walletLamports: value - sale.feeLamports,
        });
        expect(rig.desk.positions).toEqual([]);
        const realized = value - sale.feeLamports - SPEND - buy.feeLamports;
        expect(rig.desk.day).toMatchObject({ realizedLamports: realized, spentLamports: SPEND });
        expect(rig.balance()).toBe(start + realized - rent);
        expect(rig.market.unitsOf(account)).toBe(0n);
      });
    },
  );
});

describe('a CPMM pool that waits for its opening', () => {
  it('is dropped by the stop, and nothing is sent when it opens', async () => {
    await withDesk({}, async (rig) => {
      const created = create(rig, {}, 'full');
      await rig.until('it waits', () => rig.desk.waiting.length === 1);
      expect(rig.command({ kind: 'kill', by: 'button' })).toEqual({ ok: true });
      expect(rig.outcome(created.keys.pool)).toEqual({ code: 'killed' });
      expect(rig.desk.waiting).toEqual([]);
      rig.slots(10);
      await rig.quiet();
      expect(rig.tap.sends()).toEqual([]);
    });
  });

  it('that opens later than it must is bought when it opens, at the price that was quoted', async () => {
    await withDesk({}, async (rig) => {
      const created = create(rig, { opensInS: 4 }, 'full');
      await rig.until('it waits', () => rig.desk.waiting.length === 1);
      await openAndSend(rig, created);
      const bought = await rig.landed(created.keys.pool);
      expect(bought.fill?.tokenUnits).toBe(bought.expectedOut);
    });
  });
});

describe('a CPMM pool that is announced the wrong way round', () => {
  it.each(['base', 'quote'] as const)('is traded as it is: SOL is its %s', async (moneySide) => {
    await withDesk({}, async (rig) => {
      const created = rig.market.createPool(
        { moneyAmount: MONEY, moneySide, program: 'cpmm' },
        { announce: 'none' },
      );
      rig.market.advanceSlots(1);
      const { keys } = created;
      rig.market.announce({ pool_id: keys.pool, base_token: keys.mint1, quote_token: keys.mint0 });
      await openAndSend(rig, created);
      const bought = await rig.landed(keys.pool);
      expect(bought.fill).toMatchObject({ tokenUnits: bought.expectedOut, solLamports: SPEND });
      const sold = await rig.sold(keys.pool);
      expect(sold.fill?.solLamports).toBe(sold.expectedOut);
      expect(rig.desk.positions).toEqual([]);
    });
  });
});

describe('a CPMM pool whose creator takes a fee', () => {
  it.each([
    [0, 'base'],
    [1, 'base'],
    [2, 'base'],
    [0, 'quote'],
    [1, 'quote'],
    [2, 'quote'],
  ] as const)(
    'of side %i (0: what goes in), with SOL as %s, is bought and sold at its quote, to the unit',
    async (creatorFeeOn, moneySide) => {
      await withDesk({}, async (rig) => {
        const plan = { moneyAmount: MONEY, moneySide, program: 'cpmm' } as const;
        const created = rig.market.createPool(plan, { announce: 'none' });
        rig.market.advanceSlots(1);
        const { keys, reserve0, reserve1 } = created;
        const { accounts } = rig.market.chain;
        const account = required(accounts.get(keys.pool));
        const pool = required(decodeCpmmPoolAccount(account.data));
        const data = encodeCpmmPoolAccount({ ...pool, creatorFeeOn, creatorFeeEnabled: 1 });
        accounts.set(keys.pool, { ...account, data });
        rig.market.announce({ pool_id: keys.pool, base_token: keys.mint0, quote_token: keys.mint1 });
        await openAndSend(rig, created);
        const bought = await rig.landed(keys.pool);
        expect(bought.fill).toMatchObject({ tokenUnits: bought.expectedOut, solLamports: SPEND });
        // It costs more than the same pool would without a fee for its creator.
        const [sol, token] = moneySide === 'base' ? [reserve0, reserve1] : [reserve1, reserve0];
        expect(bought.expectedOut).toBeLessThan(swapped(SPEND, sol, token));
        const sold = await rig.sold(keys.pool);
        expect(sold.fill).toMatchObject({ tokenUnits: bought.expectedOut, solLamports: sold.expectedOut });
        expect(rig.desk.positions).toEqual([]);
      });
    },
  );
});

describe('a CPMM pool whose mint is not to be trusted', () => {
  it('is refused for a transfer fee over what is allowed, and for an extension that can take the tokens away', async () => {
    await withDesk({}, async (rig) => {
      const greedy = create(
        rig,
        { tokenProgram: 'token-2022', transferFee: { ...TAX, bps: bps(600) } },
        'minimal',
      );
      await rig.until('it has its outcome', () => rig.outcome(greedy.keys.pool) !== null);
      expect(rig.outcome(greedy.keys.pool)).toEqual({
        code: 'transfer-fee-too-high',
        foundBps: 600,
        allowedBps: 500,
      });
      const owned = create(rig, { tokenProgram: 'token-2022', permanentDelegate: true }, 'minimal');
      await rig.until('it has its outcome', () => rig.outcome(owned.keys.pool) !== null);
      expect(rig.outcome(owned.keys.pool)).toEqual({
        code: 'risky-extension',
        extension: 'PermanentDelegate',
      });
      expect(rig.tap.sends()).toEqual([]);
    });
  });
});
