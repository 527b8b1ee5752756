import type { Check } from '../../../shared/offer.ts';
import type { PoolFacts } from '../../../shared/pool.ts';
import { bps, type Bps } from '../../../shared/units.ts';
import { hasLp } from './mint-refusal.ts';

const LP_BURNED_WELL: Bps = bps(9_500);

const passed = (yes: boolean): Check['verdict'] => (yes ? 'passed' : 'warned');

/** The chips of a card: a check that asks nothing of a pool is left out. */
export function checksOf(facts: PoolFacts): readonly Check[] {
  const { mint, lpBurnedBps } = facts;
  const checks: Check[] = [
    { code: 'mint-authority', verdict: passed(mint.mintAuthority === null), value: null },
    { code: 'freeze-authority', verdict: passed(mint.freezeAuthority === null), value: null },
  ];
  if (hasLp(facts)) {
    const verdict = passed((lpBurnedBps ?? 0) >= LP_BURNED_WELL);
    checks.push({ code: 'lp-burned', verdict, value: lpBurnedBps });
  }
  if (mint.transferFee !== null) {
    const { bps: value } = mint.transferFee;
    checks.push({ code: 'transfer-fee', verdict: passed(value === 0), value });
  }
  return checks;
}
