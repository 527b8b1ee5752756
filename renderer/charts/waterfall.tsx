import { STAGES, stageUs, totalUs, type StageTimes } from '../../shared/order.ts';
import { formatStage } from '../format/duration.ts';
import { cx } from '../ui/class-names.ts';
import { STAGE_LOOKS } from './stages.ts';
import styles from './waterfall.module.css';

/** Share of the row that bars may take; the rest is for the last bar's figure. */
const BARS_SHARE = 0.84;

/** One order's stages one after the other, each from where the last ended. */
export function Waterfall({ stages, sends }: { readonly stages: StageTimes; readonly sends: number }) {
  const total = Math.max(1, totalUs(stages));
  const spans = STAGES.map((stage, index) => {
    const beforeUs = STAGES.slice(0, index).reduce((sum, earlier) => sum + stageUs(stages, earlier), 0);
    return { stage, beforeUs, us: stageUs(stages, stage) };
  });
  return (
    <ol className={styles['rows']}>
      {spans.map(({ stage, beforeUs, us }) => {
        const left = (beforeUs / total) * BARS_SHARE * 100;
        const width = (us / total) * BARS_SHARE * 100;
        const { label, color } = STAGE_LOOKS[stage];
        return (
          <li key={stage} className={styles['row']}>
            <span className={styles['label']}>
              {label}
              {stage === 'send' && sends > 1 && ` ×${sends}`}
            </span>
            <span className={styles['lane']}>
              <span
                className={styles['bar']}
                style={{ left: `${left}%`, width: `max(2px, ${width}%)`, background: color }}
              />
              <span className={cx('num', styles['figure'])} style={{ left: `calc(${left + width}% + 8px)` }}>
                {formatStage(us)}
              </span>
            </span>
          </li>
        );
      })}
    </ol>
  );
}
