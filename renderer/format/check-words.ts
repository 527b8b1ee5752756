import { assertNever } from '../../shared/assert-never.ts';
import type { Check } from '../../shared/offer.ts';
import { formatPercent } from './percent.ts';

/** One check as a chip: short enough that three fit on a line of a card. */
export function checkWords(check: Check): string {
  const passed = check.verdict === 'passed';
  switch (check.code) {
    case 'mint-authority':
      return passed ? 'mint renounced' : 'mint can grow';
    case 'freeze-authority':
      return passed ? 'no freeze' : 'can be frozen';
    case 'lp-burned':
      if (check.value === null) return passed ? 'LP burned' : 'LP burned: unknown';
      return `LP burned ${formatPercent(check.value, check.value % 100 === 0 ? 0 : 1)}`;
    case 'transfer-fee':
      return check.value === null ? 'no transfer fee' : `transfer fee ${formatPercent(check.value, 1)}`;
    default:
      return assertNever(check.code, 'check');
  }
}
