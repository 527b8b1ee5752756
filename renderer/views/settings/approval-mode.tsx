import type { ApprovalMode } from '../../../shared/settings.ts';
import { Segments } from '../../ui/segments.tsx';
import styles from './settings-sheet.module.css';

const MODES: readonly { readonly value: ApprovalMode; readonly label: string }[] = [
  { value: 'manual', label: 'Ask every time' },
  { value: 'auto-below', label: 'Ask from a size on' },
  { value: 'auto', label: 'Never ask' },
];

const SAYS: Readonly<Record<ApprovalMode, string>> = {
  manual: 'Each pool that passes the checks waits for your word.',
  'auto-below': 'Small buys go out by themselves, larger ones wait for your word.',
  auto: 'Each pool that passes the checks is bought at once.',
};

type Props = { readonly mode: ApprovalMode; readonly onChange: (mode: ApprovalMode) => void };

export function ApprovalModeField({ mode, onChange }: Props) {
  return (
    <div className={styles['mode']}>
      <Segments label="When to ask" value={mode} options={MODES} onChange={onChange} />
      <p>{SAYS[mode]}</p>
    </div>
  );
}
