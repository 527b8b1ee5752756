import { assertNever } from '../../../shared/assert-never.ts';
import type { ApprovalSettings } from '../../../shared/settings.ts';
import type { Lamports } from '../../../shared/units.ts';

/** Whether a buy of this size waits for the trader's word. */
export function needsApproval(approval: ApprovalSettings, spend: Lamports): boolean {
  switch (approval.mode) {
    case 'auto':
      return false;
    case 'manual':
      return true;
    case 'auto-below':
      return spend >= approval.autoBelowLamports;
    default:
      return assertNever(approval.mode, 'approval mode');
  }
}
