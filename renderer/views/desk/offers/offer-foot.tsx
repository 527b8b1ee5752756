import type { Lamports, UnixMs } from '../../../../shared/units.ts';
import { formatSolExact, formatSolSize } from '../../../format/sol.ts';
import { Button } from '../../../ui/button.tsx';
import { cx } from '../../../ui/class-names.ts';
import { LiveText } from '../../../ui/live-text.tsx';
import { TimeBar } from '../../../ui/time-bar.tsx';
import styles from './offer-card.module.css';

type Props = {
  readonly spendLamports: Lamports;
  readonly madeAtMs: UnixMs;
  readonly expiresAtMs: UnixMs;
  readonly focused: boolean;
  readonly answered: boolean;
  readonly canBuy: boolean;
  readonly onApprove: () => void;
  readonly onSkip: () => void;
};

/** The two answers, and how long there is for them. Only the focused card shows its keys and the filled button. */
export function OfferFoot(props: Props) {
  const { spendLamports, madeAtMs, expiresAtMs, focused, answered, canBuy, onApprove, onSkip } = props;
  return (
    <div className={styles['foot']}>
      <Button
        look={focused && canBuy ? 'primary' : 'plain'}
        hotkey={focused ? 'A' : undefined}
        disabled={!canBuy}
        aria-disabled={answered}
        title={canBuy ? `Buy for ${formatSolExact(spendLamports)} SOL` : 'Buying is off'}
        onClick={onApprove}
      >
        {answered ? 'Sent…' : `Approve ${formatSolSize(spendLamports)} SOL`}
      </Button>
      <Button hotkey={focused ? 'S' : undefined} aria-disabled={answered} onClick={onSkip}>
        Skip
      </Button>
      <TimeBar fromMs={madeAtMs} untilMs={expiresAtMs} />
      <LiveText
        className={cx('num', styles['left'])}
        everyMs={250}
        at={(nowMs) => `${Math.max(0, Math.ceil((expiresAtMs - nowMs) / 1000))} s`}
      />
    </div>
  );
}
