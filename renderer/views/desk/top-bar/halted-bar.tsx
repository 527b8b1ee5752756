import { OctagonX } from 'lucide-react';
import type { Trading } from '../../../../shared/trading.ts';
import { formatClock } from '../../../format/clock-time.ts';
import { haltBanner } from '../../../format/halt-banner.ts';
import { useCockpit } from '../../../store/desk-context.tsx';
import { Button } from '../../../ui/button.tsx';
import { ArmButton } from './arm-button.tsx';
import { BrandMark } from '../../../ui/brand-mark.tsx';
import styles from './halted-bar.module.css';
import { ModeBadge } from './session-badges.tsx';

/** The whole bar as a banner: what stopped the desk, what to do, and the two ways on. */
export function HaltedBar({ trading }: { readonly trading: Trading }) {
  const { actions } = useCockpit();
  const { cause, remedy } = haltBanner(trading.cause);
  return (
    <header className={styles['bar']} data-top-bar>
      <BrandMark />
      <ModeBadge onBanner />
      <span className={styles['state']}>
        <OctagonX size={18} aria-hidden="true" />
        HALTED
      </span>
      <div className={styles['words']}>
        <p className={styles['cause']}>
          {cause} <span className={styles['since']}>at {formatClock(trading.sinceMs)}</span>
        </p>
        <p className={styles['remedy']}>{remedy}</p>
      </div>
      <Button className={styles['reduce']} onClick={() => void actions.reduce()}>
        Sell only
      </Button>
      <ArmButton onBanner />
    </header>
  );
}
