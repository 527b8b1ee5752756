// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { THEME_KEY, applyThemeChoice, readThemeChoice, shownTheme } from '../../../renderer/store/theme.ts';

describe('the theme', () => {
  const root = document.documentElement;
  beforeEach(() => localStorage.clear());

  it('follows the system until the trader chooses', () => {
    expect(readThemeChoice(localStorage)).toBe('system');
    expect(shownTheme('system', true)).toBe('light');
    expect(shownTheme('system', false)).toBe('dark');
  });

  it('is remembered once chosen, and stands on the root', () => {
    applyThemeChoice('light', localStorage, root);
    expect(readThemeChoice(localStorage)).toBe('light');
    expect(root.dataset['theme']).toBe('light');
    applyThemeChoice('system', localStorage, root);
    expect(localStorage.getItem(THEME_KEY)).toBeNull();
    expect(root.dataset['theme']).toBeUndefined();
  });

  it('does not trust what somebody else wrote there', () => {
    localStorage.setItem(THEME_KEY, 'pink');
    expect(readThemeChoice(localStorage)).toBe('system');
  });
});
