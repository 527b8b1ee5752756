import { memo } from 'react';
import type { Slot, UnixMs } from '../../../../shared/units.ts';
import { formatAge } from '../../../format/duration.ts';
import { useCockpit } from '../../../store/desk-context.tsx';
import { LiveText } from '../../../ui/live-text.tsx';

type Props = { readonly slot: Slot | null; readonly madeAtMs: UnixMs };

/** How old the pool is, in slots of the chain where both are known, and how long it has been waiting. */
export const OfferAge = memo(function OfferAge({ slot, madeAtMs }: Props) {
  const { desk } = useCockpit();
  const age = (nowMs: UnixMs): string => {
    const { replica } = desk.getState();
    const tip = replica.phase === 'running' ? (replica.desk.chain?.slot ?? null) : null;
    const waited = formatAge(nowMs - madeAtMs);
    if (slot === null || tip === null) return waited;
    const slots = Math.max(0, tip - slot);
    return `${slots} ${slots === 1 ? 'slot' : 'slots'} · ${waited}`;
  };
  return <LiveText everyMs={200} at={age} />;
});
