import { describe, expect, it } from 'vitest';
import { lacksDisplay } from '../../../scripts/system/display.mjs';

describe('a display', () => {
  it('is there on Windows and macOS, and where a variable names it', () => {
    expect(lacksDisplay('win32', {})).toBe(false);
    expect(lacksDisplay('darwin', {})).toBe(false);
    expect(lacksDisplay('linux', { DISPLAY: ':0' })).toBe(false);
    expect(lacksDisplay('linux', { WAYLAND_DISPLAY: 'wayland-0' })).toBe(false);
  });

  it('is missing on Linux without one, or with an empty name', () => {
    expect(lacksDisplay('linux', {})).toBe(true);
    expect(lacksDisplay('linux', { DISPLAY: '' })).toBe(true);
  });
});
