import { Switch } from 'radix-ui';
import { useId } from 'react';
import styles from './field.module.css';
import { SWITCHES, type SwitchSetting } from './setting-fields.ts';

type Props = { readonly name: SwitchSetting; readonly on: boolean; readonly onChange: (on: boolean) => void };

export function SwitchField({ name, on, onChange }: Props) {
  const id = useId();
  const { label, help } = SWITCHES[name];
  return (
    <div className={styles['field']}>
      <label className={styles['label']} htmlFor={id}>
        {label}
      </label>
      <div className={styles['control']}>
        <Switch.Root
          id={id}
          className={styles['switch']}
          checked={on}
          onCheckedChange={onChange}
          aria-describedby={`${id}-help`}
        >
          <Switch.Thumb className={styles['thumb']} />
        </Switch.Root>
      </div>
      <p id={`${id}-help`} className={styles['help']}>
        {help}
      </p>
    </div>
  );
}
