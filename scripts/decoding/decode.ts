import { readFileSync } from 'node:fs';
import { decodeFiles } from './decode-files.ts';

// Not process.exit: it would cut off what a pipe has not taken yet.
process.exitCode = decodeFiles(process.argv.slice(2), (file) => readFileSync(file, 'utf8'), {
  out: (line) => console.log(line),
  error: (line) => console.error(line),
});
