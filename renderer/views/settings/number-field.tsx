import { Switch } from 'radix-ui';
import { useId } from 'react';
import type { RangedSetting } from '../../../shared/settings.ts';
import { formatLength, parseSeconds } from '../../format/duration.ts';
import { cx } from '../../ui/class-names.ts';
import styles from './field.module.css';
import { CODECS, FIELDS, allowedWords } from './setting-fields.ts';

type Props = {
  readonly name: RangedSetting;
  readonly text: string;
  readonly problem: string | undefined;
  readonly onText: (text: string) => void;
  /** Greyed, with the reason in its help: the setting has no effect as things are. */
  readonly idle?: boolean;
  /** A rule that may be off carries its switch. */
  readonly toggle?: { readonly on: boolean; readonly onChange: (on: boolean) => void };
};

/** Seconds from two minutes on are easier read as a length. */
function asLength(name: RangedSetting, text: string): string | null {
  if (FIELDS[name].kind !== 'seconds') return null;
  const parsed = parseSeconds(text);
  return parsed.ok && parsed.value >= 60_000 ? `= ${formatLength(parsed.value)}` : null;
}

export function NumberField({ name, text, problem, onText, idle = false, toggle }: Props) {
  const id = useId();
  const { label, help, kind } = FIELDS[name];
  const { unit } = CODECS[kind];
  const off = toggle !== undefined && !toggle.on;
  const wrong = problem !== undefined && !off;
  return (
    <div className={cx(styles['field'], (idle || off) && styles['idle'])}>
      <label className={styles['label']} htmlFor={id}>
        {label}
      </label>
      <div className={styles['control']}>
        <span className={styles['length']}>{off ? null : asLength(name, text)}</span>
        {toggle !== undefined && (
          <Switch.Root
            className={styles['switch']}
            checked={toggle.on}
            onCheckedChange={toggle.onChange}
            aria-label={`${label}: on`}
          >
            <Switch.Thumb className={styles['thumb']} />
          </Switch.Root>
        )}
        <span className={cx(styles['box'], wrong && styles['wrong'])}>
          <input
            id={id}
            className={cx('num', styles['input'])}
            inputMode="decimal"
            autoComplete="off"
            spellCheck={false}
            value={text}
            disabled={off}
            aria-invalid={wrong}
            aria-describedby={`${id}-help`}
            onChange={(event) => onText(event.target.value)}
          />
          <span className={styles['unit']}>{unit}</span>
        </span>
      </div>
      <p
        id={`${id}-help`}
        className={cx(styles['help'], wrong && styles['problem'])}
        role={wrong ? 'alert' : undefined}
      >
        {wrong ? problem : help}
        {!wrong && <span className={styles['range']}> {allowedWords(name)}</span>}
      </p>
    </div>
  );
}
