import { useEffect, useState } from 'react';
import type { Offer } from '../../../../shared/offer.ts';
import { runningDesk, useCockpit } from '../../../store/desk-context.tsx';

/** A card comes and goes within this. */
const MEMBERS_MS = 100;
/** Its figures change at most this often: a price that flickers faster is not read. */
const FIGURES_MS = 300;

const sameMembers = (a: readonly Offer[], b: readonly Offer[]): boolean =>
  a.length === b.length && a.every(({ id }, index) => id === b[index]?.id);

/** The offers as they are on the screen. What is approved is one of these, with the price that was shown. */
export function useShownOffers(): readonly Offer[] {
  const { desk, ticker } = useCockpit();
  const [shown, setShown] = useState(() => runningDesk(desk.getState()).offers);
  useEffect(() => {
    let last: readonly Offer[] = [];
    let figuresDueMs = 0;
    return ticker.subscribe(MEMBERS_MS, (monoMs) => {
      const { replica } = desk.getState();
      if (replica.phase !== 'running' || replica.desk.offers === last) return;
      if (monoMs < figuresDueMs && sameMembers(last, replica.desk.offers)) return;
      figuresDueMs = monoMs + FIGURES_MS;
      last = replica.desk.offers;
      setShown(last);
    });
  }, [desk, ticker]);
  return shown;
}
