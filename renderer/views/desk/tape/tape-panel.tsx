import { useVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useMemo, useRef } from 'react';
import type { Desk, TapeRow } from '../../../../shared/desk.ts';
import { useCockpit, useSampledDesk, useScreen } from '../../../store/desk-context.tsx';
import type { TapeFilter } from '../../../store/screen-store.ts';
import { Empty } from '../../../ui/empty.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Segments } from '../../../ui/segments.tsx';
import styles from './tape-panel.module.css';
import { TapeLine } from './tape-line.tsx';
import { EMPTY_TAPE, tapeRows } from './tape-rows.ts';

const SAMPLE_MS = 125;
export const ROW_PX = 26;

const FILTERS: readonly { readonly value: TapeFilter; readonly label: string }[] = [
  { value: 'all', label: 'all' },
  { value: 'fills', label: 'fills' },
  { value: 'refusals', label: 'refusals' },
  { value: 'system', label: 'system' },
];

const selectTape = (desk: Desk): readonly TapeRow[] => desk.tape;

/** What happened, newest on top. Only the rows in sight are in the page. */
export function TapePanel() {
  const { screen } = useCockpit();
  const filter = useScreen((state) => state.tapeFilter);
  const tape = useSampledDesk(selectTape, SAMPLE_MS);
  const rows = useMemo(() => tapeRows(tape, filter), [tape, filter]);
  return (
    <Panel
      title="Tape"
      className={styles['panel']}
      aside={
        <Segments
          label="Show in the tape"
          value={filter}
          options={FILTERS}
          onChange={(tapeFilter) => screen.setState({ tapeFilter })}
        />
      }
    >
      {rows.length === 0 ? <Empty {...EMPTY_TAPE[filter]} /> : <Rows key={filter} rows={rows} />}
    </Panel>
  );
}

function Rows({ rows }: { readonly rows: readonly TapeRow[] }) {
  const scroller = useRef<HTMLDivElement>(null);
  // The virtualizer hands out functions that must not be memoised; nothing here is compiled to do that.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 4,
    initialRect: { width: 600, height: 400 },
  });

  // Who has scrolled down reads: new rows on top must not push what they read away. The offset is the one that the
  // virtualizer noted at the last scroll, since reading it from the page would lay out the whole window.
  const topId = rows[0]?.id ?? 0;
  const lastTop = useRef(topId);
  const scrolled = virtualizer.scrollOffset ?? 0;
  useLayoutEffect(() => {
    const added = rows.findIndex(({ id }) => id === lastTop.current);
    lastTop.current = topId;
    if (added > 0 && scrolled > ROW_PX / 2)
      scroller.current?.scrollBy({ top: added * ROW_PX, behavior: 'instant' });
  }, [rows, topId, scrolled]);

  const items = virtualizer.getVirtualItems();
  const first = items[0];
  return (
    <div
      ref={scroller}
      className={styles['scroller']}
      tabIndex={0}
      role="log"
      aria-live="off"
      aria-label="Tape"
    >
      <div className={styles['all']} style={{ height: virtualizer.getTotalSize() }}>
        <div style={{ transform: `translateY(${first?.start ?? 0}px)` }}>
          {items.map(({ index }) => {
            const row = rows[index];
            return row === undefined ? null : <TapeLine key={row.id} row={row} />;
          })}
        </div>
      </div>
    </div>
  );
}
