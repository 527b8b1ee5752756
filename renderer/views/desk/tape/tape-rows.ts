import type { TapeKind, TapeRow } from '../../../../shared/desk.ts';
import type { TapeFilter } from '../../../store/screen-store.ts';

/** Which filter a row answers to, besides `all`. */
const FILTER_OF: Readonly<Record<TapeKind, TapeFilter>> = {
  filled: 'fills',
  sold: 'fills',
  sent: 'fills',
  failed: 'fills',
  refused: 'refusals',
  skipped: 'refusals',
  waiting: 'all',
  feed: 'system',
  system: 'system',
};

export const tapeRows = (rows: readonly TapeRow[], filter: TapeFilter): readonly TapeRow[] =>
  filter === 'all' ? rows : rows.filter(({ kind }) => FILTER_OF[kind] === filter);

/** Why the tape is empty under a filter. */
export const EMPTY_TAPE: Readonly<Record<TapeFilter, { readonly what: string; readonly why: string }>> = {
  all: {
    what: 'Everything that happens runs through here.',
    why: 'Nothing has happened in this session yet.',
  },
  fills: { what: 'Fills, sales and failed orders appear here.', why: 'No order has ended yet.' },
  refusals: {
    what: 'Refused and skipped pools appear here, with the reason.',
    why: 'No pool was refused yet.',
  },
  system: { what: 'Connections and changes of state appear here.', why: 'Nothing changed yet.' },
};
