import { describe, expect, it } from 'vitest';
import { associatedTokenAddress } from '../../electron/protocol/pda.ts';
import type { CreatedLaunchLabPool } from '../../electron/sim/market/launchlab-creation.ts';
import type { LaunchLabPlan } from '../../electron/sim/market/launchlab-plan.ts';
import { lamports } from '../../shared/units.ts';
import { withDesk, type DeskRig } from '../support/desk-rig.ts';
import { landedOrder } from '../support/landed-order.ts';

/** Of the embedded market's config and platform: protocol 0.25 %, platform 1 %, creator 0.5 %, of the SOL of a trade. */
const FEES_PPM = 2_500n + 10_000n + 5_000n;
const MILLION = 1_000_000n;
/** Small enough to go out without asking. */
const SPEND = lamports(40_000_000n);

const ceilDiv = (value: bigint, divisor: bigint): bigint => (value + divisor - 1n) / divisor;

type Curve = { readonly base: bigint; readonly quote: bigint };

/** By hand: the fees off the SOL that goes in, then the product of the virtual reserves. */
function buyOf(spend: bigint, { base, quote }: Curve): { out: bigint; after: Curve } {
  const net = spend - ceilDiv(spend * FEES_PPM, MILLION);
  const out = (base * net) / (quote + net);
  return { out, after: { base: base - out, quote: quote + net } };
}

/** The product first, then the fees off the SOL that comes out. */
function saleOf(units: bigint, { base, quote }: Curve): bigint {
  const gross = (quote * units) / (base + units);
  return gross - ceilDiv(gross * FEES_PPM, MILLION);
}

function launch(
  rig: DeskRig,
  plan: Partial<LaunchLabPlan>,
  announce: 'full' | 'named' | 'minimal',
): CreatedLaunchLabPool {
  const created = rig.market.createPool({ ...plan, program: 'launchlab' }, { announce });
  rig.market.advanceSlots(1);
  return created;
}

describe.each([
  { tokenProgram: 'spl-token', announce: 'full' },
  { tokenProgram: 'spl-token', announce: 'minimal' },
  { tokenProgram: 'token-2022', announce: 'named' },
] as const)(
  'a new LaunchLab pool of $tokenProgram, announced in the $announce form',
  ({ tokenProgram, announce }) => {
    it('is bought at once and sold, to the lamport, with the fee vaults that its first trade opens', async () => {
      await withDesk({ settings: { buyLamports: SPEND } }, async (rig) => {
        const start = rig.balance();
        const created = launch(rig, { tokenProgram, firstBuyLamports: 0n }, announce);
        const { keys, tokenMint, start: curve } = created;
        const wallet = rig.wallet.address;
        const account = associatedTokenAddress(wallet, tokenMint, created.tokenProgram);
        const before: Curve = { base: curve.virtualBase, quote: curve.virtualQuote };
        const bought = await rig.landed(keys.pool);
        const { out, after } = buyOf(SPEND, before);
        const buy = landedOrder(rig.market, bought);
        expect(buy.error).toBeNull();
        const opened = [keys.platformFeeVault, keys.creatorFeeVault].map((vault) => buy.lamports(vault));
        const rent =
          buy.lamports(account) + vaultRent(rig, buy, [keys.platformFeeVault, keys.creatorFeeVault]);
        expect(opened.every((each) => each > 0n)).toBe(true);
        expect(bought.fill).toEqual({
          source: 'chain',
          slot: buy.slot,
          tokenUnits: out,
          solLamports: SPEND,
          feeLamports: buy.feeLamports,
          tipLamports: 0n,
          rentLamports: rent,
          walletLamports: buy.lamports(wallet),
        });
        expect(rig.balance()).toBe(start - SPEND - buy.feeLamports - rent);
        expect(rig.desk.positions).toMatchObject([{ pool: keys.pool, tokenUnits: out }]);

        const value = saleOf(out, after);
        const sold = await rig.sold(keys.pool);
        const sale = landedOrder(rig.market, sold);
        expect(sold.fill).toMatchObject({
          slot: sale.slot,
          tokenUnits: out,
          solLamports: value,
          feeLamports: sale.feeLamports,
          rentLamports: 0n,
          walletLamports: value - sale.feeLamports,
        });
        expect(rig.desk.positions).toEqual([]);
        const realized = value - sale.feeLamports - SPEND - buy.feeLamports;
        expect(rig.desk.day.realizedLamports).toBe(realized);
        expect(rig.balance()).toBe(start + realized - rent);
        expect(rig.market.unitsOf(account)).toBe(0n);
      });
    });
  },
);

/** What fee vaults keep besides the wrapped SOL that they were paid. */
function vaultRent(
  rig: DeskRig,
  landed: ReturnType<typeof landedOrder>,
  vaults: readonly Parameters<typeof rig.market.unitsOf>[0][],
): bigint {
  return vaults.reduce((sum, vault) => sum + landed.lamports(vault) - landed.tokens(vault), 0n);
}
