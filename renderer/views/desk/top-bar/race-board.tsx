import type { FeedStatus } from '../../../../shared/status.ts';
import type { Millis } from '../../../../shared/units.ts';
import { formatCount } from '../../../format/decimal.ts';
import { formatLatency } from '../../../format/duration.ts';
import { FigureTable } from '../../../ui/figure-table.tsx';
import styles from './popovers.module.css';

const HEADS = ['first', 'late p50', 'late p99', 'missed', 'malformed', 'gaps', 'backfilled'];

const late = (by: Millis | null): string => (by === null ? '–' : formatLatency(by));

/** How the feeds do against each other; `opened` is the one whose chip was pressed. */
export function RaceBoard({
  feeds,
  opened,
}: {
  readonly feeds: readonly FeedStatus[];
  readonly opened: string;
}) {
  return (
    <>
      <FigureTable
        caption="Feeds against each other"
        nameHead="feed"
        heads={HEADS}
        rows={feeds.map(({ feed, label, race, malformed }) => ({
          key: feed,
          name: label,
          marked: feed === opened && feeds.length > 1,
          figures: [
            formatCount(race.first),
            late(race.lateP50Ms),
            late(race.lateP99Ms),
            formatCount(race.missed),
            formatCount(malformed),
            formatCount(race.gaps),
            formatCount(race.backfilled),
          ],
        }))}
      />
      {feeds.flatMap(({ feed, label, malformedBy }) => {
        const reasons = Object.entries(malformedBy).map(([code, count]) => `${formatCount(count)} ${code}`);
        return reasons.length === 0
          ? []
          : [<p key={feed} className={styles['note']}>{`${label}, malformed: ${reasons.join(', ')}.`}</p>];
      })}
      <p className={styles['note']}>
        First: announced before any other feed. Late: behind the first. Missed: others had it, this one did
        not. Backfilled: found afterwards in a gap.
      </p>
    </>
  );
}
