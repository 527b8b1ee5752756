import { millis, type Millis, type MonoUs } from '../../shared/units.ts';

const FIRST_DELAY_MS = 250;
const MAX_DELAY_MS = 30_000;
/** A page that lived so long was well: its next crash counts as the first. */
const WELL_AFTER_US = 60_000_000;

/** How long to wait before the page is loaded again after a crash: doubled each time, so that a page that cannot live does not busy the machine. */
export function crashBackoff(): (nowUs: MonoUs) => Millis {
  let crashes = 0;
  let lastUs: MonoUs | null = null;
  return (nowUs) => {
    if (lastUs === null || nowUs - lastUs > WELL_AFTER_US) crashes = 0;
    lastUs = nowUs;
    crashes += 1;
    return millis(Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(crashes - 1, 10)));
  };
}
