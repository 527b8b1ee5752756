import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compose } from '../../electron/compose.ts';
import type { StageTimes } from '../../shared/order.ts';
import { ok } from '../../shared/result.ts';
import { startMarketChild } from './market-child.ts';

/** Orders that are thrown away: the code is not compiled by the engine yet. */
const WARM_UP = 100;
const GIVE_UP_AFTER_MS = 240_000;

export type WireRun = { readonly stages: readonly StageTimes[]; readonly seconds: number };

/**
 * Runs the whole engine against the market in its own process, with many more pools and shorter slots than usual, and
 * takes the stage times of buys that a pool event set off, from the feed socket's data callback to the bytes handed to
 * the RPC socket. They are the times that the window shows.
 */
export async function runWireBench(marketBundle: string, orders: number): Promise<WireRun> {
  const dataDir = await mkdtemp(join(tmpdir(), 'swingaway-bench-'));
  const market = await startMarketChild(marketBundle, ['--seed', 'bench', '--slot-ms', '50', '--pace', '25']);
  try {
    const composed = await compose({
      env: {
        SWINGAWAY_DATA_DIR: dataDir,
        SOL_AMOUNT: '0.01',
        MAX_CONCURRENT_TRADES: '16',
        MAX_TRADES_PER_HOUR: '3600',
      },
      argv: [],
      envFileText: null,
      runtime: 'official',
      version: 'bench',
      startMarket: async () => ok(market.addresses),
      progress: () => undefined,
      shown: Promise.resolve(),
    });
    if (!composed.ok)
      throw new Error(composed.error.map(({ what, found }) => `${what}: ${found}`).join('; '));
    const desk = composed.value;
    // Nothing is sold: all slots are for the buys that are measured.
    const { settings } = desk.snapshot().desk;
    const exit = { takeProfitBps: null, stopLossBps: null, maxHoldMs: null };
    const changed = desk.command({ kind: 'change-settings', settings: { ...settings, exit } });
    if (!changed.ok) throw new Error(`the settings were not taken: ${changed.problem.code}`);
    const started = performance.now();
    const stages: StageTimes[] = [];
    const fromEvent = new Set<string>();
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`only ${stages.length} orders in time`)),
        GIVE_UP_AFTER_MS,
      );
      desk.onEvent((event) => {
        if (event.kind === 'order-reserved' && event.ticket.trigger === 'pool-event')
          fromEvent.add(event.ticket.id);
        if (event.kind !== 'order-sent' || !fromEvent.delete(event.id)) return;
        stages.push(event.stages);
        if (stages.length < WARM_UP + orders) return;
        clearTimeout(timer);
        resolve();
      });
    });
    const seconds = (performance.now() - started) / 1_000;
    await desk.close();
    return { stages: stages.slice(WARM_UP), seconds };
  } finally {
    await market.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}
