import { useDesk } from '../../../store/desk-context.tsx';
import { cx } from '../../../ui/class-names.ts';
import { Hint } from '../../../ui/hint.tsx';
import styles from './session-badges.module.css';

const MODES = {
  sim: {
    badge: 'SIM',
    says: 'Everything is simulated on this computer: the pools, the chain and the money.',
  },
  paper: {
    badge: 'PAPER',
    says: 'No money: fills are simulated. The pools and prices are real; no order is ever sent, and no key is loaded.',
  },
  live: { badge: 'LIVE', says: 'Real money. Every order that is sent can land.' },
} as const;

const STAND_IN =
  'The official Electron could not be downloaded, so the window runs on an older, repackaged one. Fit for demo and tests, never with real keys.';

/** Which money is at stake: shown in every state of the bar. */
export function ModeBadge({ onBanner = false }: { readonly onBanner?: boolean }) {
  const mode = useDesk((desk) => desk.session.mode);
  const { badge, says } = MODES[mode];
  return (
    <Hint says={says}>
      <span className={cx(styles['badge'], onBanner && styles['onBanner'])} data-mode={mode} tabIndex={0}>
        {badge}
      </span>
    </Hint>
  );
}

export function SessionBadges() {
  const standIn = useDesk((desk) => desk.session.standInRuntime);
  return (
    <div className={styles['badges']}>
      <ModeBadge />
      {standIn && (
        <Hint says={STAND_IN}>
          <span className={styles['standIn']} tabIndex={0}>
            stand-in<span className={styles['long']}> runtime</span>
          </span>
        </Hint>
      )}
    </div>
  );
}
