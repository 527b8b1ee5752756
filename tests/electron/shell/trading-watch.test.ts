import { describe, expect, it } from 'vitest';
import { createDeskHost } from '../../../electron/shell/desk-host.ts';
import { stayAwakeWhileArmed } from '../../../electron/shell/stay-awake.ts';
import { tradingWords } from '../../../electron/shell/trading-words.ts';
import { watchTrading } from '../../../electron/shell/trading-watch.ts';
import { ok } from '../../../shared/result.ts';
import { unixMs } from '../../../shared/units.ts';
import { recordingVoice } from './support/recording-voice.ts';
import { armed, killedBy, scriptedDesk, tradingChanged } from './support/scripted-desk.ts';

describe('the state of trading', () => {
  it('is told from the first snapshot and at each change', async () => {
    const host = createDeskHost(recordingVoice());
    const told: string[] = [];
    watchTrading(host, (trading, phase) => void told.push(tradingWords(phase, trading)));
    const desk = scriptedDesk();
    await host.start((progress) => {
      progress('reading');
      return Promise.resolve(ok(desk));
    });
    desk.publish(tradingChanged({ state: 'reducing', sinceMs: unixMs(2), cause: null }));
    desk.publish(tradingChanged(killedBy('tray')));
    expect(told).toEqual([
      'Starting',
      'Armed',
      'Reducing: sells, does not buy',
      'Halted: stopped by the tray',
    ]);
  });

  it('is in words for every cause', () => {
    const words = (cause: NonNullable<Parameters<typeof tradingWords>[1]>['cause']): string =>
      tradingWords('running', { state: 'halted', sinceMs: unixMs(1), cause });
    expect(words(null)).toBe('Halted');
    expect(words({ code: 'not-armed-yet' })).toBe('Halted: not armed yet');
    expect(words({ code: 'loss-cap' })).toContain('loss cap');
    expect(words({ code: 'journal-failed', message: 'x' })).toContain('journal');
    expect(words({ code: 'invariant-broken', message: 'x' })).toContain('fault');
    expect(tradingWords('failed', null)).toBe('The desk could not start');
    for (const by of ['button', 'shortcut', 'tray', 'command-line'] as const) {
      expect(words({ code: 'killed', by })).toContain('stopped by the');
    }
  });

  it('keeps the machine awake while it is armed, once, and lets it sleep otherwise', async () => {
    const host = createDeskHost(recordingVoice());
    const held: string[] = [];
    stayAwakeWhileArmed(host, {
      start: (type) => held.push(`start ${type}`),
      stop: (id) => {
        held.push(`stop ${id}`);
        return true;
      },
    });
    const desk = scriptedDesk();
    await host.start(() => Promise.resolve(ok(desk)));
    desk.publish(tradingChanged(armed));
    desk.publish(tradingChanged(killedBy('button')));
    desk.publish(tradingChanged(killedBy('button')));
    desk.publish(tradingChanged(armed));
    expect(held).toEqual(['start prevent-app-suspension', 'stop 1', 'start prevent-app-suspension']);
  });
});
