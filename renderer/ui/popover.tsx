import { Popover as Radix } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import { Hint } from './hint.tsx';
import styles from './popover.module.css';

type Props = {
  /** Its name for screen readers. */
  readonly label: string;
  /** What the trigger says before it is pressed. */
  readonly hint: ReactNode;
  /** A button. */
  readonly trigger: ReactElement;
  readonly children: ReactNode;
};

/** A panel that a button opens beside itself; Escape, a press elsewhere or the button closes it. */
export function Popover({ label, hint, trigger, children }: Props) {
  return (
    <Radix.Root>
      <Hint says={hint}>
        <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      </Hint>
      <Radix.Portal>
        <Radix.Content
          className={styles['popover']}
          aria-label={label}
          side="bottom"
          align="start"
          sideOffset={6}
          collisionPadding={8}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
