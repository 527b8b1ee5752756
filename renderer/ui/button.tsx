import type { ButtonHTMLAttributes, ReactNode } from 'react';
import styles from './button.module.css';
import { cx } from './class-names.ts';
import { Kbd } from './kbd.tsx';

type Props = ButtonHTMLAttributes<HTMLButtonElement> & {
  readonly look?: 'plain' | 'primary' | 'quiet' | 'danger';
  readonly small?: boolean;
  /** The key that presses it, drawn on it. */
  readonly hotkey?: string | undefined;
  readonly icon?: ReactNode;
};

export function Button({ look = 'plain', small = false, hotkey, icon, children, className, ...rest }: Props) {
  return (
    <button
      type="button"
      {...rest}
      {...(hotkey === undefined ? {} : { 'aria-keyshortcuts': hotkey })}
      className={cx(styles['button'], styles[look], small && styles['small'], className)}
    >
      {icon}
      {children}
      {hotkey !== undefined && <Kbd>{hotkey}</Kbd>}
    </button>
  );
}
