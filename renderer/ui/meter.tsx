import { cx } from './class-names.ts';
import styles from './meter.module.css';

type Props = {
  readonly label: string;
  readonly used: string;
  readonly limit: string;
  readonly unit?: string;
  /** 0 to 1 and beyond; drawn cut at 1. */
  readonly share: number;
};

/** How much of a limit is used. It turns amber near the limit and red at it, and says so in the figure too. */
export function Meter({ label, used, limit, unit, share }: Props) {
  const tone = share >= 1 ? 'full' : share >= 0.8 ? 'near' : 'calm';
  return (
    <div className={cx(styles['meter'], styles[tone])}>
      <span className={styles['label']}>{label}</span>
      <span className={cx('num', styles['value'])}>
        {used} <span className={styles['of']}>/</span> {limit}
        {unit !== undefined && <span className={styles['of']}> {unit}</span>}
      </span>
      <div
        className={styles['track']}
        role="meter"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={1}
        aria-valuenow={Math.min(1, Math.max(0, share))}
        aria-valuetext={`${used} of ${limit}${unit === undefined ? '' : ` ${unit}`}`}
      >
        <div className={styles['fill']} style={{ transform: `scaleX(${Math.min(1, Math.max(0, share))})` }} />
      </div>
    </div>
  );
}
