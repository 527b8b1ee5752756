import type { Stage } from '../../shared/order.ts';

/** A stage's name and colour: the same in bars, waterfall and legend. */
export const STAGE_LOOKS: Readonly<Record<Stage, { readonly label: string; readonly color: string }>> = {
  decode: { label: 'decode', color: 'var(--stage-decode)' },
  judge: { label: 'judge', color: 'var(--stage-judge)' },
  prepare: { label: 'prepare', color: 'var(--stage-prepare)' },
  sign: { label: 'sign', color: 'var(--stage-sign)' },
  send: { label: 'journal + send', color: 'var(--stage-send)' },
};
