import type { StartProblem } from '../../shared/ipc.ts';
import type { Result } from '../../shared/result.ts';
import { startMarketProcess, type Market, type MarketDeps } from './market-process.ts';

/** Starts markets and ends those that it started. */
export type Markets = {
  readonly start: (args: readonly string[]) => Promise<Result<Market, StartProblem>>;
  readonly stopAll: () => Promise<void>;
};

export function createMarkets(deps: MarketDeps): Markets {
  const running = new Set<Market>();
  return {
    async start(args) {
      const started = await startMarketProcess(deps, args);
      if (started.ok) running.add(started.value);
      return started;
    },
    async stopAll() {
      await Promise.all([...running].map((market) => market.stop()));
      running.clear();
    },
  };
}
