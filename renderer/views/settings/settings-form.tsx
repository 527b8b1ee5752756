import { useEffect, useState, type FormEvent } from 'react';
import { toast } from 'sonner';
import type { RangedSetting } from '../../../shared/settings.ts';
import { problemWords } from '../../format/command-words.ts';
import { useCockpit, useDesk } from '../../store/desk-context.tsx';
import { Button } from '../../ui/button.tsx';
import { ApprovalModeField } from './approval-mode.tsx';
import { NumberField } from './number-field.tsx';
import { OPTIONAL } from './setting-fields.ts';
import { draftOf, readDraft, sameDraft, type DraftProblems, type SettingsDraft } from './settings-draft.ts';
import styles from './settings-sheet.module.css';
import { SwitchField } from './switch-field.tsx';

const SIZE = ['buyLamports', 'maxShareOfLiquidityBps', 'slippageBps'] as const;
const LIMITS = [
  'maxConcurrentTrades',
  'maxTradesPerHour',
  'poolCooldownMs',
  'spendCapLamports',
  'lossCapLamports',
  'tradeTimeoutMs',
] as const;
const CHECKS = ['minLiquidityLamports', 'maxImpactBps', 'minLpBurnedBps'] as const;

type Props = {
  readonly onSaved: () => void;
  /** Told when there starts or stops being something unsaved. */
  readonly onChanged: (changed: boolean) => void;
};

/** Every setting that the trader may change. Nothing is sent before Save; Undo goes back to what is in force. */
export function SettingsForm({ onSaved, onChanged }: Props) {
  const { actions } = useCockpit();
  const current = useDesk((desk) => desk.settings);
  const notes = useDesk((desk) => desk.session.presetNotes);
  const [base, setBase] = useState(current);
  const [draft, setDraft] = useState<SettingsDraft>(() => draftOf(current));
  const [failure, setFailure] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);
  const changed = !sameDraft(draft, draftOf(base));
  const read = readDraft(draft);
  const problems: DraftProblems = read.ok ? {} : read.problems;

  // Settings that change elsewhere replace what is shown, unless something is being typed.
  if (current !== base) {
    setBase(current);
    if (!changed) setDraft(draftOf(current));
  }

  useEffect(() => {
    onChanged(changed);
    return () => onChanged(false);
  }, [changed, onChanged]);

  function undo(): void {
    setDraft(draftOf(base));
    setFailure(null);
  }

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (!read.ok || saving) return;
    setSaving(true);
    const reply = await actions.changeSettings(read.settings);
    setSaving(false);
    if (!reply.ok) {
      setFailure(problemWords(reply.problem));
      return;
    }
    toast.success('Settings saved', { description: 'They hold from now on.' });
    onSaved();
  }

  const field = (name: RangedSetting, idle = false) => (
    <NumberField
      key={name}
      name={name}
      idle={idle}
      text={draft.texts[name]}
      problem={problems[name]}
      onText={(text) => setDraft((typed) => ({ ...typed, texts: { ...typed.texts, [name]: text } }))}
    />
  );
  const wrong = Object.keys(problems).length;
  return (
    <form className={styles['form']} onSubmit={(event) => void save(event)} noValidate>
      <div className={styles['groups']}>
        {notes.length > 0 && (
          <section className={styles['notes']} aria-label="What this session's preset changed">
            <h3>Changed by the preset of this session</h3>
            <ul>
              {notes.map((note) => (
                <li key={note}>{note}</li>
              ))}
            </ul>
          </section>
        )}
        <section aria-label="Approval">
          <h3>Approval</h3>
          <ApprovalModeField
            mode={draft.mode}
            onChange={(mode) => setDraft((typed) => ({ ...typed, mode }))}
          />
          {field('autoBelowLamports', draft.mode !== 'auto-below')}
          {field('offerTtlMs')}
          {field('maxPendingPools')}
        </section>
        <section aria-label="Size">
          <h3>Size</h3>
          {SIZE.map((name) => field(name))}
        </section>
        <section aria-label="Limits">
          <h3>Limits</h3>
          {LIMITS.map((name) => field(name))}
        </section>
        <section aria-label="Checks">
          <h3>Checks</h3>
          {(['requireMintRenounced', 'requireNoFreeze'] as const).map((name) => (
            <SwitchField
              key={name}
              name={name}
              on={draft.switches[name]}
              onChange={(on) =>
                setDraft((typed) => ({ ...typed, switches: { ...typed.switches, [name]: on } }))
              }
            />
          ))}
          {CHECKS.map((name) => field(name))}
        </section>
        <section aria-label="Exits">
          <h3>Exits</h3>
          {OPTIONAL.map((name) => (
            <NumberField
              key={name}
              name={name}
              text={draft.texts[name]}
              problem={problems[name]}
              onText={(text) => setDraft((typed) => ({ ...typed, texts: { ...typed.texts, [name]: text } }))}
              toggle={{
                on: draft.on[name],
                onChange: (on) => setDraft((typed) => ({ ...typed, on: { ...typed.on, [name]: on } })),
              }}
            />
          ))}
        </section>
      </div>
      <footer className={styles['foot']}>
        <p className={styles['status']} role="status">
          {failure ??
            (wrong > 0
              ? `${wrong} ${wrong === 1 ? 'field needs' : 'fields need'} another value.`
              : changed
                ? 'Not saved yet.'
                : 'In force.')}
        </p>
        <Button onClick={undo} disabled={!changed}>
          Undo
        </Button>
        <Button type="submit" look="primary" disabled={!changed || !read.ok || saving}>
          {saving ? 'Saving…' : 'Save'}
        </Button>
      </footer>
    </form>
  );
}
