import { randomBytes } from 'node:crypto';
import type { TradingSettings } from '../../shared/settings.ts';
import type { Chain } from '../chain/make-chain.ts';
import type { SwapVersion } from '../chain/swap-version.ts';
import type { Config } from '../config/config.ts';
import type { Closers } from '../engine/closers.ts';
import type { Clock } from '../engine/ports/clock.ts';
import type { Log } from '../engine/ports/log.ts';
import type { OrderExecutor, OutcomeSink } from '../engine/ports/order-executor.ts';
import { makeExecutor } from '../executor/make-executor.ts';
import { makePaperExecutor } from '../executor/make-paper-executor.ts';
import { makeLanes } from './lanes.ts';
import type { DeskWallet } from './wallet-of.ts';

export type Orders = {
  makeExecutor(tell: OutcomeSink, settings: () => TradingSettings): OrderExecutor;
  /** Known once the chain is connected; no order is made before. */
  useSwapVersion(version: SwapVersion): void;
};

export type OrdersParts = {
  readonly config: Config;
  readonly chain: Chain;
  readonly wallet: DeskWallet;
  readonly clock: Clock;
  readonly log: Log;
  readonly closers: Closers;
};

/** Orders that are signed and sent, or on paper simulated. */
export function makeOrders({ config, chain, wallet, clock, log, closers }: OrdersParts): Orders {
  const { blockhashes, fees, rent, signatures, settlement } = chain;
  let version: SwapVersion = 'v2';
  const { lanes, tips } = makeLanes(config, chain, clock, closers);
  const common = { blockhashes, fees, rent, tips, clock, log, swapVersion: () => version };
  return {
    makeExecutor: (tell, settings) => {
      const parts = { ...common, tell, tradeTimeoutMs: () => settings().tradeTimeoutMs };
      if (wallet.kind === 'signer') {
        return makeExecutor({ ...parts, signer: wallet.signer, signatures, settlement, lanes });
      }
      return makePaperExecutor({
        ...parts,
        payer: wallet.address,
        simulate: (...asked) => chain.simulate(...asked),
        accounts: (...asked) => chain.reads.accounts(...asked),
        randomBytes,
      });
    },
    useSwapVersion: (found) => {
      version = found;
    },
  };
}
