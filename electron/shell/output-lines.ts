const MAX_LINE_LENGTH = 65_536;

/** Cuts a stream of text into lines; a line without an end is dropped once it is longer than MAX_LINE_LENGTH. */
export function lineCutter(take: (line: string) => void): (chunk: string) => void {
  let rest = '';
  return (chunk) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > MAX_LINE_LENGTH) rest = '';
    for (const line of lines) take(line.trimEnd());
  };
}

const MAX_TAIL_LENGTH = 2_000;

/** Remembers the end of what was written, and gives it as one line. */
export function tailKeeper(): { readonly add: (chunk: string) => void; readonly text: () => string } {
  let tail = '';
  return {
    add: (chunk) => {
      tail = (tail + chunk).slice(-MAX_TAIL_LENGTH);
    },
    text: () => tail.trim().replaceAll(/\s*\n\s*/g, ' / '),
  };
}
