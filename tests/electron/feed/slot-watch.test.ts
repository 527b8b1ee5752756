import { describe, expect, it } from 'vitest';
import { makeSlotWatch, MAX_SLOT_JUMP, MAX_SLOT_LAG } from '../../../electron/feed/slot-watch.ts';
import { slot, type Slot } from '../../../shared/units.ts';
import { manualClock } from '../../support/manual-clock.ts';

function watch() {
  const clock = manualClock();
  const other: { slot: Slot | null } = { slot: null };
  let jumps = 0;
  const slots = makeSlotWatch({ clock, otherSlot: () => other.slot, jumped: () => (jumps += 1) });
  return { clock, other, slots, jumps: () => jumps };
}

describe('the watch on slots', () => {
  it('expects nothing of a connection until its first slot', () => {
    const { clock, other, slots } = watch();
    slots.opened();
    other.slot = slot(1_000_000);
    clock.advance(3_600_000);
    expect(slots.fault()).toBeNull();
    slots.saw(1_000_000);
    clock.advance(7000);
    slots.opened();
    expect(slots.fault()).toBeNull();
  });

  it('finds fault after seven seconds without a slot', () => {
    const { clock, slots } = watch();
    slots.saw(1);
    clock.advance(6999);
    expect(slots.fault()).toBeNull();
    clock.advance(1);
    expect(slots.fault()).toBe('connected, but no slot came for 7 s');
    slots.saw(2);
    expect(slots.fault()).toBeNull();
  });

  it('finds fault in slots that are far behind another source, and not in those ahead', () => {
    const { other, slots } = watch();
    slots.saw(1000);
    other.slot = slot(1000 + MAX_SLOT_LAG);
    expect(slots.fault()).toBeNull();
    other.slot = slot(1001 + MAX_SLOT_LAG);
    expect(slots.fault()).toBe('connected, but 51 slots behind the chain');
    other.slot = slot(5);
    expect(slots.fault()).toBeNull();
  });

  it('tells a jump on one connection, and none from one to the next', () => {
    const { slots, jumps } = watch();
    for (const each of [100, 101, 101 + MAX_SLOT_JUMP]) slots.saw(each);
    expect(jumps()).toBe(0);
    slots.saw(200);
    expect(jumps()).toBe(1);
    slots.opened();
    slots.saw(900);
    expect(jumps()).toBe(1);
  });

  it('knows the newest over all connections', () => {
    const { slots } = watch();
    expect(slots.newest()).toBeNull();
    slots.saw(100);
    slots.opened();
    slots.saw(90);
    expect(slots.newest()).toBe(100);
  });
});
