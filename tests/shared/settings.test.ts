import { describe, expect, it } from 'vitest';
import type { RangedSetting, TradingSettings } from '../../shared/settings.ts';
import { checkSettings, SETTING_RANGES } from '../../shared/settings.ts';
import { SETTINGS } from '../support/pools.ts';

const NAMES = Object.keys(SETTING_RANGES) as RangedSetting[];
const EXITS: readonly string[] = ['takeProfitBps', 'stopLossBps', 'maxHoldMs'];

function withValue(name: RangedSetting, value: bigint | number): TradingSettings {
  const given = name.endsWith('Lamports') ? BigInt(value) : Number(value);
  if (name === 'autoBelowLamports') {
    return { ...SETTINGS, approval: { ...SETTINGS.approval, [name]: given } } as TradingSettings;
  }
  if (EXITS.includes(name)) return { ...SETTINGS, exit: { ...SETTINGS.exit, [name]: given } };
  return { ...SETTINGS, [name]: given };
}

describe('the settings', () => {
  it('that are in use everywhere in these tests are in range', () => {
    expect(checkSettings(SETTINGS)).toEqual([]);
  });

  it.each(NAMES)('allow the ends of the range of %s and nothing outside', (name) => {
    const { min, max, says } = SETTING_RANGES[name];
    expect(checkSettings(withValue(name, min))).toEqual([]);
    expect(checkSettings(withValue(name, max))).toEqual([]);
    for (const value of [min - 1n, max + 1n]) {
      expect(checkSettings(withValue(name, value))).toEqual([
        { setting: name, value: String(value), allowed: says },
      ]);
    }
  });

  it.each(NAMES.filter((name) => !name.endsWith('Lamports')))(
    'take no half, NaN or infinity for %s',
    (name) => {
      for (const value of [Number(SETTING_RANGES[name].min) + 0.5, NaN, Infinity]) {
        expect(checkSettings(withValue(name, value))).toMatchObject([
          { setting: name, value: String(value) },
        ]);
      }
    },
  );

  it('may leave each exit rule out', () => {
    const exit = { takeProfitBps: null, stopLossBps: null, maxHoldMs: null };
    expect(checkSettings({ ...SETTINGS, exit })).toEqual([]);
  });

  it('are told with everything that is wrong, not only with the first', () => {
    const settings = { ...SETTINGS, slippageBps: 0, offerTtlMs: 1 } as TradingSettings;
    expect(checkSettings(settings).map(({ setting }) => setting)).toEqual(['slippageBps', 'offerTtlMs']);
  });

  it('have a range for every number in them', () => {
    const { approval, exit, ...flat } = SETTINGS;
    const numbers = Object.entries({ ...flat, ...exit, autoBelowLamports: approval.autoBelowLamports })
      .filter(([, value]) => typeof value !== 'boolean')
      .map(([name]) => name);
    expect(numbers.toSorted()).toEqual(NAMES.toSorted());
  });
});
