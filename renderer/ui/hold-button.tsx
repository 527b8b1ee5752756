import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import { useCockpit } from '../store/desk-context.tsx';
import { cx } from './class-names.ts';
import styles from './hold-button.module.css';

type Props = {
  readonly holdMs: number;
  /** Called once, when it was held to the end. */
  readonly onHeld: () => void;
  readonly className?: string | undefined;
  readonly describedBy?: string;
  readonly children: ReactNode;
};

const starts = (event: KeyboardEvent): boolean => event.key === 'Enter' || event.key === ' ';

/**
 * A button for what must not happen by a slip: held by pointer, Enter or Space for `holdMs`. Letting go, leaving
 * the window or Escape takes it back. It counts in animation frames, so a hidden window never completes it.
 */
export function HoldButton({ holdMs, onHeld, className, describedBy, children }: Props) {
  const { ticker } = useCockpit();
  const [holding, setHolding] = useState(false);
  const fill = useRef<HTMLSpanElement>(null);
  const held = useRef(onHeld);
  useEffect(() => {
    held.current = onHeld;
  });

  useEffect(() => {
    if (!holding) return undefined;
    const startedMs = ticker.now();
    const bar = fill.current;
    const letGo = (): void => setHolding(false);
    const stopTicks = ticker.subscribe(0, (monoMs) => {
      const share = Math.min(1, (monoMs - startedMs) / holdMs);
      if (bar !== null) bar.style.transform = `scaleX(${Math.max(0, share)})`;
      if (share < 1) return;
      // React ends the hold some frames later: the next frame must not find it done once more.
      stopTicks();
      setHolding(false);
      held.current();
    });
    window.addEventListener('blur', letGo);
    document.addEventListener('visibilitychange', letGo);
    return () => {
      stopTicks();
      window.removeEventListener('blur', letGo);
      document.removeEventListener('visibilitychange', letGo);
      if (bar !== null) bar.style.transform = 'scaleX(0)';
    };
  }, [holding, holdMs, ticker]);

  function onPointerDown(event: PointerEvent<HTMLButtonElement>): void {
    if (event.button !== 0) return;
    setHolding(true);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape') setHolding(false);
    if (!starts(event)) return;
    event.preventDefault();
    if (!event.repeat) setHolding(true);
  }

  return (
    <button
      type="button"
      className={cx(styles['hold'], className)}
      data-holding={holding}
      aria-describedby={describedBy}
      onPointerDown={onPointerDown}
      onPointerUp={() => setHolding(false)}
      onPointerLeave={() => setHolding(false)}
      onPointerCancel={() => setHolding(false)}
      onContextMenu={(event) => event.preventDefault()}
      onKeyDown={onKeyDown}
      onKeyUp={(event) => starts(event) && setHolding(false)}
      onBlur={() => setHolding(false)}
    >
      <span ref={fill} className={styles['fill']} aria-hidden="true" />
      <span className={styles['words']}>{children}</span>
    </button>
  );
}
