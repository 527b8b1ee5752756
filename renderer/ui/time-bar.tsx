import { useRef } from 'react';
import type { UnixMs } from '../../shared/units.ts';
import { useDeskTick, useReadNow } from '../store/desk-context.tsx';
import styles from './time-bar.module.css';

type Props = { readonly fromMs: UnixMs; readonly untilMs: UnixMs };

/** The bar is about a hundred pixels and twenty seconds long: a step is a pixel. */
const TICK_MS = 250;
/** From here on it is worth a look. */
const LATE_MS = 5_000;

/** A bar that runs down until `untilMs`; amber in its last seconds. */
export function TimeBar({ fromMs, untilMs }: Props) {
  const fill = useRef<HTMLDivElement>(null);
  const readNow = useReadNow();
  const left = (nowMs: UnixMs): number =>
    Math.min(1, Math.max(0, (untilMs - nowMs) / Math.max(1, untilMs - fromMs)));
  useDeskTick(TICK_MS, (nowMs) => {
    if (fill.current === null) return;
    fill.current.style.transform = `scaleX(${left(nowMs).toFixed(4)})`;
    fill.current.dataset['late'] = String(untilMs - nowMs < LATE_MS);
  });
  return (
    <div className={styles['track']} aria-hidden="true">
      <div ref={fill} className={styles['fill']} style={{ transform: `scaleX(${left(readNow())})` }} />
    </div>
  );
}
