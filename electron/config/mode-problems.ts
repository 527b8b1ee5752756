import type { DeskMode } from '../../shared/events.ts';
import type { StartProblem } from '../../shared/ipc.ts';
import type { DeskArguments } from './arguments.ts';
import { addressGiven, ENDPOINT_SETTINGS } from './endpoints.ts';
import { isLoopback } from '../../shared/loopback.ts';
import type { GivenSettings } from './settings-table.ts';
import { shownUrl } from './url-readers.ts';

/** What a mode lacks, or must not have, one problem each. */
export function modeProblems(
  mode: DeskMode,
  given: GivenSettings,
  { replay }: DeskArguments,
): readonly StartProblem[] {
  const problems: StartProblem[] = [];
  if (mode !== 'live' && given.SWINGAWAY_DEV_KEYPAIR !== undefined) problems.push(keyNotWanted(mode));
  if (mode === 'sim') return problems;
  if (given.RPC_URL === undefined && given.HELIUS_RPC_URL === undefined) problems.push(noRpc(mode));
  if (replay !== null && !replay.endsWith('.jsonl')) problems.push(FRAMES_NEED_SIM);
  const hasFeed =
    given.LOGS_FEED !== false || [given.FEED_URL, given.HELIUS_WS_URL, replay].some((each) => each != null);
  if (!hasFeed) problems.push(NO_FEED);
  if (mode === 'live') problems.push(...liveProblems(given));
  return problems;
}

const keyNotWanted = (mode: DeskMode): StartProblem => ({
  what: 'SWINGAWAY_DEV_KEYPAIR',
  found: `it is set in ${mode} mode, which loads no key`,
  remedy: 'Remove the setting, or set SWINGAWAY_MODE to live.',
});

const noRpc = (mode: DeskMode): StartProblem => ({
  what: 'RPC_URL',
  found: `it is not set, and ${mode} mode needs an RPC endpoint`,
  remedy: 'Set RPC_URL or HELIUS_RPC_URL to the https:// address of your endpoint.',
});

const NO_FEED: StartProblem = {
  what: 'LOGS_FEED',
  found: 'it is false, and there is no other feed: no pool would ever be seen',
  remedy: 'Leave it out, or set FEED_URL or HELIUS_WS_URL.',
};

const FRAMES_NEED_SIM: StartProblem = {
  what: '--replay',
  found: 'recorded frames are traded on the embedded market only',
  remedy: 'Use sim mode for them, or replay a recorded session (a .jsonl file).',
};

/**
 * An unencrypted key is for a test cluster on this machine: live trading on another machine's endpoints waits for the
 * encrypted wallet.
 */
function liveProblems(given: GivenSettings): readonly StartProblem[] {
  if (given.SWINGAWAY_DEV_KEYPAIR === undefined) return [NO_KEY];
  return ENDPOINT_SETTINGS.flatMap((name) => {
    const url = addressGiven(given, name);
    if (url === null || isLoopback(url)) return [];
    const problem: StartProblem = {
      what: name,
      found: `${shownUrl(url)} is on another machine, and the key is an unencrypted file`,
      remedy: 'Use addresses on this machine (127.0.0.1, ::1 or localhost) with SWINGAWAY_DEV_KEYPAIR.',
    };
    return [problem];
  });
}

const NO_KEY: StartProblem = {
  what: 'SWINGAWAY_DEV_KEYPAIR',
  found: 'it is not set, and live mode needs a key; the encrypted wallet is not there yet',
  remedy:
    'Set it to the file of an unencrypted key for a test cluster on this machine, or use SWINGAWAY_MODE=paper, which needs none.',
};
