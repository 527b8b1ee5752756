import type { ReactNode } from 'react';
import type { Desk } from '../../../../shared/desk.ts';
import type { ChainStatus, FeedStatus } from '../../../../shared/status.ts';
import { formatCount } from '../../../format/decimal.ts';
import { formatAge, formatLatency } from '../../../format/duration.ts';
import { LINK_WORDS } from '../../../format/link-words.ts';
import { useSampledDesk } from '../../../store/desk-context.tsx';
import { cx } from '../../../ui/class-names.ts';
import { LiveText } from '../../../ui/live-text.tsx';
import { Popover } from '../../../ui/popover.tsx';
import { EndpointsBoard } from './endpoints-board.tsx';
import styles from './link-chips.module.css';
import { RaceBoard } from './race-board.tsx';

const selectFeeds = (desk: Desk): readonly FeedStatus[] => Object.values(desk.feeds);
const selectChain = (desk: Desk): ChainStatus | null => desk.chain;

type ChipProps = Pick<ChainStatus, 'state' | 'latencyMs'> & {
  readonly label: string;
  readonly sinceMs?: FeedStatus['lastEventAtMs'];
  readonly says: readonly string[];
  /** What it opens, and how that is called. */
  readonly opens: string;
  readonly children: ReactNode;
};

/** A connection: its state as colour and shape, and its ping, or the state's word and age when it is not live. */
function Chip({ label, state, latencyMs, sinceMs = null, says, opens, children }: ChipProps) {
  const { word, tone } = LINK_WORDS[state];
  return (
    <Popover
      label={opens}
      hint={says.map((line) => (
        <div key={line}>{line}</div>
      ))}
      trigger={
        <button type="button" className={cx(styles['chip'], styles[tone])} aria-label={`${label}: ${word}`}>
          <span className={styles['dot']} aria-hidden="true" />
          <span className={styles['label']}>{label}</span>
          <span className={cx('num', styles['value'], state === 'live' && styles['ping'])}>
            {state === 'live' && (latencyMs === null ? '–' : formatLatency(latencyMs))}
            {state !== 'live' && word}
            {state !== 'live' && sinceMs !== null && (
              <LiveText everyMs={500} at={(nowMs) => ` ${formatAge(nowMs - sinceMs)}`} />
            )}
          </span>
        </button>
      }
    >
      {children}
    </Popover>
  );
}

const noted = (note: string | null): readonly string[] => (note === null ? [] : [note]);

const feedHint = (feed: FeedStatus): readonly string[] => [
  `${feed.label} is ${LINK_WORDS[feed.state].word}`,
  ...noted(feed.note),
  `${formatCount(feed.received)} received, ${formatCount(feed.duplicates)} twice, ${formatCount(feed.malformed)} malformed`,
  `connection lost ${formatCount(feed.drops)} times`,
];

const chainHint = ({ endpointsUp, endpoints, note, blockhashAgeMs }: ChainStatus): readonly string[] => [
  `${endpointsUp} of ${endpoints} endpoints answer`,
  ...noted(note),
  blockhashAgeMs === null ? 'no blockhash yet' : `blockhash ${formatAge(blockhashAgeMs)} old`,
];

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
          says={feedHint(feed)}
          opens="Feeds against each other"
        >
          <RaceBoard feeds={feeds} opened={feed.feed} />
        </Chip>
      ))}
      {chain !== null && (
        <Chip
          label={`RPC ${chain.endpointsUp}/${chain.endpoints}`}
          state={chain.state}
          latencyMs={chain.latencyMs}
          says={chainHint(chain)}
          opens="Endpoints of the chain"
        >
          <EndpointsBoard chain={chain} />
        </Chip>
      )}
    </div>
  );
}
