import type { Cooldown, Desk } from '../../../../shared/desk.ts';
import { formatCountdown } from '../../../format/duration.ts';
import { formatLength } from '../../../format/duration.ts';
import { useDesk, useSampledDesk } from '../../../store/desk-context.tsx';
import { cx } from '../../../ui/class-names.ts';
import { Empty } from '../../../ui/empty.tsx';
import { LiveText } from '../../../ui/live-text.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { TimeRing } from '../../../ui/time-ring.tsx';
import styles from './cooldowns-panel.module.css';

const selectCooldowns = (desk: Desk): readonly Cooldown[] => desk.cooldowns;

/** Pools that were bought a short while ago and are not bought again before their time. */
export function CooldownsPanel() {
  const cooldowns = useSampledDesk(selectCooldowns, 250);
  const cooldownMs = useDesk((desk) => desk.settings.poolCooldownMs);
  return (
    <Panel
      title="Cooling down"
      count={<span className="num">{cooldowns.length}</span>}
      aside={`${formatLength(cooldownMs)} a pool`}
      className={styles['panel']}
    >
      {cooldowns.length === 0 ? (
        <Empty
          what="Pools just bought rest here."
          why={`None was bought in the last ${formatLength(cooldownMs)}.`}
        />
      ) : (
        <ul className={styles['chips']}>
          {cooldowns.toReversed().map(({ pool, symbol, untilMs, totalMs }) => (
            <li key={pool} className={styles['chip']}>
              <TimeRing untilMs={untilMs} totalMs={totalMs} />
              <span className={styles['symbol']}>{symbol}</span>
              <LiveText
                className={cx('num', styles['left'])}
                everyMs={250}
                at={(nowMs) => formatCountdown(untilMs - nowMs)}
              />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
