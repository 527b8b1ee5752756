import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { MarketAddresses } from '../../electron/wiring/venue.ts';
import { parseMarketReadyLine } from '../../electron/shell/market-ready.ts';

const READY_WITHIN_MS = 20_000;

export type MarketChild = { readonly addresses: MarketAddresses; stop(): Promise<void> };

/** The embedded market as the desk runs it, in a process of its own. */
export async function startMarketChild(bundle: string, args: readonly string[]): Promise<MarketChild> {
  const child = spawn(process.execPath, [bundle, '--exit-with-stdin', ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const timer = setTimeout(() => child.kill(), READY_WITHIN_MS);
  for await (const line of createInterface({ input: child.stdout })) {
    const addresses = parseMarketReadyLine(line);
    if (addresses === null) continue;
    clearTimeout(timer);
    child.stdout.resume();
    return {
      addresses,
      stop: async () => {
        child.stdin.end();
        await ended;
      },
    };
  }
  throw new Error('the market ended before it was ready');
}
