import { useCockpit } from '../../../store/desk-context.tsx';
import { cx } from '../../../ui/class-names.ts';
import { HoldButton } from '../../../ui/hold-button.tsx';
import styles from './arm-button.module.css';

/** Long enough that no slip arms the desk. */
export const ARM_HOLD_MS = 1_500;

export function ArmButton({
  small = false,
  onBanner = false,
}: {
  readonly small?: boolean;
  readonly onBanner?: boolean;
}) {
  const { actions } = useCockpit();
  return (
    <HoldButton
      holdMs={ARM_HOLD_MS}
      onHeld={() => void actions.arm()}
      className={cx(small && styles['small'], onBanner && styles['onBanner'])}
    >
      Hold to arm
      {onBanner && <span className={styles['how']}>1.5 s</span>}
    </HoldButton>
  );
}
