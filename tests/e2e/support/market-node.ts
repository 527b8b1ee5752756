import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { parseMarketReady, type MarketAddresses } from '../../../electron/shell/market-ready.ts';
import { projectRoot } from './launch-desk.ts';

/** A chain with a feed that a desk is pointed at as at any other: the market in a process of its own. */
export type MarketNode = MarketAddresses & {
  /** Gives an address SOL, and waits until it is there. */
  fund(address: string, lamports: number): Promise<void>;
  close(): Promise<void>;
};

export async function startMarketNode(): Promise<MarketNode> {
  const child = fork(join(projectRoot, 'dist', 'sim', 'sim.cjs'), ['--seed', '7'], { stdio: 'ignore' });
  const [message] = (await once(child, 'message')) as [unknown];
  const addresses = parseMarketReady(message);
  if (addresses === null) throw new Error(`the market did not start: ${JSON.stringify(message)}`);

  async function call(method: string, params: readonly unknown[]): Promise<unknown> {
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params });
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(addresses?.rpcUrl ?? '', { method: 'POST', headers, body });
    return Reflect.get(Object(await answer.json()), 'result');
  }

  return {
    ...addresses,
    fund: async (address, lamports) => {
      await call('requestAirdrop', [address, lamports]);
      const config = { commitment: 'confirmed' };
      const held = async (): Promise<unknown> =>
        Reflect.get(Object(await call('getBalance', [address, config])), 'value');
      while ((await held()) !== lamports) await new Promise((resolve) => setTimeout(resolve, 100));
    },
    close: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}
