import type { ChainStatus, EndpointStatus } from '../../../../shared/status.ts';
import { formatCount } from '../../../format/decimal.ts';
import { formatAge, formatLatency } from '../../../format/duration.ts';
import { cx } from '../../../ui/class-names.ts';
import { FigureTable } from '../../../ui/figure-table.tsx';
import styles from './popovers.module.css';

const BREAKER_WORDS: Readonly<Record<EndpointStatus['breaker'], string>> = {
  closed: 'in use',
  open: 'left alone',
  'half-open': 'on trial',
};

const HEADS = ['state', 'latency', 'slots behind', 'throttled', 'version'];

/** Each endpoint of the chain as it answers, and how old what is kept of it is. */
export function EndpointsBoard({ chain }: { readonly chain: ChainStatus }) {
  return (
    <>
      {chain.endpointList.length === 0 ? (
        <p>No endpoint has answered yet.</p>
      ) : (
        <FigureTable
          caption="Endpoints"
          nameHead="endpoint"
          heads={HEADS}
          rows={chain.endpointList.map((endpoint) => ({
            key: endpoint.name,
            name: endpoint.name,
            figures: [
              <span key="breaker" className={cx(endpoint.breaker !== 'closed' && styles['warn'])}>
                {BREAKER_WORDS[endpoint.breaker]}
              </span>,
              endpoint.latencyMs === null ? '–' : formatLatency(endpoint.latencyMs),
              endpoint.slotsBehind === null ? '–' : formatCount(endpoint.slotsBehind),
              formatCount(endpoint.throttled),
              endpoint.version ?? '–',
            ],
          }))}
        />
      )}
      {chain.caches.length > 0 && (
        <div className={styles['second']}>
          <FigureTable
            caption="Kept ready"
            nameHead="what"
            heads={['age']}
            rows={chain.caches.map(({ name, ageMs }) => ({
              key: name,
              name,
              figures: [ageMs === null ? 'not read yet' : formatAge(ageMs)],
            }))}
          />
        </div>
      )}
      {chain.note !== null && <p className={styles['note']}>{chain.note}</p>}
    </>
  );
}
