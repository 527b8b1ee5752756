import { describe, expect, it } from 'vitest';
import { needsApproval } from '../../../../electron/core/approval/needs-approval.ts';
import { lamports } from '../../../../shared/units.ts';
import { sol } from '../../../support/pools.ts';

describe('whether a buy waits for the trader', () => {
  it('never, in auto', () => {
    expect(needsApproval({ mode: 'auto', autoBelowLamports: sol(0) }, sol(100))).toBe(false);
  });

  it('always, in manual', () => {
    expect(needsApproval({ mode: 'manual', autoBelowLamports: sol(100) }, lamports(1n))).toBe(true);
  });

  it('from the size on, in auto-below', () => {
    const approval = { mode: 'auto-below', autoBelowLamports: sol(0.1) } as const;
    expect(needsApproval(approval, lamports(sol(0.1) - 1n))).toBe(false);
    expect(needsApproval(approval, sol(0.1))).toBe(true);
  });

  it('throws at a mode that it does not know', () => {
    const approval = { mode: 'sometimes' as 'auto', autoBelowLamports: sol(0) };
    expect(() => needsApproval(approval, sol(1))).toThrow('unexpected approval mode: "sometimes"');
  });
});
