import { createReadStream } from 'node:fs';
import { MAX_LINE_CHARACTERS } from './recorded-line.ts';

/** The lines of a text file, without their ends. One that is longer than is read comes cut behind that length. */
export async function* linesOfFile(path: string): AsyncGenerator<string, void> {
  let rest = '';
  for await (const chunk of createReadStream(path, 'utf8')) {
    const lines = `${rest}${String(chunk)}`.split('\n');
    rest = (lines.pop() ?? '').slice(0, MAX_LINE_CHARACTERS + 1);
    yield* lines;
  }
  if (rest !== '') yield rest;
}
