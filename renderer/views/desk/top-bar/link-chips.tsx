import type { Desk } from '../../../../shared/desk.ts';
import type { ChainStatus, FeedStatus } from '../../../../shared/status.ts';
import { formatCount } from '../../../format/decimal.ts';
import { formatAge, formatLatency } from '../../../format/duration.ts';
import { LINK_WORDS } from '../../../format/link-words.ts';
import { useSampledDesk } from '../../../store/desk-context.tsx';
import { cx } from '../../../ui/class-names.ts';
import { Hint } from '../../../ui/hint.tsx';
import { LiveText } from '../../../ui/live-text.tsx';
import styles from './link-chips.module.css';

const selectFeeds = (desk: Desk): readonly FeedStatus[] => Object.values(desk.feeds);
const selectChain = (desk: Desk): ChainStatus | null => desk.chain;

type ChipProps = Pick<ChainStatus, 'state' | 'latencyMs'> & {
  readonly label: string;
  readonly sinceMs?: FeedStatus['lastEventAtMs'];
  readonly says: readonly string[];
};

/** A connection: its state as colour and shape, and its ping, or the state's word and age when it is not live. */
function Chip({ label, state, latencyMs, sinceMs = null, says }: ChipProps) {
  const { word, tone } = LINK_WORDS[state];
  return (
    <Hint
      says={says.map((line) => (
        <div key={line}>{line}</div>
      ))}
    >
      <span className={cx(styles['chip'], styles[tone])} tabIndex={0} aria-label={`${label}: ${word}`}>
        <span className={styles['dot']} aria-hidden="true" />
        <span className={styles['label']}>{label}</span>
        <span className={cx('num', styles['value'])}>
          {state === 'live' && (latencyMs === null ? '–' : formatLatency(latencyMs))}
          {state !== 'live' && word}
          {state !== 'live' && sinceMs !== null && (
            <LiveText everyMs={500} at={(nowMs) => ` ${formatAge(nowMs - sinceMs)}`} />
          )}
        </span>
      </span>
    </Hint>
  );
}

const noted = (note: string | null): readonly string[] => (note === null ? [] : [note]);

export function LinkChips() {
  const feeds = useSampledDesk(selectFeeds, 500);
  const chain = useSampledDesk(selectChain, 500);
  return (
    <div className={styles['chips']} role="group" aria-label="Connections">
      {feeds.map((feed) => (
        <Chip
          key={feed.feed}
          label={feed.label}
          state={feed.state}
          latencyMs={feed.latencyMs}
          sinceMs={feed.lastEventAtMs}
          says={[
            `${feed.label} is ${LINK_WORDS[feed.state].word}`,
            ...noted(feed.note),
            `${formatCount(feed.received)} received, ${formatCount(feed.duplicates)} twice, ${formatCount(feed.malformed)} malformed`,
            `connection lost ${formatCount(feed.drops)} times`,
          ]}
        />
      ))}
      {chain !== null && (
        <Chip
          label={`RPC ${chain.endpointsUp}/${chain.endpoints}`}
          state={chain.state}
          latencyMs={chain.latencyMs}
          says={[
            `${chain.endpointsUp} of ${chain.endpoints} endpoints answer`,
            ...noted(chain.note),
            chain.blockhashAgeMs === null
              ? 'no blockhash yet'
              : `blockhash ${formatAge(chain.blockhashAgeMs)} old`,
          ]}
        />
      )}
    </div>
  );
}
