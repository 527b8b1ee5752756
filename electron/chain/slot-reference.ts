import type { MonoUs, Slot } from '../../shared/units.ts';

export type SlotReference = {
  /** Takes what a source told; false when it is further ahead than can be, and nobody else says so: then nothing is taken. */
  note(source: string, told: Slot, nowUs: MonoUs): boolean;
  /** Whether something else can be of this slot, which is no source of its own. */
  canBe(told: Slot, nowUs: MonoUs): boolean;
  /** The newest slot that was taken. */
  newest(): Slot | null;
};

/** No cluster makes slots faster; a node that was silent for long may be right about all of them. */
const LEAST_SLOT_US = 100_000;
/** About seven minutes: what nodes of one cluster can be apart and still mean well. */
const MOST_AHEAD = 1_000;
/** As many sources as are remembered: endpoints and the subscriptions. */
const MOST_SOURCES = 64;

type Told = { readonly source: string; readonly slot: Slot; readonly atUs: MonoUs };

/** The furthest that a cluster can be at `nowUs` which was there when this was told. */
const countedOn = (told: Told, nowUs: MonoUs): number =>
  told.slot + (nowUs - told.atUs) / LEAST_SLOT_US + MOST_AHEAD;

/**
 * Which slots to believe. A slot far ahead of the newest known, counted on with the time that passed, is believed only
 * when it comes from the one source there is, or when a second source is as far: one endpoint that lies can neither
 * move the desk ahead nor, as nothing goes back, behind. One that lied first is outvoted by two.
 */
export function makeSlotReference(): SlotReference {
  const bySource = new Map<string, Told>();
  let newest: Told | null = null;

  /** Those that cannot be of one cluster with what was believed first. */
  function outvoting(believed: Told, nowUs: MonoUs): readonly Told[] {
    const others = [...bySource.values()].filter(({ source }) => source !== believed.source);
    const far = others.filter((each) => believed.slot > countedOn(each, nowUs));
    return far.length >= 2 && far.length === others.length ? far : [];
  }

  return {
    note: (source, slot, nowUs) => {
      const told: Told = { source, slot, atUs: nowUs };
      const others = [...bySource.values()].filter((each) => each.source !== source);
      if (bySource.has(source) || bySource.size < MOST_SOURCES) bySource.set(source, told);
      const isPlausible =
        newest === null ||
        others.length === 0 ||
        slot <= countedOn(newest, nowUs) ||
        others.some((each) => slot <= countedOn(each, nowUs));
      if (!isPlausible) return false;
      if (newest === null || slot > newest.slot) newest = told;
      for (const [at, each] of outvoting(newest, nowUs).entries()) {
        if (at === 0 || each.slot > newest.slot) newest = each;
      }
      return true;
    },
    canBe: (told, nowUs) => newest === null || told <= countedOn(newest, nowUs),
    newest: () => newest?.slot ?? null,
  };
}
