import { describe, expect, it } from 'vitest';
import { backoffFrom } from '../../../electron/feed/backoff.ts';
import { makeFeedMeter } from '../../../electron/feed/feed-meter.ts';
import { superviseLink } from '../../../electron/feed/link-supervisor.ts';
import type { LinkEvents } from '../../../electron/feed/link.ts';
import { millis, monoUs } from '../../../shared/units.ts';
import { manualClock, type ManualClock } from '../../support/manual-clock.ts';
import { recordingSink } from './recording-sink.ts';

type Attempt = { readonly events: LinkEvents; pings: number; closed: boolean };

function supervised(
  options: {
    pingable?: boolean;
    failAtOnce?: boolean;
    fault?: () => string | null;
    clock?: ManualClock;
  } = {},
) {
  const clock = options.clock ?? manualClock();
  const sink = recordingSink();
  const meter = makeFeedMeter({ id: 'main', label: 'Main' }, clock, sink);
  const attempts: Attempt[] = [];
  const supervisor = superviseLink({
    open: (events) => {
      const attempt: Attempt = { events, pings: 0, closed: false };
      attempts.push(attempt);
      if (options.failAtOnce === true) events.down('refused');
      return {
        ping: () => {
          attempt.pings += 1;
          return options.pingable !== false;
        },
        fault: () => options.fault?.() ?? null,
        close: () => {
          if (attempt.closed) throw new Error('closed twice');
          attempt.closed = true;
        },
      };
    },
    times: {
      timeoutMs: millis(10_000),
      pongWithinMs: millis(4000),
      backoff: backoffFrom(millis(5000)),
      pingEveryMs: millis(30_000),
      silentAfterMs: millis(60_000),
      renewAfterMs: millis(300_000),
    },
    meter,
    clock,
    random: () => 0.5,
  });
  const newest = (): Attempt => {
    const attempt = attempts.at(-1);
    if (attempt === undefined) throw new Error('no attempt yet');
    return attempt;
  };
  return { clock, sink, meter, attempts, newest, supervisor };
}

describe('the life of a feed’s connection', () => {
  it('goes live when it is up', () => {
    const { meter, newest, supervisor } = supervised();
    supervisor.start();
    expect(meter.current()).toMatchObject({ state: 'connecting', note: null });
    newest().events.up();
    expect(meter.current()).toMatchObject({ state: 'live', note: null, drops: 0 });
  });

  it('is counted as a drop when it is lost, and comes back after the first delay', () => {
    const { clock, meter, attempts, newest, supervisor } = supervised();
    supervisor.start();
    newest().events.up();
    newest().events.down('gone');
    expect(newest().closed).toBe(true);
    expect(meter.current()).toMatchObject({
      state: 'lost',
      drops: 1,
      note: 'gone; trying again in 5 s',
    });
    clock.advance(4999);
    expect(attempts).toHaveLength(1);
    clock.advance(1);
    expect(attempts).toHaveLength(2);
    newest().events.up();
    expect(meter.current().state).toBe('live');
  });

  it('waits longer with each attempt that fails, up to the bound, and counts none of them as a drop', () => {
    const { clock, meter, attempts, newest, supervisor } = supervised();
    supervisor.start();
    const waits = [5000, 10_000, 20_000, 30_000, 30_000];
    for (const [index, wait] of waits.entries()) {
      newest().events.down('refused');
      clock.advance(wait - 1);
      expect(attempts).toHaveLength(index + 1);
      clock.advance(1);
      expect(attempts).toHaveLength(index + 2);
    }
    expect(meter.current().drops).toBe(0);
  });

  it('starts with the first delay again after a connection that held', () => {
    const { clock, attempts, newest, supervisor } = supervised();
    supervisor.start();
    newest().events.down('refused');
    clock.advance(5000);
    newest().events.up();
    for (let second = 0; second < 60; second += 1) {
      newest().events.data();
      newest().events.pong();
      clock.advance(1000);
    }
    newest().events.down('gone');
    clock.advance(5000);
    expect(attempts).toHaveLength(3);
  });

  it('is given up when it does not come up in time', () => {
    const { clock, meter, newest, supervisor } = supervised();
    supervisor.start();
    clock.advance(10_000);
    expect(newest().closed).toBe(true);
    expect(meter.current()).toMatchObject({
      state: 'lost',
      note: 'no connection within 10 s; trying again in 5 s',
    });
  });

  it('survives a link that fails before it is even there', () => {
    const { clock, meter, attempts, supervisor } = supervised({ failAtOnce: true });
    supervisor.start();
    expect(meter.current().state).toBe('lost');
    clock.advance(5000);
    expect(attempts).toHaveLength(2);
    expect(attempts.every(({ closed }) => closed)).toBe(true);
  });

  it('measures how long a ping takes, at once and every 30 s', () => {
    const { clock, meter, newest, supervisor } = supervised();
    supervisor.start();
    newest().events.up();
    clock.advance(12);
    newest().events.pong();
    expect(meter.current().latencyMs).toBe(12);
    clock.advance(30_000);
    expect(newest().pings).toBe(2);
  });

  it('is given up when a ping is not answered', () => {
    const { clock, meter, newest, supervisor } = supervised();
    supervisor.start();
    newest().events.up();
    clock.advance(4000);
    expect(meter.current()).toMatchObject({ state: 'lost', drops: 1, latencyMs: null });
    expect(meter.current().note).toContain('no answer to a ping within 4 s');
  });

  it('gives what came during a pause of the process its turn before it judges the connection', () => {
    let nowUs = 0;
    const checks: (() => void)[] = [];
    const clock = {
      ...manualClock(),
      monoUs: () => monoUs(nowUs),
      every: (_period: number, run: () => void) => {
        checks.push(run);
        return () => undefined;
      },
    };
    const { meter, newest, supervisor } = supervised({ clock });
    supervisor.start();
    newest().events.up();
    // A timer fires first when the process goes on, before the answer that waits in the socket.
    nowUs += 3_600_000_000;
    for (const check of checks) check();
    newest().events.pong();
    expect(meter.current()).toMatchObject({ state: 'live', drops: 0 });
  });

  it('is given up when it says that it is worthless', () => {
    let fault: string | null = null;
    const { clock, meter, newest, supervisor } = supervised({ fault: () => fault, pingable: false });
    supervisor.start();
    newest().events.up();
    clock.advance(1000);
    expect(meter.current().state).toBe('live');
    fault = 'slots stand still';
    clock.advance(1000);
    expect(meter.current()).toMatchObject({ state: 'lost', drops: 1, race: { gaps: 1 } });
    expect(meter.current().note).toBe('slots stand still; trying again in 5 s');
  });

  it('has no latency, and lives, where it cannot be pinged', () => {
    const { clock, meter, newest, supervisor } = supervised({ pingable: false });
    supervisor.start();
    newest().events.up();
    clock.advance(50_000);
    expect(meter.current()).toMatchObject({ state: 'live', latencyMs: null });
  });

  it('is shown as silent when nothing comes, live again with the next data, and is renewed in the end', () => {
    const { clock, meter, attempts, newest, supervisor } = supervised({ pingable: false });
    supervisor.start();
    newest().events.up();
    clock.advance(60_000);
    expect(meter.current()).toMatchObject({
      state: 'silent',
      note: 'connected, but nothing came for 60 s',
    });
    newest().events.data();
    expect(meter.current()).toMatchObject({ state: 'live', note: null });
    clock.advance(300_000);
    expect(meter.current()).toMatchObject({ state: 'lost', drops: 1 });
    clock.advance(5000);
    expect(attempts).toHaveLength(2);
  });

  it('hears nothing from a connection that it gave up', () => {
    const { clock, meter, attempts, supervisor } = supervised();
    supervisor.start();
    clock.advance(10_000);
    clock.advance(5000);
    const [old, fresh] = attempts;
    fresh?.events.up();
    old?.events.down('late');
    old?.events.data();
    old?.events.pong();
    expect(meter.current()).toMatchObject({ state: 'live', drops: 0, latencyMs: null });
  });

  it('ends for good with stop, in every state, without a timer left', () => {
    for (const before of ['connecting', 'live', 'lost'] as const) {
      const { clock, meter, attempts, newest, supervisor } = supervised();
      supervisor.start();
      if (before !== 'connecting') newest().events.up();
      if (before === 'lost') newest().events.down('gone');
      supervisor.stop();
      meter.close();
      newest().events.up();
      newest().events.down('late');
      expect(clock.timers()).toBe(0);
      clock.advance(600_000);
      expect(attempts).toHaveLength(1);
      expect(newest().closed).toBe(true);
    }
  });
});
