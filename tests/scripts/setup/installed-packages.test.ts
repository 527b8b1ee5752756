import { describe, expect, it } from 'vitest';
import { installedMatchesLock } from '../../../scripts/setup/installed-packages.mjs';

const root = { version: '0.1.0' };
const a = { version: '1.0.0', integrity: 'sha512-a' };
const forMac = { version: '2.0.0', integrity: 'sha512-m', optional: true };

describe('what is installed', () => {
  it('matches when every package is there, whatever the root entry says', () => {
    expect(installedMatchesLock({ packages: { a } }, { packages: { '': root, a } })).toBe(true);
  });

  it('may lack optional packages: those for other platforms', () => {
    expect(installedMatchesLock({ packages: { a } }, { packages: { '': root, a, forMac } })).toBe(true);
  });

  it('does not match when a package is missing', () => {
    expect(installedMatchesLock({ packages: {} }, { packages: { a } })).toBe(false);
    expect(installedMatchesLock({}, { packages: { a } })).toBe(false);
  });

  it('does not match when a version or its content differs', () => {
    expect(installedMatchesLock({ packages: { a: { ...a, version: '1.0.1' } } }, { packages: { a } })).toBe(
      false,
    );
    expect(
      installedMatchesLock({ packages: { a: { ...a, integrity: 'sha512-b' } } }, { packages: { a } }),
    ).toBe(false);
  });

  it('does not match when a package is left over', () => {
    expect(installedMatchesLock({ packages: { a, old: a } }, { packages: { a } })).toBe(false);
  });
});
