import type { LaunchLabPoolCreate } from '../protocol/launchlab-event.ts';
import { launchLabLaunchesOfLogs } from '../protocol/launchlab-creation.ts';
import { linesOfProgram } from '../protocol/program-logs.ts';
import { AMM_V4_PROGRAM, CPMM_PROGRAM, LAUNCHLAB_PROGRAM } from '../protocol/programs.ts';
import { decodeRayLog, type RayLogInit } from '../protocol/ray-log.ts';
import type { Address } from '../../shared/units.ts';

/** What the logs of a transaction tell of the pools that it made. */
export type LoggedCreations =
  /** A CPMM pool, whose keys no log holds, or one that is begun and not told, as logs are cut: it is in the transaction. */
  | { readonly kind: 'in-transaction' }
  /** All of them but their mints. */
  | {
      readonly kind: 'told';
      readonly ammV4: readonly RayLogInit[];
      readonly launchLab: readonly LaunchLabPoolCreate[];
    };

const CPMM_INITIALIZE = /^Program log: Instruction: Initialize(?:WithPermission)?$/;
const LAUNCHLAB_INITIALIZE = /^Program log: Instruction: Initialize(?:V2|WithToken2022)?$/;
const AMM_V4_INITIALIZE = /^Program log: initialize2: /;
const MIGRATE = /^Program log: Instruction: MigrateTo/;
/** How the runtime ends logs that it cut. */
const CUT = 'Log truncated';

export function loggedCreations(lines: readonly string[]): LoggedCreations {
  const begun = (program: Address, line: RegExp): number =>
    linesOfProgram(program, lines).filter((each) => line.test(each)).length;
  const ammV4 = linesOfProgram(AMM_V4_PROGRAM, lines)
    .map(decodeRayLog)
    .filter((log) => log?.kind === 'init');
  const launchLab = launchLabLaunchesOfLogs(lines);
  const untold =
    begun(CPMM_PROGRAM, CPMM_INITIALIZE) > 0 ||
    begun(AMM_V4_PROGRAM, AMM_V4_INITIALIZE) > ammV4.length ||
    begun(LAUNCHLAB_PROGRAM, LAUNCHLAB_INITIALIZE) > launchLab.length ||
    (ammV4.length + launchLab.length === 0 && mayStandBehindTheCut(lines, begun));
  return untold ? { kind: 'in-transaction' } : { kind: 'told', ammV4, launchLab };
}

/**
 * Whether logs were cut before what they could have said: a migration was begun, or it is none of LaunchLab's trades,
 * which are many, and then it comes from a creation-fee account.
 */
function mayStandBehindTheCut(
  lines: readonly string[],
  begun: (program: Address, line: RegExp) => number,
): boolean {
  if (!lines.includes(CUT)) return false;
  if (begun(LAUNCHLAB_PROGRAM, MIGRATE) > 0) return true;
  return !lines.some((line) => line.startsWith(`Program ${LAUNCHLAB_PROGRAM} invoke`));
}
