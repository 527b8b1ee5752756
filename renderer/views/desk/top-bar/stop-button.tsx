import { ArrowBigUp, Command } from 'lucide-react';
import { useState, type MouseEvent, type PointerEvent } from 'react';
import { useCockpit } from '../../../store/desk-context.tsx';
import { Kbd } from '../../../ui/kbd.tsx';
import styles from './stop-button.module.css';

const isMac = (): boolean => navigator.userAgent.includes('Mac OS');

/** The stop. It acts when the pointer goes down: what is pressed in haste often slides off before it is let go. */
export function StopButton() {
  const { actions } = useCockpit();
  const [stopping, setStopping] = useState(false);

  function stop(): void {
    setStopping(true);
    void actions.kill('button').finally(() => setStopping(false));
  }

  function onPointerDown(event: PointerEvent): void {
    if (event.button === 0) stop();
  }

  /** A click without a pointer is Enter, Space or an assistive device; the pointer's own click has stopped already. */
  function onClick(event: MouseEvent): void {
    if (event.detail === 0) stop();
  }

  return (
    <button
      type="button"
      className={styles['stop']}
      aria-label="Stop trading"
      aria-keyshortcuts={isMac() ? 'Meta+Shift+K' : 'Control+Shift+K'}
      onPointerDown={onPointerDown}
      onClick={onClick}
    >
      {stopping ? 'STOPPING' : 'STOP'}
      <Kbd>
        {isMac() ? <Command size={11} /> : 'Ctrl'}
        <ArrowBigUp size={13} />K
      </Kbd>
    </button>
  );
}
