import { describe, expect, it } from 'vitest';
import { readArguments } from '../../../electron/config/arguments.ts';

const NONE = { replay: null, pace: 1, record: null, seed: null, arm: false };

describe('the desk’s options', () => {
  it('are none, a replay path and a seed, in both ways of writing', () => {
    expect(readArguments([])).toEqual({ ok: true, value: NONE });
    const both = { ok: true, value: { ...NONE, replay: 'some/folder', seed: 7 } };
    expect(readArguments(['--replay', 'some/folder', '--seed', '7'])).toEqual(both);
    expect(readArguments(['--seed=7', '--replay=some/folder'])).toEqual(both);
    expect(readArguments(['--replay=--odd.json'])).toMatchObject({ value: { replay: '--odd.json' } });
  });

  it('are a recording, a pace for a session, and a switch that takes no value', () => {
    expect(readArguments(['--arm', '--record', 'a.jsonl'])).toEqual({
      ok: true,
      value: { ...NONE, arm: true, record: 'a.jsonl' },
    });
    expect(readArguments(['--replay', 'a.jsonl', '--pace', '20'])).toMatchObject({ value: { pace: 20 } });
  });

  it.each([
    [['--arm=yes'], '--arm', 'it takes no value'],
    [['--arm', '--arm'], '--arm', 'it is given twice'],
    [['--pace', '2'], '--pace', 'there is no recorded session to replay'],
    [['--pace', '0', '--replay', 'a.jsonl'], '--pace', '“0”'],
    [['--replay'], '--replay', 'nothing follows it'],
    [['--replay='], '--replay', 'nothing follows it'],
    [['--replay', '--seed', '7'], '--replay', 'nothing follows it'],
    [['--replay', 'a', '--replay', 'b'], '--replay', 'it is given twice'],
    [['--seed', '-1'], '--seed', '“-1”'],
    [['--seed', '1.5'], '--seed', '“1.5”'],
    [['--seed=4294967296'], '--seed', '“4294967296”'],
    [['--moon'], '--moon', 'there is no such option'],
    [['folder'], 'folder', 'there is no such option'],
  ])('%j are refused', (argv, what, found) => {
    expect(readArguments(argv)).toMatchObject({ ok: false, error: [{ what, found }] });
  });

  it('are named when they are misspelt', () => {
    expect(readArguments(['--repaly', 'x'])).toMatchObject({
      error: [{ what: '--repaly', remedy: 'Did you mean --replay?' }, { what: 'x' }],
    });
  });
});
