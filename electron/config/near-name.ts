/** How many letters a slip may change: longer names allow more. */
const slack = (name: string): number => (name.length < 6 ? 1 : 2);

/** The one of `known` that `name` was probably meant to be, or null. */
export function nearName<N extends string>(name: string, known: readonly N[]): N | null {
  const upper = name.toUpperCase();
  let best: N | null = null;
  let fewest = slack(name) + 1;
  for (const candidate of known) {
    const changes = changesBetween(upper, candidate.toUpperCase(), fewest);
    if (changes < fewest) {
      fewest = changes;
      best = candidate;
    }
  }
  return best;
}

/** Letters to add, take out or replace (Levenshtein), or `limit` when it is that many or more. */
function changesBetween(from: string, to: string, limit: number): number {
  if (Math.abs(from.length - to.length) >= limit) return limit;
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [index, letter] of from.split('').entries()) {
    let diagonal = index;
    const next = [index + 1];
    for (let column = 1; column <= to.length; column += 1) {
      const above = row[column] ?? limit;
      const left = next[column - 1] ?? limit;
      const same = letter === to[column - 1];
      next.push(Math.min(above + 1, left + 1, diagonal + (same ? 0 : 1)));
      diagonal = above;
    }
    row = next;
  }
  return Math.min(row.at(-1) ?? limit, limit);
}
