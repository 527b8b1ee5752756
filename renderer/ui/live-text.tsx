import { useRef } from 'react';
import type { UnixMs } from '../../shared/units.ts';
import { useDeskTick, useReadNow } from '../store/desk-context.tsx';

type Props = {
  /** What to show at a moment. */
  readonly at: (nowMs: UnixMs) => string;
  readonly everyMs: number;
  readonly className?: string | undefined;
};

/** Text that moves with the clock. It is written straight into the page: an age must not cost a render. */
export function LiveText({ at, everyMs, className }: Props) {
  const node = useRef<HTMLSpanElement>(null);
  const readNow = useReadNow();
  useDeskTick(everyMs, (nowMs) => {
    const text = at(nowMs);
    if (node.current !== null && node.current.textContent !== text) node.current.textContent = text;
  });
  return (
    <span ref={node} className={className}>
      {at(readNow())}
    </span>
  );
}
