import { randomBytes } from 'node:crypto';
import { err, ok, type Result } from '../../shared/result.ts';
import type { Market } from './market.ts';
import { onParentGone, tellParent } from './parent-link.ts';
import { readRecordedFrames } from './replay/recorded-frame.ts';
import { readSimArguments } from './sim-arguments.ts';
import { openMarket } from './start-market.ts';

/** The market could not start: wrong arguments, an unreadable recording, a port in use. */
const EXIT_CANNOT_START = 2;
const CLOSE_WITHIN_MS = 1_000;

type Started = { readonly market: Market; readonly seed: string; readonly exitWithStdin: boolean };

async function start(args: readonly string[]): Promise<Result<Started, string>> {
  const read = readSimArguments(args);
  if (!read.ok) return read;
  const { replay, exitWithStdin, seed: givenSeed, ...options } = read.value;
  const frames = replay === null ? ok([]) : await readRecordedFrames(replay);
  if (!frames.ok) return frames;
  // Without a seed every run is another market, so that no cooldown of an earlier one fits its pools.
  const seed = givenSeed ?? randomBytes(8).toString('hex');
  const opened = await openMarket({ ...options, seed, recording: frames.value });
  return opened.ok ? ok({ market: opened.value, seed, exitWithStdin }) : err(opened.error);
}

function endOnce(market: Market): () => void {
  let ending = false;
  return () => {
    if (ending) return;
    ending = true;
    // A client that does not let go must not keep the process alive.
    setTimeout(() => process.exit(0), CLOSE_WITHIN_MS).unref();
    void market.close().then(() => process.exit(0));
  };
}

async function run(): Promise<void> {
  const started = await start(process.argv.slice(2));
  if (!started.ok) {
    tellParent({ ready: false, problem: started.error });
    process.stderr.write(`${started.error}\n`);
    process.exitCode = EXIT_CANNOT_START;
    return;
  }
  const { market, seed, exitWithStdin } = started.value;
  onParentGone(exitWithStdin, endOnce(market));
  const { rpcUrl, wsUrl, feedUrl, genesis } = market;
  tellParent({ ready: true, rpcUrl, wsUrl, feedUrl, genesis, seed });
}

void run();
