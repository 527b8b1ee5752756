import { describe, expect, it } from 'vitest';
import { eventName, folderPath, oneOf, trueOrFalse } from '../../../electron/config/setting-readers.ts';

describe('words', () => {
  it('true and false are the only answers to a yes or no', () => {
    expect(trueOrFalse.read('true')).toEqual({ ok: true, value: true });
    expect(trueOrFalse.read('FALSE')).toEqual({ ok: true, value: false });
    for (const text of ['1', 'yes', 'on', '']) expect(trueOrFalse.read(text).ok).toBe(false);
  });

  it('one of a few is taken as it is written, and the few are named', () => {
    const mode = oneOf(['sim', 'live']);
    expect(mode.read('sim')).toEqual({ ok: true, value: 'sim' });
    expect(mode.read('Sim')).toEqual({ ok: false, error: 'Write sim or live.' });
    expect(mode.read('toString').ok).toBe(false);
  });

  it('an event has a short name, and none that Socket.IO keeps for itself', () => {
    expect(eventName.read('pool:created').ok).toBe(true);
    for (const text of ['two words', 'x'.repeat(65), 'connect', 'disconnect', 'a\u0000b']) {
      expect(eventName.read(text).ok).toBe(false);
    }
  });

  it('a folder is given by its full path', () => {
    expect(folderPath.read('/var/lib/desk').ok).toBe(true);
    expect(folderPath.read('data')).toMatchObject({ error: expect.stringContaining('from the root on') });
    expect(folderPath.read('~/data')).toMatchObject({ error: expect.stringContaining('~') });
    expect(folderPath.read('/a\0b').ok).toBe(false);
  });
});
