import { writeSync } from 'node:fs';
import { errorText } from './without-secrets.ts';

/** What the program says on its terminal: results on stdout, everything else on stderr. */
export type Voice = {
  readonly say: (sentence: string) => void;
  readonly warn: (sentence: string, error?: unknown) => void;
};

type WriteText = (descriptor: 1 | 2, text: string) => void;

/** Writes at once, so that nothing is lost when the process leaves; a terminal that is gone is no reason to fail. */
const writeText: WriteText = (descriptor, text) => {
  try {
    writeSync(descriptor, text);
  } catch {
    // Nobody is listening.
  }
};

export function createVoice(write: WriteText = writeText): Voice {
  return {
    say: (sentence) => write(1, `${sentence}\n`),
    warn: (sentence, error) =>
      write(2, `Swingaway: ${sentence}${error === undefined ? '' : `\n${errorText(error)}`}\n`),
  };
}
