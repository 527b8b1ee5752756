import type { LinkState } from '../../shared/status.ts';

export type LinkTone = 'good' | 'warn' | 'bad' | 'idle';

/** A connection's state in a word and a tone; the chip shows the word whenever it is not live. */
export const LINK_WORDS: Readonly<Record<LinkState, { readonly word: string; readonly tone: LinkTone }>> = {
  connecting: { word: 'connecting', tone: 'warn' },
  live: { word: 'live', tone: 'good' },
  silent: { word: 'silent', tone: 'warn' },
  lost: { word: 'lost', tone: 'bad' },
  stopped: { word: 'stopped', tone: 'idle' },
};
