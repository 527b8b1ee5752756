import type { Trading } from '../../../../shared/trading.ts';
import { formatClock } from '../../../format/clock-time.ts';
import { haltBanner } from '../../../format/halt-banner.ts';
import { useCockpit } from '../../../store/desk-context.tsx';
import { Button } from '../../../ui/button.tsx';
import { cx } from '../../../ui/class-names.ts';
import { Hint } from '../../../ui/hint.tsx';
import { ArmButton } from './arm-button.tsx';
import styles from './armed-bar.module.css';
import { BrandMark } from '../../../ui/brand-mark.tsx';
import { Figures } from './figures.tsx';
import { LinkChips } from './link-chips.tsx';
import { SessionBadges } from './session-badges.tsx';
import { StopButton } from './stop-button.tsx';

const REDUCING_BY_WISH = 'The desk sells and does not buy. Hold to arm again.';

/** The bar while armed or reducing. */
export function ArmedBar({ trading }: { readonly trading: Trading }) {
  const { actions } = useCockpit();
  const armed = trading.state === 'armed';
  const why = trading.cause === null ? REDUCING_BY_WISH : `${haltBanner(trading.cause).cause}: selling only.`;
  const pill = (
    <div className={cx(styles['pill'], styles[trading.state])} tabIndex={armed ? -1 : 0}>
      <span className={styles['dot']} aria-hidden="true" />
      <strong>{armed ? 'ARMED' : 'REDUCING'}</strong>
      <span className={styles['since']}>
        since <span className="num">{formatClock(trading.sinceMs)}</span>
      </span>
    </div>
  );
  return (
    <header className={styles['bar']} data-top-bar>
      <div className={styles['brand']}>
        <BrandMark />
        <span className={styles['name']}>Swingaway</span>
      </div>
      <SessionBadges />
      {armed ? pill : <Hint says={why}>{pill}</Hint>}
      {armed ? (
        <Hint says="Stop buying, go on selling. Takes effect at once; arming again is held.">
          <Button small look="quiet" onClick={() => void actions.reduce()}>
            Sell only
          </Button>
        </Hint>
      ) : (
        <ArmButton small />
      )}
      <LinkChips />
      <Figures />
      <StopButton />
    </header>
  );
}
