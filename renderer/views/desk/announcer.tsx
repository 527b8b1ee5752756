import { useState } from 'react';
import type { Desk } from '../../../shared/desk.ts';
import { haltBanner } from '../../format/halt-banner.ts';
import { formatLiquidity, formatSolSize } from '../../format/sol.ts';
import { useDesk, useSampledDesk } from '../../store/desk-context.tsx';

/** A reader speaks slower than pools appear: at most one announcement in this time. */
const ANNOUNCE_MS = 4_000;

const selectNewest = (desk: Desk) => ({ newest: desk.offers.at(-1) ?? null, waiting: desk.offers.length });

/** Says to screen readers what the eye sees at once: a new offer politely, a halt at once. */
export function Announcer() {
  const trading = useDesk((desk) => desk.trading);
  const { newest, waiting } = useSampledDesk(selectNewest, ANNOUNCE_MS);
  const [first] = useState(trading);
  const state =
    trading.state === 'armed'
      ? 'Armed: the desk buys and sells.'
      : trading.state === 'reducing'
        ? 'Selling only.'
        : `Halted. ${haltBanner(trading.cause).cause}. ${haltBanner(trading.cause).remedy}`;
  const offer =
    newest === null
      ? ''
      : `${newest.symbol} waits for you: ${formatSolSize(newest.spendLamports)} SOL into a pool of ${formatLiquidity(newest.first.solReserve)} SOL. ${waiting} waiting.`;
  return (
    <>
      <p className="unseen" aria-live="polite">
        {offer}
      </p>
      <p className="unseen" role="alert">
        {trading === first && trading.state === 'armed' ? '' : state}
      </p>
    </>
  );
}
