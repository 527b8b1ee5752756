import { useRef } from 'react';
import type { UnixMs } from '../../shared/units.ts';
import { useDeskTick, useReadNow } from '../store/desk-context.tsx';
import styles from './time-ring.module.css';

type Props = { readonly untilMs: UnixMs; readonly totalMs: number };

const RADIUS = 5.5;
const ROUND = 2 * Math.PI * RADIUS;

/** A ring that runs out: what is left of `totalMs` until `untilMs`. */
export function TimeRing({ untilMs, totalMs }: Props) {
  const arc = useRef<SVGCircleElement>(null);
  const readNow = useReadNow();
  const offset = (nowMs: UnixMs): number =>
    ROUND * (1 - Math.min(1, Math.max(0, (untilMs - nowMs) / Math.max(1, totalMs))));
  useDeskTick(1000, (nowMs) => arc.current?.setAttribute('stroke-dashoffset', offset(nowMs).toFixed(2)));
  return (
    <svg className={styles['ring']} viewBox="0 0 14 14" aria-hidden="true">
      <circle className={styles['track']} cx="7" cy="7" r={RADIUS} />
      <circle
        ref={arc}
        className={styles['arc']}
        cx="7"
        cy="7"
        r={RADIUS}
        strokeDasharray={ROUND}
        strokeDashoffset={offset(readNow())}
        transform="rotate(-90 7 7)"
      />
    </svg>
  );
}
