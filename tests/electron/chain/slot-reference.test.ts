import { describe, expect, it } from 'vitest';
import { makeSlotReference } from '../../../electron/chain/slot-reference.ts';
import { monoUs, slot } from '../../../shared/units.ts';

const at = (ms: number) => monoUs(ms * 1000);

describe('which slots are believed', () => {
  it('believes the one source there is, forward only', () => {
    const reference = makeSlotReference();
    expect(reference.newest()).toBeNull();
    expect(reference.note('a', slot(100), at(0))).toBe(true);
    expect(reference.note('a', slot(5_000_000), at(0))).toBe(true);
    expect(reference.note('a', slot(90), at(0))).toBe(true);
    expect(reference.newest()).toBe(5_000_000);
  });

  it('does not follow one of two that runs ahead, and goes on with the other', () => {
    const reference = makeSlotReference();
    reference.note('a', slot(100), at(0));
    reference.note('b', slot(101), at(0));
    expect(reference.note('b', slot(9_000_000), at(400))).toBe(false);
    expect(reference.note('a', slot(102), at(800))).toBe(true);
    expect(reference.newest()).toBe(102);
    expect(reference.canBe(slot(9_000_000), at(800))).toBe(false);
    expect(reference.canBe(slot(500), at(800))).toBe(true);
  });

  it('follows two that say the same', () => {
    const reference = makeSlotReference();
    reference.note('a', slot(100), at(0));
    reference.note('b', slot(101), at(0));
    expect(reference.note('a', slot(50_000), at(400))).toBe(false);
    expect(reference.note('b', slot(50_001), at(400))).toBe(true);
    expect(reference.note('a', slot(50_002), at(400))).toBe(true);
    expect(reference.newest()).toBe(50_002);
  });

  it('grants the time that passed', () => {
    const reference = makeSlotReference();
    reference.note('a', slot(100), at(0));
    reference.note('b', slot(100), at(0));
    expect(reference.note('a', slot(9_100), at(3_600_000))).toBe(true);
  });

  it('lets two outvote the one that lied first', () => {
    const reference = makeSlotReference();
    reference.note('liar', slot(9_000_000), at(0));
    reference.note('a', slot(100), at(0));
    expect(reference.newest()).toBe(9_000_000);
    reference.note('b', slot(103), at(0));
    expect(reference.newest()).toBe(103);
    expect(reference.note('liar', slot(9_000_001), at(400))).toBe(false);
    expect(reference.newest()).toBe(103);
  });
});
