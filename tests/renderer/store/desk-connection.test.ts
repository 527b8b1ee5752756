import { describe, expect, it } from 'vitest';
import type { Desk } from '../../../shared/desk.ts';
import type { EngineEvent } from '../../../shared/events.ts';
import type { DeskAnswer } from '../../../shared/ipc.ts';
import { applyEvent } from '../../../shared/projection/apply-event.ts';
import { address, unixMs } from '../../../shared/units.ts';
import { RESYNC_PAUSE_MS, STEP_POLL_MS, connectDesk } from '../../../renderer/store/desk-connection.ts';
import { createDeskStore } from '../../../renderer/store/desk-store.ts';
import { DEMO_NOW, demoDesk } from '../support/demo-desk.ts';
import { fakeDesktop } from '../support/fake-desktop.ts';

const seen = (count: number): EngineEvent[] =>
  Array.from({ length: count }, () => ({
    kind: 'pool-seen',
    atMs: unixMs(DEMO_NOW + 1),
    pool: { pool: address('pool'), symbol: 'SEEN', program: 'amm-v4' },
    feed: 'socket',
    slot: null,
  }));

const running = (sequence: number, poolsSeen: number): DeskAnswer => ({
  phase: 'running',
  sequence,
  desk: demoDesk({ poolsSeen }),
});

/** Lets the answers of the fake arrive. */
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
};

function connect(answers: Parameters<typeof fakeDesktop>[0]['answers']) {
  const desktop = fakeDesktop({ answers });
  const store = createDeskStore();
  const timers: { readonly ms: number; readonly task: () => void }[] = [];
  const end = connectDesk({
    bridge: desktop.api,
    store,
    fold: applyEvent,
    monoNow: () => 5_000,
    after: (ms, task) => {
      const timer = { ms, task };
      timers.push(timer);
      return () => void timers.splice(timers.indexOf(timer), 1);
    },
  });
  const desk = (): Desk => {
    const { replica } = store.getState();
    if (replica.phase !== 'running') throw new Error(`the desk is ${replica.phase}`);
    return replica.desk;
  };
  const fire = (): void => timers.shift()?.task();
  return { desktop, store, timers, fire, end, desk };
}

describe('the connection to the desk', () => {
  it('starts from the snapshot and folds what follows it', async () => {
    const { desktop, desk, store } = connect([running(7, 10)]);
    await settle();
    desktop.push({ first: 8, events: seen(3) });
    expect(desk().poolsSeen).toBe(13);
    expect(store.getState().replica).toMatchObject({ phase: 'running', sequence: 10 });
  });

  it('changes the store once for a batch, however many events it holds', async () => {
    const { desktop, store } = connect([running(0, 0)]);
    await settle();
    let changes = 0;
    store.subscribe(() => {
      changes += 1;
    });
    desktop.push({ first: 1, events: seen(500) });
    expect(changes).toBe(1);
  });

  it('keeps batches that come before the snapshot, and folds only what the snapshot does not hold', async () => {
    const { desktop, desk } = connect([running(4, 100)]);
    desktop.push({ first: 3, events: seen(4) });
    desktop.push({ first: 7, events: seen(2) });
    await settle();
    expect(desk().poolsSeen).toBe(104);
  });

  it('takes no notice of a batch that it has folded already', async () => {
    const { desktop, desk } = connect([running(0, 0)]);
    await settle();
    desktop.push({ first: 1, events: seen(2) });
    desktop.push({ first: 1, events: seen(2) });
    expect(desk().poolsSeen).toBe(2);
  });

  it('asks for a new snapshot after a gap, shows the old desk meanwhile, and loses nothing', async () => {
    const { desktop, desk, store, timers, fire } = connect([running(0, 0), running(6, 600)]);
    await settle();
    desktop.push({ first: 6, events: seen(2) });
    expect(store.getState().resyncing).toBe(true);
    expect(desk().poolsSeen).toBe(0);
    expect(timers.map(({ ms }) => ms)).toEqual([RESYNC_PAUSE_MS]);
    desktop.push({ first: 8, events: seen(4) });
    fire();
    await settle();
    expect(desktop.opens()).toBe(2);
    expect(store.getState().resyncing).toBe(false);
    expect(desk().poolsSeen).toBe(605);
  });

  it('asks again for the step while the desk starts, and when it says that starting ended', async () => {
    const { desktop, store, timers, fire } = connect([
      { phase: 'starting', step: 'Reading the journal' },
      { phase: 'starting', step: 'Connecting' },
      running(0, 3),
    ]);
    await settle();
    expect(store.getState().replica).toEqual({ phase: 'starting', step: 'Reading the journal' });
    expect(timers.map(({ ms }) => ms)).toEqual([STEP_POLL_MS]);
    fire();
    await settle();
    expect(store.getState().replica).toEqual({ phase: 'starting', step: 'Connecting' });
    desktop.pushPhase('running');
    await settle();
    expect(store.getState().replica.phase).toBe('running');
    expect(timers).toEqual([]);
  });

  it('shows the problems of a failed start', async () => {
    const problems = [{ what: 'FEED_URL', found: 'nothing', remedy: 'set it' }];
    const { store } = connect([{ phase: 'failed', problems }]);
    await settle();
    expect(store.getState().replica).toEqual({ phase: 'failed', problems });
  });

  it('says so when the main process does not answer at all', async () => {
    const { store } = connect([new Error('no handler')]);
    await settle();
    expect(store.getState().replica).toMatchObject({
      phase: 'failed',
      problems: [{ what: 'The desk did not answer its window', found: 'no handler' }],
    });
  });

  it('lets go of the bridge when it ends', async () => {
    const { desktop, end } = connect([running(0, 0)]);
    await settle();
    end();
    expect(desktop.subscribed()).toBe(0);
  });
});
