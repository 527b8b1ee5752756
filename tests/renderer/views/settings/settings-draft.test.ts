import { describe, expect, it } from 'vitest';
import type { RangedSetting } from '../../../../shared/settings.ts';
import { FIELDS, SETTING_NAMES, allowedWords } from '../../../../renderer/views/settings/setting-fields.ts';
import {
  draftOf,
  readDraft,
  sameDraft,
  type SettingsDraft,
} from '../../../../renderer/views/settings/settings-draft.ts';
import { demoSettings } from '../../support/demo-desk.ts';

const draft = draftOf(demoSettings);
const typed = (name: RangedSetting, text: string): SettingsDraft => ({
  ...draft,
  texts: { ...draft.texts, [name]: text },
});

describe('the settings as typed', () => {
  it('read back to the very same settings', () => {
    expect(readDraft(draft)).toEqual({ ok: true, settings: demoSettings });
  });

  it('hold every numeric setting, each with a label, a help and what is allowed', () => {
    expect(SETTING_NAMES).toHaveLength(18);
    for (const name of SETTING_NAMES) {
      expect(FIELDS[name].label).not.toBe('');
      expect(FIELDS[name].help).not.toBe('');
      expect(allowedWords(name)).toMatch(/^[\d.\u202f]+ to [\d.\u202f]+( SOL| %| s)?$/);
    }
  });

  it('are exact: SOL in lamports, percentages in basis points, seconds in milliseconds', () => {
    const read = readDraft({
      ...draft,
      texts: { ...draft.texts, buyLamports: '0.123456789', slippageBps: '0.29', offerTtlMs: '1.001' },
    });
    expect(read).toMatchObject({
      ok: true,
      settings: { buyLamports: 123_456_789n, slippageBps: 29, offerTtlMs: 1_001 },
    });
  });

  it.each([
    ['buyLamports', '0.0001', 'Allowed: 0.001 to 100 SOL'],
    ['buyLamports', '', 'Type an amount of SOL such as 0.25'],
    ['slippageBps', '51', 'Allowed: 0.01 to 50 %'],
    ['maxConcurrentTrades', '2.5', 'Type a whole number such as 3'],
    ['maxConcurrentTrades', '17', 'Allowed: 1 to 16'],
    ['poolCooldownMs', '90000', 'Allowed: 0 to 86\u202f400 s'],
  ] as const)('refuse %s of “%s” with one line', (name, text, problem) => {
    expect(readDraft(typed(name, text))).toEqual({ ok: false, problems: { [name]: problem } });
  });

  it('leave a rule that is off out, whatever is typed there', () => {
    const off = { ...typed('takeProfitBps', 'nonsense'), on: { ...draft.on, takeProfitBps: false } };
    expect(readDraft(off)).toEqual({
      ok: true,
      settings: { ...demoSettings, exit: { ...demoSettings.exit, takeProfitBps: null } },
    });
  });

  it('count as changed by what they mean, not by spaces', () => {
    expect(sameDraft(draft, typed('buyLamports', ' 0.1 '))).toBe(true);
    expect(sameDraft(draft, typed('buyLamports', '0.2'))).toBe(false);
    expect(sameDraft(draft, { ...draft, mode: 'manual' })).toBe(false);
    expect(sameDraft(draft, { ...draft, switches: { ...draft.switches, requireNoFreeze: false } })).toBe(
      false,
    );
  });
});
