import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import {
  MARKET_READY_WITHIN,
  MARKET_STOP_WITHIN,
  startMarketProcess,
  type Market,
  type MarketChild,
} from '../../../electron/shell/market-process.ts';
import { createMarkets } from '../../../electron/shell/markets.ts';
import type { StartProblem } from '../../../shared/ipc.ts';
import type { Result } from '../../../shared/result.ts';
import { WSOL_MINT } from '../../../shared/units.ts';
import { manualClock } from '../../support/manual-clock.ts';

const addresses = {
  rpcUrl: 'http://127.0.0.1:8899',
  wsUrl: 'ws://127.0.0.1:8900',
  feedUrl: 'http://127.0.0.1:8901',
  genesis: WSOL_MINT,
};
const readyLine = `${JSON.stringify({ ready: true, ...addresses })}\n`;

class FakeChild extends EventEmitter implements MarketChild {
  readonly stdout = new EventEmitter();
  readonly stderr = new EventEmitter();
  kills = 0;
  kill(): boolean {
    this.kills += 1;
    return true;
  }
}

type Rig = {
  readonly child: FakeChild;
  readonly clock: ReturnType<typeof manualClock>;
  readonly lost: string[];
  readonly forkedWith: (readonly string[])[];
  readonly started: Promise<Result<Market, StartProblem>>;
};

function rig(): Rig {
  const child = new FakeChild();
  const clock = manualClock();
  const lost: string[] = [];
  const forkedWith: (readonly string[])[] = [];
  const fork = (args: readonly string[]): MarketChild => {
    forkedWith.push(args);
    return child;
  };
  const started = startMarketProcess({ fork, clock, lost: (sentence) => void lost.push(sentence) }, [
    '--seed',
    '7',
  ]);
  return { child, clock, lost, forkedWith, started };
}

async function running(): Promise<Rig & { readonly market: Market }> {
  const made = rig();
  made.child.stdout.emit('data', Buffer.from(readyLine));
  const result = await made.started;
  if (!result.ok) throw new Error(result.error.found);
  return { ...made, market: result.value };
}

const problemOf = async ({ started }: Rig): Promise<StartProblem> => {
  const result = await started;
  if (result.ok) throw new Error('it is ready');
  return result.error;
};

describe('the market in its own process', () => {
  it('is ready when it prints its addresses, however the line is cut', async () => {
    const made = rig();
    made.child.stdout.emit('data', Buffer.from('starting…\n{"ready":fa'));
    made.child.stdout.emit('data', Buffer.from('lse}\n'));
    for (const byte of Buffer.from(readyLine)) made.child.stdout.emit('data', Buffer.from([byte]));
    await expect(made.started).resolves.toMatchObject({ ok: true, value: addresses });
    expect(made.forkedWith).toEqual([['--seed', '7']]);
    expect(made.clock.timers()).toBe(0);
  });

  it('is ready when it sends its addresses', async () => {
    const { child, started } = rig();
    child.emit('message', { ready: true, ...addresses });
    await expect(started).resolves.toMatchObject({ ok: true, value: addresses });
  });

  it('is not believed when its addresses lead off this machine', async () => {
    const made = rig();
    for (const change of [
      { rpcUrl: 'http://rpc.example:80' },
      { rpcUrl: 'https://127.0.0.1' },
      { wsUrl: 'http://127.0.0.1:1' },
      { feedUrl: 'file:///tmp' },
      { genesis: 'not an address' },
      { ready: false },
    ]) {
      made.child.emit('message', { ready: true, ...addresses, ...change });
    }
    made.clock.advance(MARKET_READY_WITHIN);
    expect((await problemOf(made)).found).toContain('not ready within 15 s');
  });

  it('is a problem with its last words when it ends before it is ready', async () => {
    const made = rig();
    made.child.stderr.emit('data', Buffer.from('x'.repeat(100_000)));
    made.child.stderr.emit('data', Buffer.from('\nError: listen EADDRINUSE\n  127.0.0.1:8899\n'));
    made.child.emit('exit', 1);
    const { what, found } = await problemOf(made);
    expect(what).toBe('the embedded market');
    expect(found).toMatch(/ended with code 1 before it was ready.*EADDRINUSE \/ 127\.0\.0\.1:8899$/);
    expect(found.length).toBeLessThan(2_200);
    expect(made.clock.timers()).toBe(0);
    expect(made.lost).toEqual([]);
  });

  it('is ended when it is not ready in time', async () => {
    const made = rig();
    made.clock.advance(MARKET_READY_WITHIN - 1);
    expect(made.child.kills).toBe(0);
    made.clock.advance(1);
    expect((await problemOf(made)).found).toContain('15 s');
    expect(made.child.kills).toBe(1);
    made.child.emit('message', { ready: true, ...addresses });
    made.child.emit('exit', 0);
    expect(made.lost).toEqual([]);
    expect(made.clock.timers()).toBe(0);
  });

  it('is told as lost when it ends by itself later', async () => {
    const { child, lost } = await running();
    child.emit('exit', 9);
    expect(lost).toEqual(['The embedded market ended (code 9).']);
  });

  it('is stopped by a signal, and waited for', async () => {
    const { child, clock, lost, market } = await running();
    const stopped = market.stop();
    expect(child.kills).toBe(1);
    child.emit('exit', 0);
    await stopped;
    await market.stop();
    expect(child.kills).toBe(1);
    expect(lost).toEqual([]);
    expect(clock.timers()).toBe(0);
  });

  it('is not waited for without a bound', async () => {
    const { clock, market } = await running();
    const stopped = market.stop();
    clock.advance(MARKET_STOP_WITHIN);
    await stopped;
    expect(clock.timers()).toBe(0);
  });

  it('is stopped with all others when the desk closes', async () => {
    const children: FakeChild[] = [];
    const markets = createMarkets({
      fork: () => {
        const child = new FakeChild();
        children.push(child);
        return child;
      },
      clock: manualClock(),
      lost: () => undefined,
    });
    const first = markets.start([]);
    children[0]?.stdout.emit('data', readyLine);
    await first;
    const stopped = markets.stopAll();
    children[0]?.emit('exit', 0);
    await stopped;
    expect(children.map(({ kills }) => kills)).toEqual([1]);
  });
});
