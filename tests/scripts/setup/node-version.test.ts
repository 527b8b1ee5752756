import { describe, expect, it } from 'vitest';
import { nodeVersionProblem, nodeVersionSuffices } from '../../../scripts/setup/node-version.mjs';

describe('the Node version', () => {
  it.each(['20.19.0', '20.20.2', '22.12.0', '22.20.0', '23.0.0', '24.1.0', '100.0.0'])(
    '%s suffices',
    (version) => {
      expect(nodeVersionSuffices(version)).toBe(true);
      expect(nodeVersionProblem(version)).toBeNull();
    },
  );

  it.each(['14.21.3', '18.20.8', '20.18.1', '20.9.0', '21.7.3', '22.11.0', '22.2.0'])(
    '%s does not',
    (version) => {
      expect(nodeVersionSuffices(version)).toBe(false);
    },
  );

  it('is named, with the remedy, when it does not suffice', () => {
    expect(nodeVersionProblem('18.20.8')).toMatch(/Node 18\.20\.8 .*nodejs\.org/);
  });
});
