import { describe, expect, it } from 'vitest';
import { parseAddress } from '../../../electron/protocol/base58.ts';
import { foreignAnnouncement, malformedAnnouncement } from '../../../electron/sim/market/announcement.ts';
import { createRandom } from '../../../electron/sim/prng/random.ts';
import { at } from './market-fixture.ts';

const KNOWN = new Set(['pool_id', 'base_token', 'quote_token', 'program', 'symbol', 'name', 'slot']);
const isWellFormed = (message: unknown): boolean =>
  typeof message === 'object' &&
  message !== null &&
  Object.keys(message).every((name) => KNOWN.has(name)) &&
  ['pool_id', 'base_token', 'quote_token'].every((name) => parseAddress(at(message, name)) !== null);

describe('an announcement of the feed', () => {
  it('that is meant to be malformed is, in many ways', () => {
    const random = createRandom('malformed');
    const messages = Array.from({ length: 100 }, () => malformedAnnouncement(random));
    expect(messages.filter(isWellFormed)).toEqual([]);
    expect(
      new Set(messages.map((each) => (each === null ? 'null' : Object.keys(each as object).join()))).size,
    ).toBeGreaterThan(4);
  });

  it('of another program’s pool is well-formed and names the program', () => {
    const random = createRandom('foreign');
    const messages = Array.from({ length: 50 }, () => foreignAnnouncement(random, 7));
    expect(messages.every(isWellFormed)).toBe(true);
    expect(new Set(messages.map((each) => each['program']))).toEqual(new Set(['cpmm', 'launchlab']));
  });
});
