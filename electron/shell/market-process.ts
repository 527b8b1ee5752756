import type { StartProblem } from '../../shared/ipc.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { millis } from '../../shared/units.ts';
import { parseMarketReady, parseMarketReadyLine, type MarketAddresses } from './market-ready.ts';
import type { MonotonicClock } from './monotonic-clock.ts';
import { lineCutter, tailKeeper } from './output-lines.ts';
import { withoutSecrets } from './without-secrets.ts';

export const MARKET_READY_WITHIN = millis(15_000);
export const MARKET_STOP_WITHIN = millis(2_000);

type TextStream = { on(event: 'data', listener: (chunk: unknown) => void): unknown };

/** What is used of Electron's UtilityProcess. */
export type MarketChild = {
  readonly stdout: TextStream | null;
  readonly stderr: TextStream | null;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'exit', listener: (code: number) => void): unknown;
  kill(): boolean;
};

export type Market = MarketAddresses & {
  /** Ends the process; resolves when it is gone, or when it did not go in time. */
  stop(): Promise<void>;
};

export type MarketDeps = {
  readonly fork: (args: readonly string[]) => MarketChild;
  readonly clock: MonotonicClock;
  /** The market was ready and then ended by itself. */
  readonly lost: (sentence: string) => void;
};

/** Starts the embedded market and waits until its servers listen. */
export function startMarketProcess(
  { fork, clock, lost }: MarketDeps,
  args: readonly string[],
): Promise<Result<Market, StartProblem>> {
  return new Promise((settle) => {
    const errors = tailKeeper();
    let phase: 'starting' | 'ready' | 'stopping' | 'gone' = 'starting';
    const atExit: (() => void)[] = [];
    const child = fork(args);

    const fail = (found: string): void => {
      cancel();
      const said = withoutSecrets(errors.text());
      settle(
        err({
          what: 'the embedded market',
          found: said === '' ? found : `${found}. It said: ${said}`,
          remedy: 'Start again; if it stays so, run npm run build, and report it with these lines.',
        }),
      );
    };

    const stop = (): Promise<void> => {
      if (phase === 'gone') return Promise.resolve();
      phase = 'stopping';
      return new Promise((done) => {
        const cancelLimit = clock.after(MARKET_STOP_WITHIN, done);
        atExit.push(() => {
          cancelLimit();
          done();
        });
        child.kill();
      });
    };

    const cancel = clock.after(MARKET_READY_WITHIN, () => {
      fail(`it was not ready within ${MARKET_READY_WITHIN / 1000} s`);
      void stop();
    });

    const ready = (addresses: MarketAddresses | null): void => {
      if (addresses === null || phase !== 'starting') return;
      phase = 'ready';
      cancel();
      settle(ok({ ...addresses, stop }));
    };

    child.stdout?.on('data', decoded(lineCutter((line) => ready(parseMarketReadyLine(line)))));
    child.stderr?.on('data', decoded(errors.add));
    child.on('message', (message) => ready(parseMarketReady(message)));
    child.on('exit', (code) => {
      const before = phase;
      phase = 'gone';
      if (before === 'starting') fail(`it ended with code ${code} before it was ready`);
      if (before === 'ready')
        lost(`The embedded market ended (code ${code}). ${withoutSecrets(errors.text())}`.trim());
      for (const run of atExit) run();
    });
  });
}

function decoded(take: (chunk: string) => void): (chunk: unknown) => void {
  const decoder = new TextDecoder();
  return (chunk) =>
    take(chunk instanceof Uint8Array ? decoder.decode(chunk, { stream: true }) : String(chunk));
}
