// A token's symbol and name are chosen by whoever made it. Characters that do not show, or that turn the text
// around them, let one token pass for another or break a line: they are taken out. Classes of Unicode: control
// (Cc), format (Cf: bidi overrides and isolates, zero-width characters, tags), line and paragraph separators,
// private use and unassigned characters, and the blanks that are letters by class (Hangul fillers, braille blank).
const UNSHOWN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}\u{115F}\u{1160}\u{3164}\u{FFA0}\u{2800}]/gu;
const BLANKS = /\s+/gu;
/** More marks on one letter than any script uses climb over the lines around it. */
const STACKED_MARKS = /(\p{M}{3})\p{M}+/gu;

/** True when every surrogate has its partner, so that the text survives UTF-8. */
const isWellFormed = (text: string): boolean => !/\p{Cs}/u.test(text);

/**
 * The text as it may be shown: at most `maxLength` UTF-16 units, one line, nothing invisible. Null when nothing is
 * left of it, undefined when it is longer or is broken text (a lone surrogate).
 */
export function shownText(text: string, maxLength: number): string | null | undefined {
  if (text.length > maxLength || !isWellFormed(text)) return undefined;
  const shown = text.replace(UNSHOWN, '').replace(STACKED_MARKS, '$1').replace(BLANKS, ' ').trim();
  return shown === '' ? null : shown;
}
