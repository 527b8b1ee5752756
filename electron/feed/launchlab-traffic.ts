import { LAUNCHLAB_PROGRAM } from '../protocol/programs.ts';

const RUNS = `Program ${LAUNCHLAB_PROGRAM} invoke`;

/**
 * What the logs of a transaction say when it makes a pool: Anchor's line for the instruction (CPMM, LaunchLab and its
 * migrations, CLMM), AMM v4's own, LaunchLab's event; or that they were cut, and it may have been said behind the cut.
 * The quote that ends a line in JSON keeps a token's `InitializeAccount3`, which every second trade has, from matching.
 */
const MAKES_A_POOL =
  /Instruction: (?:Initialize(?:V2|WithToken2022|WithPermission)?|MigrateTo\w+|Create\w*Pool)"|initialize2: |Program data: l9fiCXahc6|"Log truncated"/;

/**
 * True for the text of a notification about a transaction of LaunchLab's that made no pool: its trades, thousands a
 * minute. A look at the text, so that their accounts, balances and logs are not read at all.
 */
export function isLaunchLabTrade(text: string): boolean {
  return text.includes(RUNS) && !MAKES_A_POOL.test(text);
}
