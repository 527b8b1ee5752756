import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCommand } from '../../../electron/ipc/command-shape.ts';
import type { Command, CommandKind } from '../../../shared/commands.ts';
import { offerId } from '../../../shared/offer.ts';
import { tokenUnits, WSOL_MINT } from '../../../shared/units.ts';
import { SETTINGS } from '../../support/pools.ts';

const EVERY_COMMAND: Record<CommandKind, Command> = {
  approve: { kind: 'approve', offer: offerId(12), revision: 3, shownOut: tokenUnits(2n ** 64n - 1n) },
  skip: { kind: 'skip', offer: offerId(0) },
  sell: { kind: 'sell', pool: WSOL_MINT },
  'sell-everything': { kind: 'sell-everything' },
  kill: { kind: 'kill', by: 'button' },
  arm: { kind: 'arm' },
  reduce: { kind: 'reduce' },
  'change-settings': { kind: 'change-settings', settings: SETTINGS },
};

const refused = (message: unknown): string => {
  const parsed = parseCommand(message);
  if (parsed.ok) throw new Error(`taken: ${JSON.stringify(parsed.value, (_key, v: unknown) => String(v))}`);
  if (parsed.error.code !== 'malformed') throw new Error(`refused as ${parsed.error.code}`);
  expect(parsed.error.detail.length).toBeLessThanOrEqual(200);
  return parsed.error.detail;
};

describe('a command from the window', () => {
  it.each(Object.values(EVERY_COMMAND))('is taken as it is: $kind', (command) => {
    expect(parseCommand(structuredClone(command))).toEqual({ ok: true, value: command });
  });

  it.each(Object.values(EVERY_COMMAND))('is refused with a field too many: $kind', (command) => {
    expect(refused({ ...command, force: true })).toContain('a field that does not belong');
  });

  it('is refused without its fields', () => {
    for (const command of Object.values(EVERY_COMMAND)) {
      for (const field of Object.keys(command).filter((name) => name !== 'kind')) {
        const { [field]: _left, ...rest } = command as Record<string, unknown>;
        expect(refused(rest)).toContain(field);
      }
    }
  });

  it.each([
    null,
    undefined,
    0,
    1n,
    'kill',
    [],
    [{ kind: 'kill', by: 'button' }],
    {},
    { kind: null },
    { kind: 1 },
    { kind: ['kill'] },
    { kind: 'toString' },
    { kind: '__proto__' },
    { kind: 'constructor' },
    { kind: 'KILL', by: 'button' },
    new Map([['kind', 'kill']]),
    new Date(0),
    new Error('kill'),
  ])('is refused when it is none: %o', (message) => {
    refused(message);
  });

  it('is looked up among the commands alone, not in what every object has', () => {
    for (const kind of ['toString', '__proto__', 'constructor', 'hasOwnProperty']) {
      expect(refused({ kind })).toBe('there is no command of this kind');
    }
  });

  it('is refused when an offer or an address is anything but one', () => {
    for (const offer of [
      'offer-',
      'offer--1',
      'offer-01',
      'offer-1 ',
      'offer-1e3',
      'offer-1234567890123456',
      '1',
      1,
      null,
    ]) {
      refused({ kind: 'skip', offer });
    }
    for (const pool of [
      '',
      'x'.repeat(45),
      `${WSOL_MINT}\n`,
      `0${WSOL_MINT.slice(1)}`,
      'https://rpc.example',
      {},
      7,
    ]) {
      refused({ kind: 'sell', pool });
    }
  });

  it('is refused when a number is of the wrong kind', () => {
    const { approve } = EVERY_COMMAND;
    for (const shownOut of [1, '1', -1n, 2n ** 64n, 2n ** 100_000n, null]) refused({ ...approve, shownOut });
    for (const revision of [-1, 0.5, Number.NaN, Infinity, 2 ** 53, 1n, '1'])
      refused({ ...approve, revision });
  });

  it('is refused when it names a source of the stop that there is not', () => {
    refused({ kind: 'kill', by: 'nobody' });
    refused({ kind: 'kill' });
  });

  it('is refused when its settings are not the settings', () => {
    const change = (settings: unknown): unknown => ({ kind: 'change-settings', settings });
    refused(change(null));
    refused(change({ ...SETTINGS, unlimited: true }));
    refused(change({ ...SETTINGS, exit: { ...SETTINGS.exit, never: true } }));
    refused(change({ ...SETTINGS, approval: { ...SETTINGS.approval, never: true } }));
    refused(change({ ...SETTINGS, slippageBps: '5' }));
    refused(change({ ...SETTINGS, slippageBps: 0.5 }));
    refused(change({ ...SETTINGS, slippageBps: Number.NaN }));
    refused(change({ ...SETTINGS, buyLamports: 5 }));
    refused(change({ ...SETTINGS, requireNoFreeze: 'false' }));
    refused(change({ ...SETTINGS, exit: { ...SETTINGS.exit, takeProfitBps: undefined } }));
    refused(change({ ...SETTINGS, approval: { ...SETTINGS.approval, mode: 'always' } }));
  });

  it('leaves sizes out of range to the engine, which names the range', () => {
    const settings = { ...SETTINGS, maxConcurrentTrades: -5 };
    expect(parseCommand({ kind: 'change-settings', settings })).toMatchObject({ ok: true });
  });

  it('is refused, and throws nothing, when reading it throws', () => {
    const trap = (): never => {
      throw new Error('trap');
    };
    const everyTrap = {
      get: trap,
      has: trap,
      ownKeys: trap,
      getPrototypeOf: trap,
      getOwnPropertyDescriptor: trap,
    };
    refused(new Proxy({}, everyTrap));
    refused(Object.defineProperty({ kind: 'sell' }, 'pool', { enumerable: true, get: trap }));
    const knot: Record<string, unknown> = { kind: 'change-settings' };
    knot['settings'] = knot;
    refused(knot);
  });

  it('never tells the values back', () => {
    const detail = refused({ kind: 'sell', pool: 'my-secret-key' }) + refused({ kind: 'my-secret-key' });
    expect(detail + refused({ kind: 'skip', offer: 'offer-1', 'my-secret-key': 1 })).not.toContain('secret');
  });

  it('gets an answer whatever it is', () => {
    const hostile = fc.anything({
      withBigInt: true,
      withMap: true,
      withNullPrototype: true,
      withTypedArray: true,
    });
    fc.assert(
      fc.property(hostile, fc.constantFrom(...Object.keys(EVERY_COMMAND)), (value, kind) => {
        expect(parseCommand(value).ok).toBe(false);
        const fields =
          typeof value === 'object' && value !== null ? value : { by: value, offer: value, pool: value };
        const parsed = parseCommand({ ...fields, kind });
        if (parsed.ok) expect(parsed.value.kind).toBe(kind);
      }),
      { numRuns: 300 },
    );
  });
});
