/**
 * No message nests lists in one another, and no text in one has so many brackets in a row. Parsing such a thing takes a
 * hundred times as long as finding it.
 */
const DEEP = '['.repeat(128);

export const isTooDeep = (json: string): boolean => json.includes(DEEP);
